"""Builds leaves, which are numbered in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cvtex.diagnostics import SOUGHT_MAX, Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.diagnostics.origin import Origin
from cvtex.document import (
    CodeSpan,
    DesignWord,
    DesignWords,
    Inline,
    Leaf,
    Link,
    Paragraph,
    Text,
    origins,
    plain,
    without,
)
from cvtex.markup import first_lost, parse_markup
from cvtex.schema.addresses import AddressError, require_url, to_uri
from cvtex.source.typed import Typed, cited
from cvtex.unicode.full_width import between_full_width
from cvtex.unicode.han import CHINESE, OWN, form, hangul
from cvtex.wording.character_checks import check_characters, is_blank
from cvtex.wording.locale import Locale
from cvtex.wording.normalised import formed, printed

# What ends a line in YAML is a space here, and spaces in a row are one, as TeX has them.
_SPACES = re.compile("[ \t\n\r\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return a text as one line."""
    return _SPACES.sub(" ", text.strip())


def paragraphs_of(text: str) -> list[str]:
    """Return the parts of a text between blank lines."""
    return re.split(r"\n[ \t]*\n", text.strip())


def read_inline(part: str, whole: Typed) -> tuple[Inline, ...]:
    """Return the inline content of a part of a typed text, as one line."""
    return _placed(parse_markup(one_line(part)), part, whole)


