"""Each character that was typed is printed, is a mark of markup, or is in a finding."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cvtex.design.theme import plain_design
from cvtex.diagnostics.codes import Code
from cvtex.document import CodeSpan, Document, Inline, Link, Strong, Text
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.markup import parse_markup
from cvtex.wording import leaves

from . import samples

INVISIBLE = "\u200b\u00ad"
PIECES = [
    *(
        "*",
        "**",
        "***",
        "`",
        "``",
        "[",
        "]",
        "](",
        ")",
        "](https://example.org/a_(b))",
        "\\",
        "\\\\",
    ),
    *(
        "a",
        "B2",
        "8",
        " ",
        "张",
        "（",
        "。",
        ".",
        "/",
        '"',
        "_",
        "é",
        "&",
        "#",
        ".py",
        "C:\\",
        "\n|",
    ),
    *("é", "¸", *INVISIBLE),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
JOURNAL = ("title", "venue", "year", "volume", "issue", "pages")


def _content(text: str) -> dict[str, object]:
    """Return a résumé in which every field that takes text has it."""
    publication: dict[str, object] = {"type": "publications", "entries": [_publication(text)]}
    return {
        "language": "en",
        "name": text,
        "headline": text,
        "contacts": [{"address": text, "label": text}],
        "summary": text,
        "sections": [
            {**section, "title": text} for section in (*samples.sections([text]), publication)
        ],
    }


def _publication(text: str) -> dict[str, object]:
    fixed: dict[str, object] = {"kind": "journal", "authors": ["A"]}
    return fixed | dict.fromkeys(JOURNAL, text)


def _fields(value: object, text: str) -> int:
    """Return how many fields have a text."""
    if isinstance(value, dict):
        return sum(_fields(inner, text) for inner in value.values())
    if isinstance(value, list):
        return sum(_fields(inner, text) for inner in value)
    return value == text


def _marks(content: tuple[Inline, ...]) -> Counter[str]:
    """Return the characters that the marks of some content are made of."""
    marks: Counter[str] = Counter()
    for part in content:
        match part:
            case Text():
                continue
            case CodeSpan():
                marks.update("``" * 2 + "  ")
                continue
            case Link():
                marks.update(f"[]({part.url})")
            case _:
                marks.update("*" * (4 if isinstance(part, Strong) else 2))
        marks += _marks(part.content)
    return marks


def _built(text: str, folder: Path) -> tuple[Document, set[Code]]:
    """Return the Document in which every field has a text, and the codes of what was found."""
    file = folder / "accounted.yaml"
    file.write_text(samples.quoted(_content(text)), encoding="utf-8")
    resume = load_content(file).value
    assert resume is not None
    built = build_document(resume, plain_design())
    assert built.value is not None
    return built.value, {finding.code for finding in built.diagnostics}


@given(text=TEXTS)
@example(text="8*A100与16*V100, 7*24, 5*10^3, O(n*m), test_*.py, 2**10")
@example(text=r"Kaua`i and O`ahu, \\server\share and C:\_new")
@example(text="**Inc.**.com")
@example(text="[ ](https://example.org/a_(b))")
@example(text=r"R\&D, \\*a\\\**b** `` ` ``")
def test_every_character_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """In every field that takes text each character is printed, or is a mark that did something."""
    seen = re.sub(f"[{INVISIBLE}]", "", text)
    if not seen.strip():
        return
    document, codes = _built(text, tmp_path_factory.getbasetemp())
    if Code.TEXT_EMPTY in codes:  # a link without text, which is refused
        return

    assert Code.WORDS_LOST not in codes
    assert (Code.TEXT_INVISIBLE in codes) == (seen != text)
    headline = document.headline
    assert headline is not None
    typed, printed = (Counter(re.sub(r"\s", "", one)) for one in (seen, headline.text))
    left_out, marks = typed - printed, _marks(headline.content)
    assert not printed - typed
    assert left_out["*"] == marks["*"]
    assert not left_out - marks - Counter({"\\": typed["\\"]})
    every = "\n".join(leaf.text for leaf in document.leaves())
    assert every.count(headline.text) >= _fields(_content(text), text)


@pytest.mark.parametrize("text", ["**a** b", "a*b"])
def test_a_lost_character_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    """Where the reading of markup loses a character, that is an error at its place."""
    monkeypatch.setattr(leaves, "parse_markup", lambda line: parse_markup(line.replace("b", "")))

    _, codes = _built(text, tmp_path)

    assert Code.WORDS_LOST in codes
