"""What a machine reads in a résumé: its person, its sections, its entries."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: a job, a school, a project. None stands for what was not found.

    `name` is what it is called where it is not called by its organisation; `dates` is what is
    printed, `start` and `end` are as in ISO 8601, or `present`; a lone date is the end. `details`
    are those fields of the heading that could be anything, `text` the paragraphs below it.
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
class Section:
    """A section: its title, its kind if a machine knows the title, and what stands in it.

    `text` are the paragraphs and points that belong to no entry.
    """

    title: str
    kind: str | None
    text: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a PDF. `header` is the text before the first section.

    `pages` is how many were read, and `whole` whether there are no more.
    """

    name: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    header: tuple[str, ...]
    sections: tuple[Section, ...]
    pages: int
    whole: bool

    def record(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)
