"""What an edition hides: which names it may give, and whether it is printed all the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from cvtex.content.keys import inner_records, keys_of, required_keys
from cvtex.content.letter import Application, LetterModel
from cvtex.content.repairs.synonyms import key_synonyms, type_synonyms
from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import origins, plain
from cvtex.editions.tailoring import Tailoring
from cvtex.markup import parse_markup
from cvtex.schema.fields import Record
from cvtex.schema.phones import EXTENSION
from cvtex.schema.records import HighlightModel
from cvtex.schema.tags import Noted, Wordings
from cvtex.schema.texts import records_of, texts_of
from cvtex.sections import section_types
from cvtex.sections.publications import Author
from cvtex.source.fixes import instead_of
from cvtex.source.synonyms import closest
from cvtex.source.typed import Typed, cited

_REACHES = ("phone", "email", "address", "url", "username")
"""Keys whose values reach a person."""

# Keys that say how a content is read or printed: there is nothing in them to hide.
_SETTINGS = frozenset(
    {"ignore", "lint", "sort", "form", "et_al", "alt", "resume", "layout", "source", "only"}
)

_NAMES = ("location", "name", "institution", "organization", "issuer", "publisher")
"""Keys of places, and of what is often named after its place."""

_SHORT = 5
"""Characters and digits of which fewer may stand in a text by chance."""

_TELLING = 8
"""Digits at the end of a telephone number that tell it from others, however it is written."""


def unknown_names(resume: Resume, tailoring: Tailoring) -> Iterator[Diagnostic]:
    """Find the names that an edition hides, or puts into an order, and that mean nothing."""
    known = hideable() if tailoring.hide else frozenset()  # to gather them takes long
    for name in tailoring.hide:
        if name not in known:
            message = f"{cited(name)} can't be hidden"
            yield _unknown(name, message, known, "phone, address, photo, references, scores")
    titles = {str(text) for section in resume.sections for text in texts_of(section.title)}
    # The order of a résumé says nothing about a letter that goes with it.
    for name in tailoring.order if not isinstance(resume, Application) else ():
        if name not in {*section_types(), *titles}:
            message = f"{cited(name)} is neither a type of section nor the title of one"
            yield _unknown(name, message, {*section_types(), *titles}, "experience, education")


def _unknown(name: Typed, message: str, known: Collection[str], examples: str) -> Diagnostic:
    meant = closest(name, known, key_synonyms()) or closest(name, known, type_synonyms())
    hint = f"did you mean `{meant}`?" if meant else f"write names such as {examples}"
    fixes = instead_of(name, meant, certain=False) if meant else ()
    return Diagnostic(Code.VALUE_UNKNOWN, message, name.span, hint, fixes=fixes)


@cache
def hideable() -> frozenset[str]:
    """Return what an edition may hide: types of sections, and keys that no record needs."""
    optional, needed = set[str](), set[str]()
    for record in _records(Resume, set()):
        needed |= {*required_keys(record)}
        optional |= {*keys_of(record)}
    optional |= {*keys_of(LetterModel)} - {*required_keys(LetterModel)}
    marks = {*keys_of(Noted), *keys_of(HighlightModel)} - {"highlights"}
    return frozenset({*(optional - needed - marks - _SETTINGS), *section_types()})


def _records(record: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    """Yield each record that is a part of a résumé; the parts of a name and of a text are none."""
    if record in seen or record in (Author, Wordings):
        return
    seen.add(record)
    yield record
    for key, inner in inner_records(record):
        if key not in _SETTINGS:
            yield from _records(inner, seen)


class Reach(NamedTuple):
    """What reaches a person: a key such as `phone`, and its text."""

    key: str
    text: Typed


def hidden_in(value: object, key: str = "") -> Iterator[Reach]:
    """Yield what reaches a person in a value that is hidden, which stands under a key."""
    if isinstance(value, Typed) and key in _REACHES:
        yield Reach(key, value)
    for record in records_of(value, Record):
        fields = ((name, getattr(record, name, None)) for name in _REACHES)
        yield from (Reach(name, text) for name, text in fields if isinstance(text, Typed))


def still_there(
    hidden: Iterable[Reach], resume: Resume, *, strict: bool = False
) -> Iterator[Diagnostic]:
    """Find what is hidden and stands in a text that is printed, in whatever form.

    It is a warning, or with `strict` an error.
    What another contact prints is not hidden at all. An address without a number is the name of a
    place, where an employer may be too, or a school that is named after it.
    """
    shown = {str(reach.text) for reach in hidden_in(resume.contacts)}
    sought = {str(reach.text): reach for reach in hidden if reach.text not in shown}
    patterns = {pattern: reach for reach in sought.values() if (pattern := _pattern(reach))}
    records = records_of(resume, Record) if patterns else ()
    places = {id(getattr(record, key, None)) for record in records for key in _NAMES}
    for text in texts_of(resume, {"type", "language", "ignore"}) if patterns else ():
        readings = [*_readings(text)]
        for pattern, reach in patterns.items():
            if id(text) in places and reach.key == "address" and not re.search(r"\d", reach.text):
                continue
            if place := next(filter(None, (_place(pattern, *one) for one in readings)), None):
                message = (
                    f"{cited(text[slice(*place)])} is hidden in this edition, and is printed here"
                )
                hint = "remove it, or give the text other words with `variants`"
                if strict:
                    hint += "; `warn: [hidden-printed]` in the edition allows it"
                span = text.at(*place)
                yield Diagnostic(Code.HIDDEN_PRINTED, message, span, hint, tolerated=not strict)


def _readings(text: Typed) -> Iterator[tuple[str, list[int]]]:
    """Yield a text as it is typed, with the targets of its links, and as it is printed.

    Each is folded, with the offset in the text of each of its characters.
    """
    yield _placed(text, range(len(text)))
    content = parse_markup(text)
    if (printed := plain(content)) != text:
        offsets = chain.from_iterable(origin.offsets for origin in origins(content))
        yield _placed(printed, offsets)


def _placed(text: str, offsets: Iterable[int]) -> tuple[str, list[int]]:
    folded = [*zip(map(_folded, text), offsets, strict=True)]
    return "".join(part for part, _ in folded), [at for part, at in folded for _ in part]


def _place(pattern: re.Pattern[str], folded: str, offsets: list[int]) -> tuple[int, int] | None:
    found = pattern.search(folded)
    return (offsets[found.start()], offsets[found.end() - 1] + 1) if found else None


def _folded(text: str) -> str:
    """Return a text in which full-width and other forms of a character are one (NFKD).

    Digits are ASCII. Each character is folded alone, so that the result has the same places.
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else unicodedata.normalize("NFKD", char)
        for char in text
    )


