"""A text of a YAML file with its place, and what YAML would take away from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from cvtex.diagnostics import LINE_END, Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.source.characters import HIDDEN, ODD_INDENT, REPLACEMENT, hidden, hidden_escape
from cvtex.source.mending import Edit, Place, Sheet, restore
from cvtex.source.syntax.complaint import ComplaintError, brief, in_quotes
from cvtex.source.syntax.indentation import instead_of_text
from cvtex.source.syntax.keyline import GLUED_ITEM, key_line, odd_indent
from cvtex.source.syntax.plaintext import as_text, text_at, without_marks
from cvtex.source.syntax.stuck import prefix_of
from cvtex.source.typed import Typed

# The anchor and the tag before a value.
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+")
# What follows a text on its line and looks like more of it: #1, and not # a note.
_COMMENT = re.compile(r"[ \t]+(#[^\s#!].*)")
_ITEM_COMMENT = re.compile(r"(?:[ \t]*+,)?[ \t]++(#[^\s#!].*)")
# A comment behind one space, which has the form of one: # a note.
_TRAILING = re.compile(r"[ ](#(?:[#\s].*|$))")
# Two lines of a folded text with an empty one between them, which YAML gives as one line end.
_FOLDED = re.compile(r"^(\S.*)\n+(?=\S)", re.MULTILINE)
# Escapes of odd spaces and line ends (YAML 1.1, 5.6), which nobody writes but in `C:\Late`.
_ODD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\[N_LP])")
# What begins the items of lists elsewhere: bullets, and dashes that are letters to YAML.
_BULLET = re.compile(r"[•·●○▪◦‣※－–—][ \t]*(?=\S)")
# A line that goes on with a text, and looks like an item of a list.
_ITEM = re.compile(r"[ \t]*(?=[-*•●○▪◦‣] |1[.)] )")


def behind_properties(sheet: Sheet, start: Place) -> Place:
    """Return where a value begins, behind its anchor and its tag."""
    before = sheet.match(_PROPERTIES, start)
    return Place(start.line, before.end()) if before else start


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it stands in a sheet: its event, and the places where it begins and ends."""

    sheet: Sheet
    event: yaml.ScalarEvent
    start: Place
    end: Place
    in_brackets: bool

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotes."""
        return self.event.style in ("'", '"')

    def typed(self, *, literal: bool = False) -> Typed:
        """Return the text that was typed.

        Raise a complaint if it is not the whole of it, or not what was meant, unless it is
        `literal`: as YAML reads it.
        """
        if not self.event.style and not literal:
            self._refuse_odd_space()
            self._refuse_glued_item()
            self._refuse_bullet()
        if not literal:
            self.refuse_comment()
        source = self.sheet.between(self.start, self.end)
        first_line = source.splitlines()[0] if source else ""
        span = self.sheet.span(self.start, len(first_line))
        text = restore(self._with_paragraphs(source))
        return Typed(text, span, quoted=self.quoted, source=source, comment=self._trailing())

    def findings(self, typed: Typed) -> Iterator[Diagnostic]:
        """Yield what is wrong with the text and does not stop the reading."""
        if not self.event.style:
            yield from self._items()
        if self.quoted and (comment := self._comment()):
            yield comment[0]
        if self.event.style == '"' and (odd := _ODD_ESCAPE.search(typed.source)):
            yield Diagnostic(
                Code.YAML_ESCAPE,
                f"`{odd[1]}` between double quotes is a space or a line end to YAML",
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
        """Return the text with an empty line wherever one was typed: YAML folds it (6.5)."""
        value = self.event.value
        if "\n" not in value or self.event.style == "|":
            return value
        # Programs write a line end between quotes as an empty line, and an empty line as two.
        if self.quoted and ("\\n" in source or "\n\n" in value or value.endswith("\n")):
            return value
        # In a folded block the lines that are indented further stay as they are.
        return _FOLDED.sub("\\1\n\n", value)

    def _trailing(self) -> Typed | None:
        """Return a comment behind the text that may have been meant as more of it.

        Two spaces before a comment are the custom, and nobody types them in a text.
        """
        comment = None if self.event.style else self.sheet.match(_TRAILING, self.end)
        if not comment:
            return None
        text = comment[1].rstrip()
        return Typed(text, self.sheet.span(Place(self.end.line, comment.start(1)), len(text)))

    def _inside(self, source: str, start: int, end: int) -> Span:
        """Return the place of a piece of the source."""
        before = source[:start].splitlines(keepends=True) or [""]
        ended = bool(LINE_END.search(before[-1]))
        line = self.start.line + len(before) - 1 + ended
        column = 0 if ended else len(before[-1]) + (self.start.column if len(before) == 1 else 0)
        return self.sheet.span(Place(line, column), end - start)

    def _refuse_odd_space(self) -> None:
        """Complain of indentation that YAML takes for letters."""
        if odd := self.sheet.match(ODD_INDENT, self.start):
            raise ComplaintError(*odd_indent(self.sheet, self.start, odd.group()))

    def _refuse_glued_item(self) -> None:
        """Complain of `-item` where a list was meant: it stands in a line of its own, indented."""
        glued = self.sheet.match(GLUED_ITEM, self.start)
        indented = self.start.column and not self.in_brackets
        if glued and indented and not self.sheet.before(self.start).strip():
            raise ComplaintError(*key_line(self.sheet, self.start))

    def _refuse_bullet(self) -> None:
        """Complain of `• item` where a list was meant, with a mend of all that are in a column."""
        sheet, start = self.sheet, self.start
        bullet = sheet.match(_BULLET, start)
        if not bullet or not start.column or self.in_brackets or sheet.before(start).strip():
            return
        item = text_at(sheet, Place(start.line, bullet.end()))
        finding = Diagnostic(
            Code.YAML_SYNTAX,
            f"`{bullet.group()[0]}` does not begin a list item in YAML",
            sheet.span(start),
            f"write `- {brief(item)}`, and do the same in each line of the list",
        )
        edits = []
        for number in range(start.line, len(sheet.lines)):
            line = sheet.lines[number]
            other = _BULLET.match(line, start.column)
            if line.strip() and line[: start.column].strip():
                break
            if other:
                edits.append(Edit(number, start.column, other.end(), "- "))
        raise ComplaintError(finding, tuple(edits))

    def _comment(self) -> tuple[Diagnostic, Place] | None:
        comment = self.sheet.match(_ITEM_COMMENT if self.in_brackets else _COMMENT, self.end)
        if not comment:
            return None
        place = Place(self.end.line, comment.start(1))
        hint = "put the whole text in quotes"
        if self.start == self.end:
            hint += f": {in_quotes(comment[1].rstrip())}"
        elif "," in self.sheet.between(self.end, place):
            hint = f"put it in quotes: {in_quotes(_of_item(comment[1]))}"
        elif self.start.line == self.end.line:
            text = text_at(self.sheet, self.start)
            hint += f": {in_quotes(_of_item(text) if self.in_brackets else text)}"
        finding = Diagnostic(
            Code.YAML_COMMENT,
            f"YAML reads `{brief(comment[1])}` as a comment",
            self.sheet.span(place, len(comment[1])),
            f"{hint}; your own comments need a space after the #",
        )
        return finding, place

    def refuse_comment(self) -> None:
        """Complain of a comment that is text; behind quotes of several lines it has no mend."""
        comment = self._comment()
        if comment and not self.quoted:
            raise ComplaintError(comment[0], without_marks(self.sheet, self.end))
        if comment and self.start.line == self.end.line and not self.in_brackets:
            raise ComplaintError(comment[0], as_text(self.sheet, self.start))

    def _items(self) -> Iterator[Diagnostic]:
        """Yield lines that are items of a list to the eye, and more of the text above to YAML."""
        for number in range(self.start.line + 1, self.end.line + 1):
            item = _ITEM.match(self.sheet.lines[number])
            if item and not self.sheet.mended(number):
                place = Place(number, item.end())
                text = text_at(self.sheet, place)
                yield Diagnostic(
                    Code.YAML_INDENT,
                    f"YAML reads `{brief(text)}` as part of the text in line {self.start.line + 1}",
                    self.sheet.span(place, len(text)),
                    f"{self._item_place()}; if it is part of the text, put the text in quotes",
                )

    def _item_place(self) -> str:
        prefix = prefix_of(self.sheet.lines[self.start.line])
        if "-" in prefix:
            return f"begin it in column {prefix.rindex('-') + 1}, below the item above"
        line = self.sheet.lines[self.start.line]
        head = Place(self.start.line, len(prefix))
        return instead_of_text(self.sheet, head, brief(line[self.start.column :]))


def _of_item(source: str) -> str:
    """Return the text of an item that stands between brackets, without what follows it."""
    return re.split(r"[,\]}]", source)[0].rstrip()
