"""Texts that the schema takes, and that YAML or the page may take otherwise than they were meant.

Each is a warning, for none is certain: what is certain is an error of the reader, or read as meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.schema.fields import Record
from cvtex.schema.records import Graded
from cvtex.schema.texts import NOT_PROSE, records_of, texts_of
from cvtex.sections.interests import Interest, InterestsSection
from cvtex.sections.publications import Author
from cvtex.sections.text import TextSection
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.syntax.error import in_quotes
from cvtex.source.typed import CITED_MAX, Typed, cited

_PARAGRAPHS = frozenset({"summary", "reference", "text"})
_LETTER = re.compile(r"[^\W\d_]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
# Quotes of Latin script; corner brackets around a title are the custom in Japanese.
_QUOTED = re.compile('[“„‟‘‚＂"\'][^“”„‟‘‚＂"]*[“”‟‘’＂"\']')
# A text with one of two: `[“a, b”]` is two items to YAML.
_OPENED = re.compile("[“„][^“”„]*")
_CLOSED = re.compile("[^“”„]*”")
# Commas of Chinese and Japanese, and what may stand around some that part nothing.
_WIDE_COMMA = re.compile("[，、；]")
# The closing bracket is optional: each unclosed bracket would search the whole text for one.
_ASIDE = re.compile(r"[（(【\[《「『“][^）)】\]》」』”]*([）)】\]》」』”])?")
_MARKED = re.compile(r"[\[\]{},#:]|^\W")
_LISTED = ("keywords", "courses", "scores", "authors")


def comments(resume: Resume) -> Iterator[Diagnostic]:
    """Find comments behind texts, which may have been meant as more of them: `the C # binding`.

    A number, a date, an address or a name of the schema's is complete: behind it stands a comment.
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
                f"if it is text, put all of it in quotes: {whole};"
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
                "remove the line, or begin the text below it with `- ` as a separate item",
            )


def commas(resume: Resume) -> Iterator[Diagnostic]:
    """Find items of lists that name several things: `[Kafka，Flink]` is one to YAML."""
    for record in records_of(resume, Record):
        for key, items in record:
            is_list = key in _LISTED or isinstance(record, InterestsSection)
            texts = list(_texts(items)) if is_list else []
            words = ", ".join(word for text in texts for word in _parted(text))
            for text in texts:
                if comma := _WIDE_COMMA.search(_without_asides(text)):
                    yield Diagnostic(
                        Code.TEXT_COMMA,
                        f"{cited(text)} is one item: `{comma.group()}` separates nothing in YAML",
                        text.at(comma.start(), comma.end()),
                        f"write `{key}: [{words}]`"
                        if len(words) <= CITED_MAX
                        else f"write an item for each: `{'`, `'.join(_parted(text))}`",
                    )


def quotes(resume: Resume) -> Iterator[Diagnostic]:
    """Find names and titles in quotes that YAML keeps, and that are printed."""
    for text in texts_of(resume, NOT_PROSE | _PARAGRAPHS):
        if text is resume.language or text.quoted:
            continue
        whole = text.strip()
        if _QUOTED.fullmatch(whole) and (bare := between_quotes(text)):
            yield Diagnostic(
                Code.TEXT_QUOTES,
                f"YAML keeps the quotes around {cited(bare)}, so they are printed",
                text.span,
                f"write {cited(bare)} without them, or `'{whole}'` to keep them",
            )
        elif _OPENED.fullmatch(whole) or _CLOSED.fullmatch(whole):
            yield Diagnostic(
                Code.TEXT_QUOTES,
                f"{cited(whole)} has only one quote of a pair, and YAML keeps it, so it is printed",
                text.span,
                'put a text with a comma, or one in quotes, between straight quotes: `"..."`',
            )


def _paragraphs_of(resume: Resume) -> Iterator[Typed]:
    """Yield the texts in which an empty line begins a paragraph."""
    for record in records_of(resume, Record):
        for key, text in record:
            short = key == "text" and not isinstance(record, TextSection)
            if key in _PARAGRAPHS and isinstance(text, Typed) and not short:
                yield text


def _line_of(text: Typed, start: int) -> Span:
    """Return the place of a line of a text, from a character on."""
    end = text.find("\n", start)
    return text.at(start, end if end > start else len(text))


def _texts(items: object) -> Iterator[Typed]:
    """Yield the items of a list that are texts, or that have one alone."""
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Typed):
            yield item
        elif isinstance(item, Graded | Author | Interest) and item.model_fields_set == {"name"}:
            yield from texts_of(item)


def _parted(text: str) -> Iterator[str]:
    """Yield what wide commas part in a text, as YAML takes it between brackets."""
    at = 0
    for comma in (*_WIDE_COMMA.finditer(_without_asides(text)), None):
        word = text[at : comma.start() if comma else len(text)].strip()
        at = comma.end() if comma else at
        if word:
            yield f'"{word}"' if _MARKED.search(word) else word


def _without_asides(text: str) -> str:
    """Return a text of the same length without the commas between brackets."""
    return _ASIDE.sub(lambda aside: "_" * len(aside[0]) if aside[1] else aside[0], text)
