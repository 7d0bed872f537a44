"""What an importer makes of a file: the values of a content file, and what is to be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span
from cvtex.exchange.account import FileValue
from cvtex.exchange.language import guess_language, tag_of
from cvtex.exchange.loading import guessed
from cvtex.exchange.texts.plain import escaped, one_line
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value


@dataclass(slots=True)
class ImportedValues:
    """The values of a content file from a file of the format `origin`.

    `guessed` means that the language is a guess. `leaves` are all values of the file. `notes` say
    what a person is to check, by the span of the value; they are comments in the content file.
    Without `has_lines`, spans are no places in the file. `country` (ISO 3166) is the person's, if
    known.
    """

    origin: str
    content: TypedMapping
    guessed: bool
    leaves: Sequence[FileValue]
    notes: Mapping[Span, str] = field(default_factory=dict)
    findings: Sequence[Diagnostic] = ()
    has_lines: bool = False
    country: str = ""


class Drafter:
    """Makes the values of a content file from a file without lines, such as a PDF.

    Each value gets a span of its own, a running number in place of a line, by which it is found
    again; `placeless` removes it from findings.
    """

    def __init__(self, file: Path) -> None:
        """Create one for a file."""
        self.file = file
        self.leaves: list[FileValue] = []
        self.notes: dict[Span, str] = {}
        self._number = 0

    def text(
        self, part: str, name: str, text: str, note: str = "", *, marked: bool = False
    ) -> Typed:
        """Return a value of the file as a text; `marked` means that it has our markup."""
        typed = Typed(text if marked else escaped(text), self._span(), quoted=True)
        self.leaves.append(FileValue(part, name, typed))
        if note:
            self.notes[typed.span] = note
        return typed

    def left_out(self, part: str, name: str, text: str) -> None:
        """Count a value of the file that has no place in a content file."""
        self.leaves.append(FileValue(part, name, Typed(text, self._span()), left_out=True))

    def said(self, text: str) -> Typed:
        """Return a text that is not in the file, such as the type of a section."""
        return Typed(text, self._span())

    def mapping(self, items: Mapping[str, Value | None], note: str = "") -> TypedMapping:
        """Return a mapping of the values that are neither None nor an empty text."""
        span = self._span()
        if note:
            self.notes[span] = note
        there = {
            Typed(key, self._span()): value
            for key, value in items.items()
            if value or isinstance(value, TypedList)
        }
        return TypedMapping(there, span)

    def list(self, items: Sequence[Value]) -> TypedList | None:
        """Return a list, or None if it is empty."""
        return TypedList([*items], self._span()) if items else None

    def _span(self) -> Span:
        self._number += 1
        return Span(self.file, self._number, 1)


def part_of(typed: Typed, text: str) -> Typed:
    """Return a part of a value of the file, as plain text."""
    return Typed(escaped(one_line(text)), typed.span, quoted=True)


def placeless(finding: Diagnostic) -> Diagnostic:
    """Return a finding about a file without lines."""
    span = Span(finding.span.file) if finding.span else None
    return Diagnostic(finding.code, finding.message, span, finding.hint, finding.tolerated)


def language_of(
    texts: Iterable[str], file: Path, given: str = "", headings: Iterable[str] = ()
) -> tuple[Typed, tuple[Diagnostic, ...]]:
    """Return the tag of the language that is given, or else guessed, with a finding.

    `headings` are those of the sections.
    """
    whole = Span(file)
    if given:
        return Typed(tag_of(given), whole), ()
    listed = TypedList([Typed(text, whole) for text in texts], whole)
    tag = Typed(guess_language(listed, headings), whole)
    return tag, (guessed(tag, map(str, listed)),)
