"""Shows comparisons as an HTML page: one file, without scripts and network requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Template

from cvtex.diff import terminal
from cvtex.diff.comparison import Comparison
from cvtex.diff.sheets import Sheet, Spread
from cvtex.report.templates import BASE, page_environment, styles

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with its title and its pages."""

    title: str
    comparison: Comparison
    spreads: tuple[Spread, ...]

    @property
    def has_details(self) -> bool:
        """Whether there is more to show than the summary."""
        return self.comparison.is_different or bool(self.spreads)

    @property
    def is_private(self) -> bool:
        """Whether private details are shown."""
        sides = (self.comparison.old, self.comparison.new)
        return not self.comparison.withheld and any(side.is_private for side in sides)

    @property
    def is_borrowed(self) -> bool:
        """Whether a revision is shown with the private details and photo that are here now."""
        sides = (self.comparison.old, self.comparison.new)
        return self.is_private and any(side.revision for side in sides)

    @property
    def language(self) -> str:
        """The language of the new side as a BCP 47 tag, "" if it is not known."""
        for side in (self.comparison.new, self.comparison.old):
            if side.document:
                return side.document.language
        return ""


def render_page(compared: Sequence[Compared]) -> str:
    """Return comparisons as HTML; the same input gives the same bytes."""
    return _template().render(
        compared=compared,
        **styles(BASE, _FOLDER / "page.css"),
    )


@cache
def _template() -> Template:
    environment = page_environment(_FOLDER)
    environment.filters.update(
        alternative=_alternative,
        described=terminal.described,
        kinds=_kinds,
        places=_places,
        spaced=terminal.spaced,
        summary=terminal.summary,
    )
    return environment.get_template("page.html.j2")


def _places(spreads: Sequence[Spread], number: int) -> list[tuple[str, int]]:
    """Return the pages on which a change is marked: new ones, or old ones if it is on none."""
    sheets = {
        "new": [spread.new for spread in spreads],
        "old": [spread.old for spread in spreads],
    }
    for side, shown_sheets in sheets.items():
        found = [
            (side, sheet.picture.page)
            for sheet in shown_sheets
            if sheet and any(mark.number == number for mark in sheet.marks)
        ]
        if found:
            return found
    return []


def _kinds(spreads: Sequence[Spread]) -> set[str]:
    """Return the kinds of marks that are on some page."""
    sheets = [sheet for spread in spreads for sheet in (spread.old, spread.new) if sheet]
    return {mark.kind for sheet in sheets for mark in sheet.marks}


def _alternative(sheet: Sheet, name: str) -> str:
    """Return the text alternative of a page: which one it is, and what is marked on it."""
    kinds = [mark.kind for mark in sheet.marks]
    counts = {kind: kinds.count(kind) for kind in ("removed", "added", "moved")}
    marks = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"Page {sheet.picture.page} of {name}; marked: {marks or 'nothing'}"
