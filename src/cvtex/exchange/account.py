"""Counts what an import has taken from a file, what it guessed or changed, and what it left out.

Each value of the file is exactly one of the three, so that nothing is lost in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from cvtex.diagnostics import Span
from cvtex.exchange.language import texts
from cvtex.exchange.texts.flattening import is_empty
from cvtex.exchange.texts.lists import NUMBER
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.unicode.han import HANGUL, IDEOGRAPHS

# The paths of keys below which each key is a part of the file; elsewhere, each key at the top is.
_CONTAINERS = (("content",), ("cv", "sections"))

_DATE = re.compile(r"^(?:\d{4}(?:-\d\d){0,2}|present)$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CJK = re.compile(f"[{IDEOGRAPHS}{HANGUL}\u3041-\u30ff]")


@dataclass(frozen=True, slots=True)
class FileValue:
    """A value of a file: the part of the file that it is in, what it is called, and its text.

    `left_out` means that the importer left it out, also if another value has the same words.
    """

    part: str
    name: str
    text: Typed
    left_out: bool = False


@dataclass(slots=True)
class ValueCount:
    """How many values of a part of a file were taken, guessed or changed, and left out.

    `names` are those of the values that were left out, in order.
    """

    part: str
    taken: int = 0
    guessed: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """The number of values that were left out."""
        return len(self.names)


def count(
    leaves: Iterable[FileValue], content: TypedMapping, guessed: Collection[Span]
) -> tuple[ValueCount, ...]:
    """Return the counts of each part of a file, in the order of the file.

    A value was taken if the content has all of its words, in values with its span, alone, or joined
    with others of its part, as in an address. It was changed if a value with its span lacks a word
    of it; a date and a language may be in another form. `guessed` are the spans of values that were
    interpreted.
    """
    given = [*leaves]
    there = _Content(given, [*texts(content)])
    counts: dict[str, ValueCount] = {}
    for leaf in given:
        of_part = counts.setdefault(leaf.part, ValueCount(leaf.part))
        if leaf.left_out or leaf not in there:
            of_part.names.append(leaf.name)
        elif leaf.text.span in guessed or not there.has_whole(leaf):
            of_part.guessed += 1
        else:
            of_part.taken += 1
    return tuple(counts.values())


def leaves_of(value: Value, path: tuple[str, ...] = ()) -> Iterator[FileValue]:
    """Yield the values of a file that are not empty, each with the key above it."""
    if isinstance(value, TypedMapping):
        for key, inner in value.items():
            yield from leaves_of(inner, (*path, str(key)))
    elif isinstance(value, TypedList):
        for item in value:
            yield from leaves_of(item, path)
    elif isinstance(value, Typed) and not is_empty(value):
        yield FileValue(_part(path), path[-1] if path else "", value)


def _part(path: tuple[str, ...]) -> str:
    above = next((one for one in _CONTAINERS if path[: len(one)] == one), ())
    return path[min(len(above), len(path) - 1)] if path else ""


class _Content:
    """The texts of a content file, and what of a file they have."""

    def __init__(self, leaves: Iterable[FileValue], there: Sequence[Typed]) -> None:
        by_span = {leaf.text.span: leaf for leaf in leaves}
        self._own: dict[Span, str] = {}
        for text in there:
            self._own[text.span] = f"{self._own.get(text.span, '')}\n{text}"
        self._names = {words for text in there if _has_letters(words := _words(text))}
        self._joined: dict[str, str] = {}
        for text in there:
            if leaf := by_span.get(text.span):
                before = self._joined.get(leaf.part, "")
                self._joined[leaf.part] = f"{before}\n{_words(text)}"

    def __contains__(self, leaf: FileValue) -> bool:
        if leaf.text.span in self._own or _words(leaf.text) in self._names:
            return True
        texts_in = (NUMBER.sub("", line) for line in leaf.text.splitlines())
        lines = [words for line in texts_in if (words := _words(line)).strip()]
        joined = self._joined.get(leaf.part, "")
        return bool(lines) and all(words in joined for words in lines)

    def has_whole(self, leaf: FileValue) -> bool:
        """Return whether the values with a value's span, if any, have all of its words."""
        own = self._own.get(leaf.text.span)
        if own is None or leaf.name == "language" or _DATE.search(own):
            return True
        words = _words(own)
        digits = "".join(filter(str.isdigit, words))  # of a telephone number, grouped anew
        return all(
            f" {word} " in words or (word.isdigit() and word in digits)
            for word in _words(_TAG.sub(" ", unescape(leaf.text))).split()
        )


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _words(text: str) -> str:
    """Return the words of a text, each between spaces; each character of CJK is one."""
    plain = _CJK.sub(r" \g<0> ", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return f" {' '.join(words)} "
