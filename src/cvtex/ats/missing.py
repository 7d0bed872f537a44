"""Lists what a hiring system looks for in a résumé and did not find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cvtex.ats.assignment import EMPLOYING
from cvtex.ats.model import ReadEntry, Reading, ReadSection

# References have no dates, and sections of an unknown kind may have none.
_UNDATED = ("references", None)


@dataclass(frozen=True, slots=True)
class MissingField:
    """What is missing, and in which section and entry; an entry is named by a field it has."""

    what: str
    section: str | None = None
    entry: str | None = None

    def __str__(self) -> str:
        """Return it in words."""
        if self.entry:
            return f"{self.what} of `{self.entry}` in `{self.section}`"
        return f"{self.what} of an entry in `{self.section}`" if self.section else self.what


def missing_from(reading: Reading) -> tuple[MissingField, ...]:
    """Return what is missing, in the order of the page."""
    return tuple(_missing(reading))


def _missing(reading: Reading) -> Iterator[MissingField]:
    if not reading.name:
        yield MissingField("the person's name")
    if not reading.emails:
        yield MissingField("an e-mail address")
    if not reading.phones:
        yield MissingField("a telephone number")
    if not any(section.kind for section in reading.sections):
        yield MissingField("a section with a standard heading")
    for section in reading.sections:
        for entry in section.entries:
            yield from _of_entry(section, entry)


def _of_entry(section: ReadSection, entry: ReadEntry) -> Iterator[MissingField]:
    name = entry.name or entry.organisation or entry.role or entry.degree or entry.dates
    wanted: dict[str, str | None] = {}
    if section.kind in EMPLOYING:
        wanted["the organisation"] = entry.organisation
    if section.kind == "experience":
        wanted["the role"] = entry.role
    if section.kind == "education":
        wanted["the degree"] = entry.degree
    if section.kind not in _UNDATED:
        wanted["the dates"] = entry.dates
    for what, found in wanted.items():
        if not found:
            yield MissingField(what, section.title, name)
