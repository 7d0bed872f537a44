"""Finds the files that an edition is made of, and what is in them."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from cvtex.content.includes import included_files
from cvtex.content.overlay import NAME
from cvtex.content.project import project_of
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.paths import OUT, latex_dir, state

_TICK = 20_000_000
"""Nanoseconds within which two saves may have the same time stamp, with a margin."""

_GONE = ""

State = dict[Path, str]
"""Files, with the digest of each, "" for one that is not there."""


class Files:
    """The digests of files, which are read again when their status has changed."""

    def __init__(self) -> None:
        """Start without a file."""
        self._known: dict[Path, tuple[tuple[int, ...], str]] = {}

    def state(self, paths: Iterable[Path]) -> State:
        """Return what is in files."""
        return {path: self._digest(path) for path in paths}

    def _digest(self, path: Path) -> str:
        try:
            status = os.stat(path)  # noqa: PTH116 - faster, and it is asked for often
            stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            known = self._known.get(path)
            if known and known[0] == stamp:
                return known[1]
            now = time.time_ns()
            read = state(path)
        except OSError:
            return _GONE
        if max(stamp[:2]) < now - _TICK:
            self._known[path] = stamp, read
        else:
            self._known.pop(path, None)
        return read


def files_of(edition: Edition, document: Document | None) -> list[Path]:
    """Return the files that an edition is made of: those of its content and those of its look."""
    return [*contents_of(edition, document), *looks_of(edition, document)]


def contents_of(edition: Edition, document: Document | None) -> list[Path]:
    """Return the files of the content of an edition, also an overlay that is not there.

    Only its last Document says which pictures it has. `editions.yaml` is not among them: what it
    says of this edition is known.
    """
    content = edition.content
    pictures = document.pictures.values() if document else ()
    overlay = [content.parent / NAME] if edition.private else []
    return [content, *overlay, *_included(content), *(one.picture.file for one in pictures)]


def looks_of(edition: Edition, document: Document | None) -> list[Path]:
    """Return the files of the class and of the themes that the Document of an edition has.

    Without a Document, all themes count.
    """
    themes = document.design.themes if document else None
    return [*_program(edition.content.parent, themes)]


def _included(content: Path) -> list[Path]:
    try:
        return included_files(content)
    except OSError:
        return []


def neighbours(edition: Edition) -> list[Path]:
    """Return the files around the content, one of which may be what a failed build lacks."""
    folder = edition.content.parent
    return [path for path in files_below(folder) if path.suffix.lower() in _SUFFIXES]


_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".jpg", ".jpeg", ".png", ".webp"})


def _program(content: Path, themes: Collection[str] | None) -> Iterator[Path]:
    """Yield the files of the class, and of some themes or all."""
    own = project_of(content) / "themes"
    for home, of_themes in ((latex_dir(), latex_dir() / "themes"), (own, own)):
        for file in files_below(home):
            theme = file.relative_to(of_themes).parts[:-1] if of_themes in file.parents else ()
            if themes is None or not theme or theme[0] in themes:
                yield file


def folders_of(editions: Iterable[Edition]) -> set[Path]:
    """Return the folders in which a file of some editions may change."""
    contents = {edition.content.parent for edition in editions}
    homes = {latex_dir(), *contents, *(project_of(content) / "themes" for content in contents)}
    return {Path(), *(Path(folder) for home in homes for folder, _ in _walk(home))}


def _walk(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield a folder and those below it with their files, but for hidden ones and our results."""
    for above, folders, names in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and os.path.normpath(f"{above}/{name}") != f"{OUT}"
        ]
        yield above, names


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and below it, but for hidden ones and backup copies."""
    for above, names in _walk(folder):
        for name in sorted(names):
            if not name.startswith((".", "#")) and not name.endswith("~"):
                yield Path(above, name)


def saved_at(files: Iterable[Path]) -> float:
    """Return the time at which the last of some files was saved, in seconds since the epoch.

    It is the present for a file that is gone, and for one that says nothing likely.
    """
    now, times = time.time(), []
    for file in files:
        try:
            times.append(file.stat().st_ctime)
        except OSError:
            return now
    last = max(times, default=now)
    return last if now - _LIKELY < last < now else now


_LIKELY = 10.0
"""Seconds before which no save is that was noticed just now."""
