"""The events of a watched project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.diagnostics import Diagnostic
from cvtex.document import Document

if TYPE_CHECKING:
    from cvtex.report.verdict import Record


@dataclass(frozen=True, slots=True)
class Built:
    """An edition was built, and its finished PDF can be shown; it is not proven yet.

    `pdf` is the draft, `findings` the warnings about the content. `seconds` is the time since the
    file was saved; since the start, for the first build. `cold` is why no parked engine made it, ""
    if one did. `fill` is the filled share of its last page.
    """

    edition: str
    pdf: Path
    document: Document
    findings: tuple[Diagnostic, ...]
    seconds: float
    cold: str
    fill: float


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A save has changed nothing that an edition prints: its draft and its verdict stay.

    `document` has the places of the texts as they are now, `findings` are the warnings about the
    content.
    """

    edition: str
    document: Document
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """The draft of an edition was proven, and published as `pdf`."""

    edition: str
    pdf: Path
    record: Record
    findings: tuple[Diagnostic, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Unproven:
    """The draft of an edition, `pdf`, failed a check; the published PDF is the last proven one.

    `record` is None if the proof itself failed.
    """

    edition: str
    pdf: Path
    record: Record | None
    findings: tuple[Diagnostic, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """An edition can't be built, or, with `edition` "", the project can't be read.

    Its PDFs stay as they are.
    """

    edition: str
    findings: tuple[Diagnostic, ...]
    seconds: float


Event = Built | Unchanged | Proven | Unproven | Failed
