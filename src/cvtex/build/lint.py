"""Compares content files in several languages with each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cvtex.content.letter_files import is_letter
from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, Severity, Span
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import read_editions
from cvtex.exchange.loading import load_content
from cvtex.lint import compare
from cvtex.paths import EDITIONS


def lint(names: Sequence[str] = ()) -> Checked[tuple[Path, ...]]:
    """Return the content files that were compared, and where they disagree.

    A name is a file or an edition of the project here. Without names it is the first file of each
    language that the project's editions have. The first file is compared with each other one,
    without private details, which git does not have.
    """
    files = _files(names)
    if files.value is None:
        return Checked(None, files.diagnostics)
    read = [load_content(file, private=False) for file in files.value]
    errors = tuple(
        finding
        for item in read
        for finding in item.diagnostics
        if finding.severity is Severity.ERROR
    )
    if errors:
        return Checked(None, errors)
    resumes = [item.value for item in read if item.value is not None]
    first, *rest = resumes if names else _one_each(resumes)
    compared = (resume.language.span.file for resume in (first, *rest))
    return Checked(tuple(compared), compare(first, *rest))


def _files(names: Sequence[str]) -> Checked[tuple[Path, ...]]:
    editions: dict[str, Path] = {}
    if not names or not all(Path(name).is_file() for name in names):
        read = read_editions(EDITIONS)
        editions = {edition.name: edition.content for edition in read.value or ()}
        if not names:
            resumes = (file for file in editions.values() if not is_letter(file))
            return Checked(tuple(dict.fromkeys(resumes)) or None, read.diagnostics)
    files = {name: Path(name) if Path(name).is_file() else editions.get(name) for name in names}
    missing = tuple(
        Diagnostic(
            Code.FILE_MISSING,
            "there is no such file, and no edition with this name",
            Span(Path(name)),
            f"the editions here are {', '.join(editions)}" if editions else "check the name",
        )
        for name, file in files.items()
        if file is None
    )
    found = tuple(file for file in files.values() if file is not None)
    return Checked(None if missing else found, missing)


def _one_each(resumes: Sequence[Resume]) -> list[Resume]:
    """Return the first résumé of each language."""
    first: dict[str, Resume] = {}
    for resume in resumes:
        first.setdefault(resume.language.lower(), resume)
    return list(first.values())
