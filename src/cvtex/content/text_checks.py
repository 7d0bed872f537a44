"""Warnings about texts that YAML may have read otherwise than they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from cvtex.content.letter import ParagraphModel
from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic, Span, replacing
from cvtex.diagnostics.codes import Code
from cvtex.schema.fields import Record
from cvtex.schema.records import Graded
from cvtex.schema.texts import NOT_PROSE, records_of, texts_of
from cvtex.sections.interests import Interest, InterestsSection
from cvtex.sections.publications import Author
from cvtex.sections.text import TextSection
from cvtex.source.fixes import instead_of, quoted
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.syntax.error import in_quotes
from cvtex.source.typed import CITED_MAX, Typed, cited

_PARAGRAPHS = frozenset({"summary", "reference", "text"})
_LETTER = re.compile(r"[^\W\d_]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
# Quotes of the Latin script; corner brackets around a title are usual in Japanese.
_QUOTED = re.compile('[“„‟‘‚＂"\'][^“”„‟‘‚＂"]*[“”‟‘’＂"\']')
# A text with one quote of a pair: YAML splits `[“a, b”]` into two items.
_OPENED = re.compile("[“„][^“”„]*")
_CLOSED = re.compile("[^“”„]*”")
# Commas of Chinese and Japanese, and brackets around commas that separate nothing.
_WIDE_COMMA = re.compile("[，、；]")
# The closing bracket is optional: each unclosed bracket would search the whole text for one.
_ASIDE = re.compile(r"[（(【\[《「『“][^）)】\]》」』”]*([）)】\]》」』”])?")
_MARKED = re.compile(r"[\[\]{},#:]|^\W")
_LISTED = ("keywords", "courses", "scores", "authors")


def comments(resume: Resume) -> Iterator[Diagnostic]:
    """Find comments after texts that may have been meant as text: `the C # binding`.

    After a number, a date, an address or a keyword of the schema, it is a comment.
    """
    for text in texts_of(resume, NOT_PROSE):
        if not text.comment:
            continue
        if text is not resume.language and _LETTER.search(text):
            whole = in_quotes(f"{text} {text.comment}")
            yield Diagnostic(
                Code.TEXT_COMMENT,
                f"YAML reads {cited(text.comment)} as a comment: it is not printed",
                text.comment.span,
                f"if it is text, put the whole text in quotes: {whole};"
                " if it is a comment, type two spaces before it",
            )


def paragraphs(resume: Resume) -> Iterator[Diagnostic]:
    """Find empty lines in texts that are printed as one line."""
    kept = {text.span for text in _paragraphs_of(resume)}
    for text in texts_of(resume, NOT_PROSE):
        if text.span not in kept and (empty := _EMPTY_LINE.search(text.strip())):
            yield Diagnostic(
                Code.TEXT_PARAGRAPHS,
                "the empty line in this text is printed as a space",
                _line_of(text, empty.end()),
                "remove the line, or make the text below it a separate item with `- `",
            )


def commas(resume: Resume) -> Iterator[Diagnostic]:
    """Find list items with full-width commas: YAML reads `[Kafka，Flink]` as one item."""
    for record in records_of(resume, Record):
        for key, items in record:
            is_list = key in _LISTED or isinstance(record, InterestsSection)
            texts = list(_texts(items)) if is_list else []
            words = ", ".join(word for text in texts for word in _split(text))
            for text in texts:
                if comma := _WIDE_COMMA.search(_without_asides(text)):
                    yield Diagnostic(
                        Code.TEXT_COMMA,
                        f"{cited(text)} is one item: YAML does not split it at `{comma.group()}`",
                        text.at(comma.start(), comma.end()),
                        f"write `{key}: [{words}]`"
                        if len(words) <= CITED_MAX
                        else f"write an item for each: `{'`, `'.join(_split(text))}`",
                    )


def thousands(resume: Resume) -> Iterator[Diagnostic]:
    """Find a number that YAML splits into two items, as in `[1,200 users]`."""
    for text, rest in pairwise(texts_of(resume, NOT_PROSE)):
        start, end = text.span, rest.span
        beside = (start.file, start.line, start.column + start.length + 1)
        if (
            beside == (end.file, end.line, end.column)
            and re.search(r"(?<!\d)\d{1,3}$", text)
            and re.match(r"\d{3}(?!\d)", rest)
            and not (text.quoted or rest.quoted)
        ):
            whole = quoted(f"{text},{rest}")
            span = replace(start, length=end.column + end.length - start.column)
            yield Diagnostic(
                Code.TEXT_COMMA,
                f"YAML splits {cited(f'{text},{rest}')} at its comma: these are two items",
                replace(end, column=end.column - 1, length=1),
                f"put the whole text in quotes: `{whole}`",
                fixes=replacing(span, whole, certain=False),
            )


def quotes(resume: Resume) -> Iterator[Diagnostic]:
    """Find typographic quotes around names and titles, which YAML keeps."""
    for text in texts_of(resume, NOT_PROSE | _PARAGRAPHS):
        if text is resume.language or text.quoted:
            continue
        whole = text.strip()
        if _QUOTED.fullmatch(whole) and (bare := between_quotes(text)):
            from cvtex.content.repairs.suggestions import plain  # noqa: PLC0415 - heavy, and rare

            yield Diagnostic(
                Code.TEXT_QUOTES,
                f"YAML keeps the quotes around {cited(bare)}, so they are printed",
                text.span,
                f"write {cited(bare)} without them, or `'{whole}'` to keep them",
                # A title, or the name of a shop, may have them; a person has none.
                fixes=instead_of(text, plain(bare), certain=text is resume.name),
            )
        elif _OPENED.fullmatch(whole) or _CLOSED.fullmatch(whole):
            yield Diagnostic(
                Code.TEXT_QUOTES,
                f"{cited(whole)} has only one quote of a pair, and YAML keeps it, so it is printed",
                text.span,
                'put a text with a comma or with quotes in straight quotes: `"..."`',
            )


def _paragraphs_of(resume: Resume) -> Iterator[Typed]:
    """Yield the texts that may have several paragraphs."""
    for record in records_of(resume, Record):
        for key, text in record:
            short = key == "text" and not isinstance(record, TextSection | ParagraphModel)
            if key in _PARAGRAPHS and isinstance(text, Typed) and not short:
                yield text


def _line_of(text: Typed, start: int) -> Span:
    """Return the span from a character of a text to the end of its line."""
    end = text.find("\n", start)
    return text.at(start, end if end > start else len(text))


def _texts(items: object) -> Iterator[Typed]:
    """Yield the items of a list that are texts, or records with only a name."""
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Typed):
            yield item
        elif isinstance(item, Graded | Author | Interest) and item.model_fields_set == {"name"}:
            yield from texts_of(item)


def _split(text: str) -> Iterator[str]:
    """Yield the parts of a text between full-width commas, in quotes if YAML needs them."""
    at = 0
    for comma in (*_WIDE_COMMA.finditer(_without_asides(text)), None):
        word = text[at : comma.start() if comma else len(text)].strip()
        at = comma.end() if comma else at
        if word:
            yield f'"{word}"' if _MARKED.search(word) else word


def _without_asides(text: str) -> str:
    """Return a text of the same length without its parts in brackets."""
    return _ASIDE.sub(lambda aside: "_" * len(aside[0]) if aside[1] else aside[0], text)