class Leaves:
    """Builds and numbers the leaves of one Document, and collects findings about their texts."""

    def __init__(self, locale: Locale, words: DesignWords | None = None) -> None:
        """Create a builder that begins with leaf 1."""
        self.locale = locale
        self.words = words or DesignWords()
        self.diagnostics: list[Diagnostic] = []
        self.taken: set[Span] = set()
        self._made = 0
        self._read_last: list[tuple[str, Typed]] = []

    def take(self, *typed: Typed) -> None:
        """Mark texts as printed; all others are reported."""
        self.taken.update(text.span for text in typed)

    def leaf(self, content: Iterable[Inline], span: Span) -> Leaf:
        """Return the next leaf, with final content."""
        self._made += 1
        self.taken.add(span)
        settled = tuple(content)
        self._require_all(settled)
        made = Leaf(self._made, self._spaced(_printed(settled)), span)
        if is_blank(made.text) and all(found.span != span for found in self.diagnostics[-1:]):
            message = "this text is invisible on the page: it has only spaces"
            self._found(Code.TEXT_EMPTY, message, span, "type a text, or delete it")
        return made

    def _spaced(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return content without the spaces that a Chinese text of a Chinese edition lacks."""
        text, own = plain(content), OWN.get(self.locale.script)
        if own not in CHINESE or not (needless := between_full_width(text)):
            return content
        return without(content, needless) if form(text, own) in CHINESE else content

    def word(self, text: str, span: Span) -> Leaf:
        """Return the next leaf, with literal text."""
        self.look(text, span)
        return self.leaf((Text(one_line(text)),), span)

    def label(self, kind: str, span: Span) -> Leaf | None:
        """Return the next leaf, with a label of the design or the locale; None if it is empty."""
        word = self.words.labels.get(kind) or DesignWord(self.locale.labels[kind], span)
        if not word.text:
            return None
        before, after = self.locale.label.split("{label}")
        return self.word(f"{before}{word.text}{after}", word.span)

    def labelled(self, text: Typed, aside: Typed | None = None) -> Leaf:
        """Return the next leaf, with a typed text as a label."""
        before, after = self.locale.label.split("{label}")
        named = self.pair(self.locale.aside, text, aside)
        return self.leaf((Text(before), *named, Text(after)), text.span)

    def typed(self, text: Typed) -> Leaf:
        """Return the next leaf, with a typed text and its markup."""
        return self.leaf(self.inline(text), text.span)

    def maybe(self, text: Typed | None) -> Leaf | None:
        """Return the next leaf, or None without a text."""
        return self.typed(text) if text else None

    def linked(self, text: Typed, url: Typed | None) -> Leaf:
        """Return the next leaf, which is a link if there is a URL."""
        content = self.inline(text)
        return self.leaf(self.link(content, url, url) if url else content, text.span)

    def listed(self, values: list[Typed]) -> Leaf:
        """Return the next leaf, with several texts in one line."""
        return self.leaf(self.joined(self.inline(value) for value in values), values[0].span)

    def paragraphs(self, text: Typed | None) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a text, separated by blank lines."""
        parts = paragraphs_of(text) if text else []
        return tuple(
            Paragraph(self.leaf(self._read(part, text), text.span))
            for part in parts
            if text is not None
        )

    def inline(self, text: Typed) -> tuple[Inline, ...]:
        """Return a text's inline content as one line, with its links checked."""
        return self._read(text, text)

    def unprinted(self, text: Typed) -> str:
        """Return a text alternative, which is not printed; its markup is literal."""
        self.take(text)
        self.look(text, text)
        return printed(one_line(text))

    def joined(self, parts: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
        """Return several contents with the locale's list separator."""
        content: list[Inline] = []
        for part in parts:
            content += [Text(self.locale.list), *part] if content else part
        return tuple(content)

    def pair(self, template: str, text: Typed, other: Typed | None) -> tuple[Inline, ...]:
        """Return two texts, such as a course and its grade, in a template of the locale."""
        content = self.inline(text)
        if other is None:
            return content
        before, between, after = re.split(r"\{\w+\}", template)
        return (Text(before), *content, Text(between), *self.inline(other), Text(after))

    def link(self, content: tuple[Inline, ...], url: str, typed: Typed) -> tuple[Inline, ...]:
        """Return content as a link, or report an invalid link and return the content.

        `typed` is the text of the URL, or with the URL. After `SOUGHT_MAX` findings no link is
        checked.
        """
        self.take(typed)
        if len(self.diagnostics) >= SOUGHT_MAX:
            return content
        try:
            require_url(url)
        except AddressError as error:
            self._found(error.code, str(error), _target_span(url, typed), error.hint)
            return content
        if is_blank(printed(plain(content))):
            message, hint = "this link has no visible text", "write one between the brackets"
            self._found(Code.TEXT_EMPTY, message, typed.span, hint)
            return content
        if _holds_link(content):
            self._found(
                Code.LINK_NESTED,
                "the text of this link contains a link",
                typed.span,
                "remove the `url`, or the link in the text",
            )
            return content
        return (Link(content, to_uri(url)),)

    def _found(self, code: Code, message: str, span: Span, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    def look(self, text: str, place: Typed | Span) -> None:
        """Check the characters of a text."""
        self.diagnostics.extend(check_characters(text, place))

    def _read(self, part: str, whole: Typed) -> tuple[Inline, ...]:
        """Return the inline content of a part of a typed text."""
        self.take(whole)
        self.look(part, whole)
        line = one_line(part)
        content = parse_markup(line)
        if (lost := first_lost(line, content)) is not None:
            self._lost(line[lost:], whole)
        content = _placed(content, part, whole)
        self._read_last.append((plain(content), whole))
        return self._checked(content, whole)

    def _require_all(self, content: tuple[Inline, ...]) -> None:
        """Report texts that were read since the last leaf and are missing in this one."""
        if self._read_last:
            text, at = plain(content), 0
            for part, whole in self._read_last:
                found = text.find(part, at)
                if found < 0:
                    self._lost(part, whole)
                at = max(at, found)
            self._read_last.clear()

    def _lost(self, text: str, whole: Typed) -> None:
        message = f"not all of {cited(text)} would be printed"
        self._found(Code.WORDS_LOST, message, whole.span, "")

    def _checked(self, content: tuple[Inline, ...], whole: Typed) -> tuple[Inline, ...]:
        checked: list[Inline] = []
        for part in content:
            match part:
                case Text() | CodeSpan():
                    checked.append(part)
                case Link():
                    checked.extend(self.link(self._checked(part.content, whole), part.url, whole))
                case _:
                    checked.append(type(part)(self._checked(part.content, whole)))
        return tuple(checked)


def literal(shown: str, *typed: Typed) -> Text:
    """Return the text that typed texts are printed as."""
    return Text(one_line(shown), origins=tuple(Origin(0, (), text) for text in typed))


def _places(part: str, whole: Typed) -> Sequence[int]:
    """Return the offsets in a text of the characters of `one_line(part)`."""
    start = whole.find(part)
    line = part.strip()
    start += part.find(line)
    if not re.search(r"\s\s|[^\S ]", line):
        return range(start, start + len(line))
    spaces = {at for run in _SPACES.finditer(line) for at in range(run.start() + 1, run.end())}
    return [start + at for at in range(len(line)) if at not in spaces]


def _typed_in(
    whole: Typed, places: Sequence[int], content: tuple[Inline, ...]
) -> tuple[Inline, ...]:
    """Return the content of a line with its origins in the typed text."""
    return tuple(
        replace(
            part,
            origins=tuple(
                replace(origin, source=whole, offsets=[places[at] for at in origin.offsets])
                for origin in part.origins
            ),
        )
        if isinstance(part, Text | CodeSpan)
        else replace(part, content=_typed_in(whole, places, part.content))
        for part in content
    )


def _placed(content: tuple[Inline, ...], part: str, whole: Typed) -> tuple[Inline, ...]:
    """Return the content of a part of a typed text with its origins, its line ends settled."""
    return _without_line_ends(_typed_in(whole, _places(part, whole), content), whole)


def _without_line_ends(content: tuple[Inline, ...], whole: Typed) -> tuple[Inline, ...]:
    """Return content without the spaces between Han or kana where a line ends in the file.

    Korean has a space between words, so a text with Hangul keeps them.
    """
    text = plain(content)
    needless = between_full_width(text)
    if not needless or hangul().search(text):
        return content
    offsets = {
        origin.start + at: offset
        for origin in origins(content)
        for at, offset in enumerate(origin.offsets)
    }
    return without(
        content, [at for at in needless if at in offsets and whole.ends_line(offsets[at])]
    )


def _target_span(url: str, text: Typed) -> Span:
    """Return the span of the first link target that is a URL."""
    start = text.find(f"]({url})") + len("](")
    return text.at(start, start + len(url)) if start >= len("](") else text.span


def _printed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return content with its printed characters."""
    return tuple(
        replace(made := formed(part.text), origins=_kept(part, made.text))
        if isinstance(part, Text)
        else replace(part, text=(text := printed(part.text)), origins=_kept(part, text))
        if isinstance(part, CodeSpan)
        else replace(part, content=_printed(part.content))
        for part in content
    )


def _kept(part: Text | CodeSpan, shown: str) -> tuple[Origin, ...]:
    """Return the origins of a text, without offsets if it is printed in another form."""
    if shown == part.text:
        return part.origins
    return tuple(replace(origin, start=0, offsets=()) for origin in part.origins)


def _holds_link(content: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(part, Link)
        or (not isinstance(part, Text | CodeSpan) and _holds_link(part.content))
        for part in content
    )
