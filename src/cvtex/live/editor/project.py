"""Checks what an open file is part of, as an editor has it, and remembers the findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from cvtex.build.check import Loaded, check_content, check_edition
from cvtex.content.includes import included_files
from cvtex.content.letter_files import files_of, is_letter
from cvtex.content.overlay import NAME as PRIVATE
from cvtex.diagnostics import Diagnostic, bounded
from cvtex.editions.settings import Edition, read_editions
from cvtex.exchange.detection import FileFormat
from cvtex.exchange.loading import read_values
from cvtex.paths import EDITIONS
from cvtex.source.file import ENDINGS, read_source, unsaved

Findings = dict[Path, list[Diagnostic]]
"""The findings of each file that has any."""

_RESUME = re.compile(r"resume\..+\.yaml")
_SECTIONS = re.compile("^sections[ \t]*:", re.MULTILINE)
_LEVELS = 5  # folders above an included file in which its content is looked for


class Checker:
    """Checks projects, and remembers the findings about each of their editions."""

    def __init__(self) -> None:
        """Create a checker that knows of no project."""
        self._found: dict[Path, dict[object, tuple[Diagnostic, ...]]] = {}

    def check(self, path: Path, texts: Mapping[Path, str]) -> tuple[Path, Findings]:
        """Check the editions that a file is part of.

        Return the folder of its project, and all findings there. `texts` are the files that an
        editor has open; one that is in no edition is checked alone if it is a résumé. Not to be
        called by two threads at the same time.
        """
        with unsaved(texts):
            home = home_of(path)
            read = read_editions(home / EDITIONS.name)
            editions = read.value or ()
            known = self._found.get(home, {})
            is_project = (home / EDITIONS.name).exists() or home / EDITIONS.name in texts
            found: dict[object, tuple[Diagnostic, ...]] = {
                home: bounded(read.diagnostics) if is_project or editions else ()
            }
            loaded: dict[tuple[Path, bool], Loaded] = {}
            for edition in editions:
                is_known = edition.asked in known and not _is_part(path, home, edition)
                found[edition.asked] = (
                    known[edition.asked] if is_known else check_edition(edition, loaded).diagnostics
                )
            alone = {scope for scope in known if isinstance(scope, Path)}
            for file in {path, *alone} & texts.keys():
                if _is_alone(file, editions):
                    is_known = file != path and file in known
                    found[file] = known[file] if is_known else check_content(file).diagnostics
            self._found[home] = found
        return home, _by_file(found)


def home_of(path: Path) -> Path:
    """Return the folder of the editions that a file may be in: its own, or one above it."""
    for folder in (path.parent, *path.parents[1:_LEVELS]):
        with suppress(OSError):
            if any(map(_is_own, folder.glob("*.yaml"))):
                return folder
    return path.parent


def is_ours(path: Path) -> bool:
    """Return whether a file is one that cvtex reads, or would read in an edition."""
    home = home_of(path)
    if _is_own(path) or any(_is_part(path, home, edition) for edition in editions_of(path)):
        return True
    return _is_resume(path)


def _is_resume(path: Path) -> bool:
    """Return whether a file is a résumé by its keys, also while it can't be read as YAML."""
    read, file_format = read_values(path)
    if read.value is None:
        return bool(_SECTIONS.search(read_source(path).value or ""))
    return file_format is FileFormat.OWN


def _is_own(path: Path) -> bool:
    """Return whether a file has a name that only cvtex's files have."""
    return path.name == EDITIONS.name or bool(_RESUME.fullmatch(path.name)) or is_letter(path)


def editions_of(path: Path) -> tuple[Edition, ...]:
    """Return the editions of the project of a file, without their findings."""
    return read_editions(home_of(path) / EDITIONS.name).value or ()


def contents_of(path: Path) -> list[Path]:
    """Return the content files of the project of a file; the file itself if it has none."""
    found = dict.fromkeys(edition.content for edition in editions_of(path))
    return [*found] or [path]


def _is_part(path: Path, home: Path, edition: Edition) -> bool:
    """Return whether a file has something to say about an edition."""
    if path in (edition.content, home / EDITIONS.name, edition.content.with_name(PRIVATE)):
        return True
    return path in _parts(edition.content)


def _parts(content: Path) -> list[Path]:
    """Return the other files that a content file is made of."""
    return files_of(content) if is_letter(content) else included_files(content)


def _is_alone(path: Path, editions: tuple[Edition, ...]) -> bool:
    """Return whether a file is a résumé in no edition."""
    if path.name in (EDITIONS.name, PRIVATE) or path.suffix.lower() not in ENDINGS:
        return False
    contents = dict.fromkeys(edition.content for edition in editions)
    if path in contents or any(path in included_files(content) for content in contents):
        return False
    return is_letter(path) or _is_resume(path)


def _by_file(found: Mapping[object, tuple[Diagnostic, ...]]) -> Findings:
    by_file: Findings = {}
    for finding in dict.fromkeys(_all(found)):
        if finding.span:
            by_file.setdefault(finding.span.file, []).append(finding)
    return by_file


def _all(found: Mapping[object, tuple[Diagnostic, ...]]) -> Iterator[Diagnostic]:
    for findings in found.values():
        yield from findings
