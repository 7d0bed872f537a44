"""Formats references by a form, a file of data in `cvtex/forms`.

A form has the rules for names under `authors`, and the pieces of a reference for each kind of
publication:

- A piece is words with fields in braces: `", vol. {volume}"`. It is omitted if one of its fields is
  missing. A list of pieces stands for the first one with all its fields.
- `*{venue}*` is emphasised; emphasis in the field itself is then upright.
- Redundant punctuation is omitted: a full stop after a full stop, `?` or `!`, and a comma or colon
  after the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from unicodedata import bidirectional

import yaml

from cvtex.document import CodeSpan, Emphasis, Inline, Text, plain
from cvtex.markup import joined
from cvtex.paths import FORMS
from cvtex.unicode.han import hangul, ideograph

_FIELD = re.compile(r"(\*?)\{(\w+)\}\*?")
_KANA = re.compile("[\u3041-\u30ff]")
# The longest word in capitals that is initials without full stops: `AM`, `JRR`.
_INITIALS_MAX = 3

Piece = str | list[str]
Content = Callable[[], tuple[Inline, ...]]
"""Returns the content of a field; called only if the field is printed."""


class NameFormat(NamedTuple):
    """The format of author names.

    With more than `most` authors, only the first `first` are named. `separator` is between two
    names, `two` between exactly two, `last` before the last of more. `gap` replaces omitted authors
    before the last one; without it, `et_al` follows, by the language of the names.

    `latin` and `cjk` are patterns with `{family}`, `{FAMILY}` (in capitals), `{given}` and
    `{initials}`; `leading` is the pattern of the first author, if it differs. Names in Chinese,
    Japanese and Korean are never abbreviated.
    """

    latin: str
    cjk: str
    separator: str
    et_al: Mapping[str, str]
    most: int | None = None
    first: int = 1
    two: str = ""
    last: str = ""
    gap: str = ""
    leading: str = ""

    def chosen(self, count: int, own: int) -> tuple[int, ...]:
        """Return the indices of the named authors of `count`; all up to `own` are named."""
        if self.most is None or count <= self.most:
            return tuple(range(count))
        named = max(self.first, own)
        return (*range(named), *range(max(named, count - 1 if self.gap else count), count))

    def name(self, family: str, given: str, *, leads: bool) -> str:
        """Return the name of an author; `leads` is for the first one."""
        pattern = self.cjk if is_cjk(family) else (leads and self.leading) or self.latin
        filled = pattern.format(
            family=family, FAMILY=family.upper(), given=given, initials=initials(given)
        )
        return filled.strip(", ")

    def joints(self, chosen: Sequence[int], *, more: bool) -> list[str]:
        """Return the separator before each named author."""
        joints = ["", *(self.separator for _ in chosen[1:])]
        if chosen[1:] and chosen[-1] != len(chosen) - 1:
            joints[-1] = self.gap
        elif chosen[1:] and not more:
            joints[-1] = (len(chosen) == 2 and self.two) or self.last or self.separator  # noqa: PLR2004 - `two`
        return joints

    def more(self, names: str, language: str) -> str:
        """Return the words for omitted authors ("et al.") by the language of the names."""
        if hangul().search(names):
            return self.et_al["ko"]
        if _KANA.search(names) or (ideograph().search(names) and language.startswith("ja")):
            return self.et_al["ja"]
        return self.et_al["zh" if ideograph().search(names) else "latin"]


class Form(NamedTuple):
    """A form of references; `pages` is the dash in ranges of pages, if not as typed."""

    authors: NameFormat
    kinds: Mapping[str, list[Piece]]
    pages: str = ""

    def prints(self, kind: str, field: str) -> bool:
        """Return whether references of a kind print a field."""
        return any(f"{{{field}}}" in str(piece) for piece in self.kinds[kind])

    def reference(self, kind: str, fields: Mapping[str, Content]) -> tuple[Inline, ...]:
        """Return a reference of a kind with the given fields."""
        line = _Line()
        for piece in self.kinds[kind]:
            for choice in [piece] if isinstance(piece, str) else piece:
                if fields.keys() >= {name for _, name in _FIELD.findall(choice)}:
                    line.add(choice, fields)
                    break
        return tuple(line.content)


@cache
def load_form(name: str) -> Form:
    """Return the form with a name."""
    data = yaml.load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Form(**{**data, "authors": NameFormat(**data["authors"])})


def is_cjk(name: str) -> bool:
    """Return whether a name is written in Chinese, Japanese or Korean."""
    return any(script.search(name) for script in (ideograph(), _KANA, hangul()))


def behind(before: str, words: str) -> str:
    """Return words of a form as they are behind a text: a comma behind Arabic letters is Arabic."""
    last = next(filter(str.isalpha, reversed(before)), " ")
    return words.replace(",", "،") if bidirectional(last) == "AL" else words


def initials(given: str) -> str:
    """Return the initials of given names: `Ada Jean-Luc` is `A. J.-L.`.

    Words without a capital, such as particles, are not abbreviated.
    """
    words = (word for part in given.split() for word in re.split(r"(?<=\.)(?=\w)", part))
    return " ".join("-".join(map(_initial, word.split("-"))) for word in words)


def _initial(name: str) -> str:
    if not name[:1].isupper():
        return name
    if name.isalpha() and name.isupper() and len(name) <= _INITIALS_MAX:
        return " ".join(f"{letter}." for letter in name)
    return f"{name[0]}."


class _Line:
    """A reference under construction."""

    def __init__(self) -> None:
        self.content: list[Inline] = []
        self._ended = False

    def add(self, piece: str, fields: Mapping[str, Content]) -> None:
        """Add a piece of a form."""
        words, *parts = _FIELD.split(piece)
        self._words(words)
        for star, name, behind in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            content = fields[name]()
            self._extend(stressed(content) if star else content)
            self._ended = False
            self._words(behind)

    def _words(self, words: str) -> None:
        """Add words of the form without redundant punctuation."""
        own, before = words, plain(tuple(self.content[-1:]))
        if own.startswith(".") and before.endswith(",”"):
            self._close_quotation()
            own = own[1:]
        elif re.search("[.?!。？！]”?$", before):
            # After `?` or `!` in a quoted title, the comma is omitted too.
            own = re.sub("^,(?=”)" if before[-1] in "?!？！" else "^$", "", own.removeprefix("."))
        if self._ended:
            own = re.sub("^[,:]", "", own)
        self._ended = bool(re.search("[.,]”$|[.]$", words)) or (self._ended and not words.strip())
        self._extend((Text(behind(before, own)),))

    def _close_quotation(self) -> None:
        last = self.content[-1]
        assert isinstance(last, Text)  # noqa: S101 - the quotation marks come from the form
        self.content[-1] = replace(last, text=f"{last.text[:-2]}.”")

    def _extend(self, parts: Iterable[Inline]) -> None:
        for part in parts:
            if isinstance(part, Text) and self.content and isinstance(self.content[-1], Text):
                self.content[-1] = joined((self.content[-1], part))
            elif part != Text(""):
                self.content.append(part)


def stressed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return emphasised content; emphasis inside becomes upright."""
    made: list[Inline] = []
    for part in content:
        match part:
            case Emphasis():
                made.extend(part.content)
            case Text() | CodeSpan():
                made.append(Emphasis((part,)))
            case _:
                made.append(replace(part, content=stressed(part.content)))
    return tuple(made)
