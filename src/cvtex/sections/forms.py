"""Forms of references: how the fields of a publication are put together. Each is data.

A file in `cvtex/forms` has the rules for names under `authors`, and for each kind of publication
the pieces of its reference, in order:

- A piece is words with fields in braces: `", vol. {volume}"`. It is left out if a field of it is
  not given. Of a list of pieces, the first is taken whose fields are all given.
- `*{venue}*` is emphasised; what is emphasised in the field itself stands upright then.
- Punctuation that an omitted piece would have led up to is left out too: a full stop after a full
  stop, `?` or `!`, and a comma or colon after the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import yaml

from cvtex.document import Code, Emphasis, Inline, Text, plain
from cvtex.markup import joined
from cvtex.paths import FORMS

_FIELD = re.compile(r"(\*?)\{(\w+)\}\*?")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
# The most letters of a word in capitals that are initials without full stops: `AM`, `JRR`.
_INITIALS_MAX = 3

Piece = str | list[str]
Content = Callable[[], tuple[Inline, ...]]
"""Makes the content of a field; it is called only if the field is printed."""


@dataclass(frozen=True, slots=True)
class Names:
    """How authors are named.

    Of more than `most` authors, the first `first` are named. `separator` stands between two names,
    `two` between the only two, `last` before the last of more. `gap` stands for those left out, if
    the last is named after it; otherwise a mark of `et_al`, by the language of the names, follows.

    `latin` and `cjk` are patterns with `{family}`, `{FAMILY}` (in capitals), `{given}` and
    `{initials}`; `leading` is that of the first author, if it is another. Names in Chinese,
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
        """Return which of `count` authors are named, from 0: in any case all up to `own`."""
        if self.most is None or count <= self.most:
            return tuple(range(count))
        named = max(self.first, own)
        return (*range(named), *range(max(named, count - 1 if self.gap else count), count))

    def name(self, family: str, given: str, *, leads: bool) -> str:
        """Return the name of an author, who stands first or behind others."""
        pattern = self.cjk if is_cjk(family) else (leads and self.leading) or self.latin
        filled = pattern.format(
            family=family, FAMILY=family.upper(), given=given, initials=initials(given)
        )
        return filled.strip(", ")

    def joints(self, chosen: Sequence[int], *, more: bool) -> list[str]:
        """Return what stands before each of the authors that are named."""
        joints = ["", *(self.separator for _ in chosen[1:])]
        if chosen[1:] and chosen[-1] != len(chosen) - 1:
            joints[-1] = self.gap
        elif chosen[1:] and not more:
            joints[-1] = (len(chosen) == 2 and self.two) or self.last or self.separator  # noqa: PLR2004 - `two`
        return joints

    def more(self, names: str, language: str) -> str:
        """Return the mark of authors who are not named, for the names before it."""
        if _HANGUL.search(names):
            return self.et_al["ko"]
        if _KANA.search(names) or (_HAN.search(names) and language.startswith("ja")):
            return self.et_al["ja"]
        return self.et_al["zh" if _HAN.search(names) else "latin"]


@dataclass(frozen=True, slots=True)
class Form:
    """How references are put together.

    `pages` is the dash that a range of pages has, if it is not to be as typed.
    """

    authors: Names
    kinds: Mapping[str, list[Piece]]
    pages: str = ""

    def prints(self, kind: str, field: str) -> bool:
        """Return whether the references of a kind have a field."""
        return any(f"{{{field}}}" in str(piece) for piece in self.kinds[kind])

    def reference(self, kind: str, fields: Mapping[str, Content]) -> tuple[Inline, ...]:
        """Return the reference of a kind, with the fields that are given."""
        line = _Line()
        for piece in self.kinds[kind]:
            for choice in [piece] if isinstance(piece, str) else piece:
                if fields.keys() >= {name for _, name in _FIELD.findall(choice)}:
                    line.add(choice, fields)
                    break
        return tuple(line.content)


@cache
def load_form(name: str) -> Form:
    """Return a form by its name in the schema."""
    data = yaml.load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Form(**{**data, "authors": Names(**data["authors"])})


def is_cjk(name: str) -> bool:
    """Return whether a name is written in Chinese, Japanese or Korean."""
    return any(script.search(name) for script in (_HAN, _KANA, _HANGUL))


def initials(given: str) -> str:
    """Return given names by their first letters: `Ada Jean-Luc` is `A. J.-L.`.

    What does not begin with a capital stays as it is: a particle, a name in a script without
    capitals.
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
    """A reference as far as it is put together."""

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
        """Add words of the form, without punctuation that has nothing before it to end."""
        own, before = words, plain(tuple(self.content[-1:]))
        if own.startswith(".") and before.endswith(",”"):
            self._close_quotation()
            own = own[1:]
        elif re.search("[.?!。？！]”?$", before):
            # A quoted title that asks or exclaims has no comma either.
            own = re.sub("^,(?=”)" if before[-1] in "?!？！" else "^$", "", own.removeprefix("."))
        if self._ended:
            own = re.sub("^[,:]", "", own)
        self._ended = bool(re.search("[.,]”$|[.]$", words)) or (self._ended and not words.strip())
        self._extend((Text(own),))

    def _close_quotation(self) -> None:
        last = self.content[-1]
        assert isinstance(last, Text)  # noqa: S101 - quotation marks are the form's words
        self.content[-1] = replace(last, text=f"{last.text[:-2]}.”")

    def _extend(self, parts: Iterable[Inline]) -> None:
        for part in parts:
            if isinstance(part, Text) and self.content and isinstance(self.content[-1], Text):
                self.content[-1] = joined((self.content[-1], part))
            elif part != Text(""):
                self.content.append(part)


def stressed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return content with emphasis; what has some in it stands upright, as it does in italics."""
    made: list[Inline] = []
    for part in content:
        match part:
            case Emphasis():
                made.extend(part.content)
            case Text() | Code():
                made.append(Emphasis((part,)))
            case _:
                made.append(replace(part, content=stressed(part.content)))
    return tuple(made)
