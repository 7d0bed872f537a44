"""References to publications, in a form that is data (`cvtex/forms`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote

import yaml

from cvtex.document import Inline, Strong, Text, plain
from cvtex.resources import FORMS
from cvtex.wording.leaves import Leaves, one_line

if TYPE_CHECKING:
    from cvtex.content.model import Author, Publication

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_DOI_URL = re.compile(r"^https?://(dx\.)?doi\.org/")
_FIELD = re.compile(r"\{(\w+)\}")

Piece = str | list[str]
Content = Callable[[], tuple[Inline, ...]]
"""Makes the content of a field."""


@dataclass(frozen=True, slots=True)
class Form:
    """How references are put together; the form's file says what its parts mean."""

    authors: dict[str, object]
    kinds: dict[str, list[Piece]]


@cache
def load_form(name: str) -> Form:
    """Return a form by its name in the schema."""
    return Form(**yaml.load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader))


def reference(publication: Publication, form: Form, leaves: Leaves) -> tuple[Inline, ...]:
    """Return a publication as a reference, the person's own name in bold."""
    fields = _fields(publication, form, leaves)
    content: list[Inline] = []
    for piece in form.kinds[publication.kind]:
        for choice in [piece] if isinstance(piece, str) else piece:
            if fields.keys() >= {*_FIELD.findall(choice)}:
                _fill(content, choice, fields)
                break
    return tuple(content)


def _fields(publication: Publication, form: Form, leaves: Leaves) -> dict[str, Content]:
    """Return how the content of each field that is given is made, where the form asks for it."""
    names = ("title", "venue", "publisher", "place", "year", "volume", "issue", "pages", "number")
    fields: dict[str, Content] = {
        name: partial(leaves.inline, text)
        for name in names
        if (text := getattr(publication, name)) is not None
    }
    fields["authors"] = partial(_authors, publication, form, leaves)
    if (doi := publication.doi) is not None:
        number = _DOI_URL.sub("", one_line(doi))
        target = f"https://doi.org/{quote(number, safe='/:;()')}"
        fields["doi"] = partial(leaves.link, (Text(number),), target, doi)
    if (url := publication.url) is not None:
        if _prints(form, publication.kind, "url"):
            fields["url"] = partial(leaves.link, (Text(one_line(url)),), url, url)
        else:
            title = leaves.inline(publication.title)
            fields["title"] = partial(leaves.link, title, url, url)
    return fields


def _prints(form: Form, kind: str, field: str) -> bool:
    return any(f"{{{field}}}" in str(piece) for piece in form.kinds[kind])


def _fill(content: list[Inline], piece: str, fields: dict[str, Content]) -> None:
    """Add a piece of a form; its full stop is not printed where a field ends in one."""
    parts = _FIELD.split(piece)
    for literal, name in zip(parts[::2], [*parts[1::2], ""], strict=True):
        stopped = plain(tuple(content[-1:])).endswith(".")
        own = literal.removeprefix(".") if stopped else literal
        for part in (Text(own), *(fields[name]() if name else ())):
            if isinstance(part, Text) and content and isinstance(content[-1], Text):
                content[-1] = Text(content[-1].text + part.text)
            elif part != Text(""):
                content.append(part)


def _authors(publication: Publication, form: Form, leaves: Leaves) -> tuple[Inline, ...]:
    """Name as many authors as the form does, and in any case all up to the person."""
    rules = form.authors
    authors = publication.authors
    own = max((place for place, author in enumerate(authors, 1) if author.is_self), default=0)
    limit = int(str(rules["named"]))
    named = authors if len(authors) <= limit else authors[: max(limit, own)]
    content: list[Inline] = []
    for author in named:
        leaves.take(*filter(None, (author.name, author.family, author.given)))
        name = Text(one_line(_name(author, rules)))
        content.extend((Text(str(rules["separator"])), Strong((name,)) if author.is_self else name))
    if publication.et_al or len(named) < len(authors):
        marks = rules["et_al"]
        assert isinstance(marks, dict)  # noqa: S101 - the form's file is ours, and tested
        script = "han" if any(_is_han(author) for author in named) else "latin"
        content.extend((Text(str(rules["separator"])), Text(marks[script])))
    return tuple(content[1:])


def _name(author: Author, rules: dict[str, object]) -> str:
    if author.family is None:
        return str(author.name)
    pattern = str(rules["han" if _is_han(author) else "latin"])
    family, given = str(author.family), str(author.given or "")
    return pattern.format(family=family, FAMILY=family.upper(), given=given).strip()


def _is_han(author: Author) -> bool:
    return bool(re.search(_HAN, author.family or author.name or ""))
