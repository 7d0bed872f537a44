"""The files that the page may show and open: those of the editions, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cvtex.editions.settings import Edition
from cvtex.live.inputs import files_of
from cvtex.paths import EDITIONS, latex_dir
from cvtex.report.text import lines_of
from cvtex.source.file import ENDINGS


def sources(editions: Iterable[Edition], read: Iterable[Path]) -> list[Path]:
    """Return the files that a person writes for some editions, those of the content first.

    `read` are files that texts on the pages are from.
    """
    editions = [*editions]
    contents = [edition.content for edition in editions]
    inside = [
        file
        for edition in editions
        for file in files_of(edition, None)
        if file.suffix.lower() in ENDINGS and not file.is_relative_to(latex_dir())
    ]
    found = dict.fromkeys([*contents, EDITIONS, *sorted(read), *inside])
    return [file for file in found if file.is_file()]


def source_lines(file: Path) -> list[str]:
    """Return the lines of a file, counted as in findings; none if it can't be read."""
    return lines_of(file)
