"""The fields of a content file, as they are compared after a round trip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from made import pdftotext

# What a page does not show: the type of a reference's author, and how a file is kept.
_UNSEEN = frozenset({"language", "sort", "form", "break_before", "table", "self"})
Field = tuple[str, str, str]


def fields_in(text: str) -> Counter[Field]:
    """Return the fields of a content file: the section, the key, and the text."""
    content = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it creates only texts
    found: Counter[Field] = Counter()
    for key, value in content.items():
        if key != "sections":
            found.update(_fields(value, "", key))
    for section in content["sections"]:
        for key, value in section.items():
            found.update(_fields(value, section["type"], key))
    return found


def recovered(before: str, after: str) -> tuple[int, int, list[Field]]:
    """Return how many fields of a file are in another one, of how many, and the others."""
    was, has = fields_in(before), fields_in(after)
    missing = was - has
    whole = was.total()
    return whole - missing.total(), whole, sorted(missing.elements())


def shares(before: str, missing: list[Field]) -> dict[str, float]:
    """Return the share of the fields of each type of section that is there; "" is the head."""
    whole = Counter(section for section, _, _ in fields_in(before).elements())
    lost = Counter(section for section, _, _ in missing)
    return {section: 1 - lost[section] / count for section, count in whole.items()}


def _fields(value: Any, section: str, key: str) -> Iterator[Field]:  # noqa: ANN401 - YAML
    if key in _UNSEEN:
        return
    if isinstance(value, list):
        for item in value:
            yield from _fields(item, section, key)
    elif isinstance(value, dict) and key == "authors":
        names = [value.get("name", ""), value.get("given", ""), value.get("family", "")]
        yield section, key, "".join(sorted(_squeezed("".join(names)).casefold()))
    elif isinstance(value, dict):
        for inner, item in value.items():
            own = key if inner == "text" else inner
            yield from _fields(item, section, own)
    elif value and key == "authors":  # in any order, as the form has it
        yield section, key, "".join(sorted(_squeezed(value).casefold()))
    elif value:
        yield section, key, _squeezed(value)


def _squeezed(text: str) -> str:
    """Return a text without what may differ: white space, kinds of dashes, `+1 202 555-0143`."""
    plain = re.sub(r"[–—]", "-", "".join(text.split()))
    return re.sub(r"(?<=\d)-(?=\d)", "", plain) if plain.startswith("+") else plain


def words_in(pdf: Path) -> set[str]:
    """Return the words that pdftotext reads in a PDF."""
    text = pdftotext(pdf)
    return set(re.findall(r"\w+", text))