def _pattern(reach: Reach) -> re.Pattern[str] | None:
    """Return what finds a hidden text in another; None for one that may be there by chance.

    A short user name is sought as a part of an address, or behind `@`.
    """
    hidden = _folded(reach.text)
    number = EXTENSION.sub("", hidden)
    digits = re.sub(r"\D", "", number)
    if re.fullmatch(r"[\d\s+().*/‐-―−-]+", number) and len(digits) >= _SHORT:
        before = r"(?:[+(\d][\d\s+().–-]{0,12})?"
        return re.compile(before + r"\D{0,5}".join(digits[-_TELLING:]) + r"(?!\d)")
    words = re.sub(r"^https?://(?:www\.)?|/$", "", hidden.strip()).split()
    is_short = len("".join(words)) <= _SHORT
    if is_short and reach.key not in ("email", "url", "username"):
        return None
    # Han and kana have no spaces between words, so only ASCII letters and digits end one.
    before = r"(?<![A-Za-z0-9])" if words[0][0].isascii() else ""
    after = r"(?![A-Za-z0-9])" if words[-1][-1].isascii() else ""
    if is_short:
        before = "(?<=[/@])" if reach.key == "username" else before
        after = r"(?!\.?[A-Za-z0-9])"  # `@ada` is not in bob@ada.org
    return re.compile(before + r"\s+".join(map(re.escape, words)) + after, re.IGNORECASE)
