"""Defines what a machine reads in a résumé: the person, sections and entries."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry, such as a job, a school or a project. A field that was not found is None.

    `name` is the title of an entry that is not named after its organisation. `dates` is the printed
    text; `start` and `end` are as in ISO 8601, or `present`; a single date is the end.
    `details` are the fields of the heading of no known kind; `text` is the paragraphs below it.
    """

    name: str | None
    organisation: str | None
    role: str | None
    degree: str | None
    place: str | None
    dates: str | None
    start: str | None
    end: str | None
    details: tuple[str, ...]
    text: tuple[str, ...]
    highlights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section: its title, its kind if the title is a known one, and its content.

    `text` is the paragraphs and list items that belong to no entry.
    """

    title: str
    kind: str | None
    text: tuple[str, ...]
    entries: tuple[ReadEntry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a PDF. `header` is the text before the first section.

    `pages` is the number of pages that were read, and `whole` whether that is all of them.
    """

    name: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    header: tuple[str, ...]
    sections: tuple[ReadSection, ...]
    pages: int
    whole: bool

    def record(self) -> dict[str, Any]:
        """Return it as values for JSON."""
        return asdict(self)
