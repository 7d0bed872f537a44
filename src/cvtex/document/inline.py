"""Inline text: a leaf of the Document, with its emphasis, code and links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cvtex.diagnostics import Span
from cvtex.diagnostics.origin import Origin


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters.

    `forms` are the offsets of Han characters with a variation selector (UTS #37), and the selector.
    The PDF's text has no selectors, because a search would not find the word.
    """

    text: str
    forms: tuple[tuple[int, str], ...] = ()
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Text], tuple[object, ...]]:
        """Leave out the origins in a Document on disk: only checks of a content file use them."""
        return Text, (self.text, self.forms)


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic text, or its equivalent in other scripts."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Code, in a monospaced font."""

    text: str
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[type[CodeSpan], tuple[object, ...]]:
        """Leave out the origins, as `Text` does."""
        return CodeSpan, (self.text,)


@dataclass(frozen=True, slots=True)
class Link:
    """Text with an absolute URL."""

    content: tuple[Inline, ...]
    url: str


Inline = Text | Strong | Emphasis | CodeSpan | Link

# A tuple: the texts are asked for thousands of times, and a union is made anew each time.
_LITERAL = (Text, CodeSpan)


def plain(content: tuple[Inline, ...]) -> str:
    """Return the characters of inline content."""
    return "".join(
        part.text if isinstance(part, _LITERAL) else plain(part.content) for part in content
    )


def without(content: tuple[Inline, ...], places: Sequence[int]) -> tuple[Inline, ...]:
    """Return inline content without the characters at some offsets, in ascending order."""
    left, start = list[Inline](), 0
    for part in content:
        end = start + len(plain((part,)))
        here = [at - start for at in places[bisect_left(places, start) : bisect_left(places, end)]]
        start = end
        if not here:
            left.append(part)
        elif not isinstance(part, Text | CodeSpan):
            left.append(replace(part, content=without(part.content, here)))
        elif len(here) < len(part.text):
            left.append(_shortened(part, here))
    return tuple(left)


def _shortened(part: Text | CodeSpan, places: Sequence[int]) -> Text | CodeSpan:
    gone = frozenset(places)

    def moved(at: int) -> int:
        return at - bisect_left(places, at)

    text = "".join(char for at, char in enumerate(part.text) if at not in gone)
    kept = tuple(
        Origin(
            moved(origin.start),
            [at for place, at in enumerate(origin.offsets, origin.start) if place not in gone],
            origin.source,
        )
        for origin in part.origins
    )
    if isinstance(part, CodeSpan):
        return CodeSpan(text, kept)
    return Text(text, tuple((moved(at), selector) for at, selector in part.forms), kept)


def origins(content: tuple[Inline, ...], start: int = 0) -> Iterator[Origin]:
    """Yield the origins of inline content, with offsets into its printed characters."""
    for part in content:
        if isinstance(part, _LITERAL):
            for origin in part.origins:
                yield replace(origin, start=start + origin.start)
        else:
            yield from origins(part.content, start)
        start += len(plain((part,)))


def forms(content: tuple[Inline, ...]) -> dict[int, str]:
    """Return the variation selectors in inline content by offset of the printed character."""
    found, start = dict[int, str](), 0
    for part in content:
        if isinstance(part, Text):
            found |= {start + at: selector for at, selector in part.forms}
        elif not isinstance(part, CodeSpan):
            found |= {start + at: selector for at, selector in forms(part.content).items()}
        start += len(plain((part,)))
    return found


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text: its number in reading order from 1, its content, and its span in the YAML."""

    number: int
    content: tuple[Inline, ...]
    span: Span

    @property
    def text(self) -> str:
        """The characters that are printed."""
        return plain(self.content)

    @property
    def gap(self) -> str:
        """The space behind it as a label; a full-width colon includes its space."""
        return "" if self.text.endswith("：") else " "

    def place_of(self, string: str) -> Span:
        """Return the span in the YAML of a string of the leaf, or the leaf's own span."""
        start = self.text.find(string)
        sources = []
        for origin in origins(self.content):
            if origin.source is None:
                continue
            first = start - origin.start
            last = first + len(string) - 1
            if start >= 0 and first >= 0 and last < len(origin.offsets):
                return origin.source.at(origin.offsets[first], origin.offsets[last] + 1)
            sources.append(origin.source)
        found = (source for source in sources if string in source)
        return next((source.place_of(string) for source in found), self.span)
