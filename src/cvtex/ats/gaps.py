"""What a machine looks for in a résumé and did not find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cvtex.ats.reading import Entry, Reading, Section
from cvtex.ats.roles import EMPLOYING

# A person who is named has no dates; what stands in a section that no machine knows may have none.
_UNDATED = ("references", None)


@dataclass(frozen=True, slots=True)
class Gap:
    """What was not found, and where: an entry is called by what is known of it."""

    what: str
    section: str | None = None
    entry: str | None = None

    def __str__(self) -> str:
        """Return it as a person reads it."""
        if self.entry:
            return f"{self.what} of `{self.entry}` in `{self.section}`"
        return f"{self.what} of an entry in `{self.section}`" if self.section else self.what


def gaps_in(reading: Reading) -> tuple[Gap, ...]:
    """Return what was not found, in the order of the page."""
    return tuple(_gaps(reading))


def _gaps(reading: Reading) -> Iterator[Gap]:
    if not reading.name:
        yield Gap("the person's name")
    if not reading.emails:
        yield Gap("an e-mail address")
    if not reading.phones:
        yield Gap("a telephone number")
    if not any(section.kind for section in reading.sections):
        yield Gap("a section whose heading machines know")
    for section in reading.sections:
        for entry in section.entries:
            yield from _of_entry(section, entry)


def _of_entry(section: Section, entry: Entry) -> Iterator[Gap]:
    called = entry.name or entry.organisation or entry.role or entry.degree or entry.dates
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
            yield Gap(what, section.title, called)
