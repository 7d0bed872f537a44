"""Reads scalars with their positions, and finds texts that YAML would cut or join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from cvtex.diagnostics import LINE_END, Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Place, restore
from cvtex.source.characters import HIDDEN, ODD_INDENT, REPLACEMENT, hidden, hidden_escape
from cvtex.source.syntax.error import SourceError, brief, in_quotes
from cvtex.source.syntax.failure import indent_of, prefix_of
from cvtex.source.syntax.indentation import instead_of_text
from cvtex.source.syntax.key_lines import GLUED_ITEM, key_line, odd_indent
from cvtex.source.syntax.plain_text import as_text, bulleted, text_at, without_marks
from cvtex.source.typed import Typed

# The anchor and the tag before a value.
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+")
# A comment that looks like more of the text: `#1`, and not `# a note`.
_COMMENT = re.compile(r"[ \t]+(#[^\s#!].*)")
_ITEM_COMMENT = re.compile(r"(?:[ \t]*+,)?[ \t]++(#[^\s#!].*)")
# A comment after one space that looks like one: `# a note`.
_TRAILING = re.compile(r"[ ](#(?:[#\s].*|$))")
# Two lines of a folded text with an empty line between them, which YAML folds to one line end.
_FOLDED = re.compile(r"^(\S.*)\n+(?=\S)", re.MULTILINE)
# Escapes of odd spaces and line ends (YAML 1.1, 5.6), as in `C:\Late`.
_ODD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\[N_LP])")
# A continuation line that looks like a list item.
_ITEM = re.compile(r"[ \t]*(?=[-*•●○▪◦‣] |1[.)] )")


def after_properties(buffer: Buffer, start: Place) -> Place:
    """Return where a value begins, after its anchor and its tag."""
    before = buffer.match(_PROPERTIES, start)
    return Place(start.line, before.end()) if before else start


class Scalar(NamedTuple):
    """A scalar in a buffer: its event, start and end."""

    buffer: Buffer
    event: yaml.ScalarEvent
    start: Place
    end: Place
    in_brackets: bool

    @property
    def quoted(self) -> bool:
        """Whether it is in quotes."""
        return self.event.style in ("'", '"')

    def typed(self, *, literal: bool = False) -> Typed:
        """Return the text.

        Unless `literal`, raise `SourceError` if the text is cut by a comment or should be a list.
        """
        if not self.event.style and not literal:
            self._refuse_odd_space()
            self._refuse_glued_item()
            self._refuse_bullet()
        if not literal:
            self.refuse_comment()
        source = self.buffer.between(self.start, self.end)
        first_line = source.splitlines()[0] if source else ""
        span = self.buffer.span(self.start, len(first_line))
        text = restore(self._with_paragraphs(source))
        return Typed(text, span, quoted=self.quoted, source=source, comment=self._trailing())

    def findings(self, typed: Typed) -> Iterator[Diagnostic]:
        """Yield errors in the text after which reading continues."""
        if not self.event.style:
            yield from self._items()
        if self.quoted and (comment := self._comment()):
            yield comment[0]
        if self.event.style == '"' and (odd := _ODD_ESCAPE.search(typed.source)):
            yield Diagnostic(
                Code.YAML_ESCAPE,
                f"YAML reads `{odd[1]}` in double quotes as a space or a line end",
                self._inside(typed.source, *odd.span(1)),
                "put the text in single quotes, or write the backslash twice",
            )
        if char := HIDDEN.search(self.event.value):
            escape = hidden_escape(typed.source)
            span = self._inside(typed.source, *escape) if escape else typed.span
            yield hidden(char.group(), span)
        if (lost := typed.source.find(REPLACEMENT)) >= 0:
            yield hidden(REPLACEMENT, self._inside(typed.source, lost, lost + 1))

    def _with_paragraphs(self, source: str) -> str:
        """Return the text with its empty lines, which YAML folds (YAML 1.1, section 6.5)."""
        value = self.event.value
        if "\n" not in value or self.event.style == "|":
            return value
        # Programs write a line end in quotes as an empty line, and an empty line as two.
        if self.quoted and ("\\n" in source or "\n\n" in value or value.endswith("\n")):
            return value
        # In a folded block, lines that are indented further are not folded.
        return _FOLDED.sub("\\1\n\n", value)

    def _trailing(self) -> Typed | None:
        """Return a comment after one space, which may have been meant as text."""
        comment = None if self.event.style else self.buffer.match(_TRAILING, self.end)
        if not comment:
            return None
        text = comment[1].rstrip()
        return Typed(text, self.buffer.span(Place(self.end.line, comment.start(1)), len(text)))

    def _inside(self, source: str, start: int, end: int) -> Span:
        """Return the span of a piece of the source."""
        before = source[:start].splitlines(keepends=True) or [""]
        ended = bool(LINE_END.search(before[-1]))
        line = self.start.line + len(before) - 1 + ended
        column = 0 if ended else len(before[-1]) + (self.start.column if len(before) == 1 else 0)
        return self.buffer.span(Place(line, column), end - start)

    def _refuse_odd_space(self) -> None:
        """Raise an error for indentation that YAML reads as letters."""
        if odd := self.buffer.match(ODD_INDENT, self.start):
            raise odd_indent(self.buffer, self.start, odd.group())

    def _refuse_glued_item(self) -> None:
        """Raise an error for `-item` on an indented line of its own."""
        glued = self.buffer.match(GLUED_ITEM, self.start)
        indented = self.start.column and not self.in_brackets
        if glued and indented and not self.buffer.before(self.start).strip():
            raise key_line(self.buffer, self.start)

    def _refuse_bullet(self) -> None:
        """Raise an error for `• item`."""
        indented = self.start.column and not self.in_brackets
        if indented and (found := bulleted(self.buffer, self.start)):
            raise found

    def _comment(self) -> tuple[Diagnostic, Place] | None:
        comment = self.buffer.match(_ITEM_COMMENT if self.in_brackets else _COMMENT, self.end)
        if not comment:
            return None
        place = Place(self.end.line, comment.start(1))
        hint = "put the whole text in quotes"
        if self.start == self.end:
            hint += f": {in_quotes(comment[1].rstrip())}"
        elif "," in self.buffer.between(self.end, place):
            hint = f"put it in quotes: {in_quotes(_of_item(comment[1]))}"
        elif self.start.line == self.end.line:
            text = text_at(self.buffer, self.start)
            hint += f": {in_quotes(_of_item(text) if self.in_brackets else text)}"
        finding = Diagnostic(
            Code.YAML_COMMENT,
            f"YAML reads `{brief(comment[1])}` as a comment",
            self.buffer.span(place, len(comment[1])),
            f"{hint}; your own comments need a space after the #",
        )
        return finding, place

    def refuse_comment(self) -> None:
        """Raise an error for a comment that looks like text.

        After a quoted text of several lines it has no repair.
        """
        comment = self._comment()
        if comment and not self.quoted:
            raise SourceError(comment[0], without_marks(self.buffer, self.end))
        if comment and self.start.line == self.end.line and not self.in_brackets:
            raise SourceError(comment[0], as_text(self.buffer, self.start))

    def _items(self) -> Iterator[Diagnostic]:
        """Yield continuation lines that look like list items.

        In brackets, those further left follow brackets that are not closed, which is an error.
        """
        lines = self.buffer.lines
        is_open = self.in_brackets and self.buffer.after(self.end).lstrip()[:1] not in ("]", "}")
        least = indent_of(lines[self.start.line]) + 1 if is_open else 0
        for number in range(self.start.line + 1, self.end.line + 1):
            item = _ITEM.match(lines[number]) if indent_of(lines[number]) >= least else None
            if item and not self.buffer.is_edited(number):
                place = Place(number, item.end())
                text = text_at(self.buffer, place)
                yield Diagnostic(
                    Code.YAML_INDENT,
                    f"YAML reads `{brief(text)}` as part of the text in line {self.start.line + 1}",
                    self.buffer.span(place, len(text)),
                    f"{self._item_place()}; if it is part of the text, put the text in quotes",
                )

    def _item_place(self) -> str:
        prefix = prefix_of(self.buffer.lines[self.start.line])
        if "-" in prefix:
            return f"begin it in column {prefix.rindex('-') + 1}, below the item above"
        line = self.buffer.lines[self.start.line]
        head = Place(self.start.line, len(prefix))
        return instead_of_text(self.buffer, head, brief(line[self.start.column :]))


def _of_item(source: str) -> str:
    """Return the text of an item in brackets, up to the next comma or bracket."""
    return re.split(r"[,\]}]", source)[0].rstrip()
