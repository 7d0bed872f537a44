"""From a content file to its Document, with all that there is to say before TeX runs.

A project is checked as a whole: its editions, and each content file that they name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from cvtex.content.photo import read_photo
from cvtex.design.looks import PLAIN, Looks
from cvtex.design.theme import load_design
from cvtex.diagnostics import Checked, Diagnostic, Span, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Design, Document
from cvtex.editions.build import build_document
from cvtex.editions.settings import read_editions
from cvtex.exchange.loading import load, not_ignored
from cvtex.exchange.quiet import gathered
from cvtex.fonts.missing import missing_fonts, missing_glyphs
from cvtex.fonts.sequences import parted_sequences
from cvtex.paths import EDITIONS
from cvtex.processes.limited import limited
from cvtex.style import check_style


@limited
def check_content(
    file: Path, looks: Looks = PLAIN, language: str = "", *, verbose: bool = False
) -> Checked[Document]:
    """Return the Document of a content file of any format, or all that is wrong with it.

    It has the looks that are asked for, and is in a language if that is given. Of a foreign file
    the warnings of a kind are one, unless `verbose` asks for each.
    """
    resume, is_foreign = load(file, language)
    is_quiet = is_foreign and not verbose
    if resume.value is None:
        found = gathered(resume.diagnostics, file) if is_quiet else resume.diagnostics
        return failed(*bounded(found))
    picture = read_photo(resume.value.photo, file.parent)
    design = load_design(looks, file.parent, str(resume.value.language))
    document = build_document(resume.value, design.value or Design(), picture.value)
    unprinted: tuple[Diagnostic, ...] = ()
    if document.value is not None:
        unprinted = (
            *missing_fonts(document.value.design),
            *missing_glyphs(document.value),
            *parted_sequences(document.value),
        )
    findings = (
        *resume.diagnostics,
        *picture.diagnostics,
        *design.diagnostics,
        *document.diagnostics,
        *unprinted,
        *check_style(resume.value),
    )
    told = not_ignored(findings, resume.value)
    told = bounded(gathered(told, file) if is_quiet else told)
    return Checked(document.value if resume.ok else None, not_ignored(told, resume.value))


def check_files(
    paths: Iterable[Path], language: str = "", *, verbose: bool = False
) -> Checked[tuple[Path, ...]]:
    """Return the files that paths lead to, and all that there is to say of them, each thing once.

    A path is a content file, a file `editions.yaml`, or the folder of a project; `language` and
    `verbose` are for content files (see `check_content`).
    """
    checked = [_check_path(path, language, verbose=verbose) for path in paths]
    files = chain.from_iterable(one.value or () for one in checked)
    return Checked(tuple(dict.fromkeys(files)), _once(checked))


def check_editions(file: Path) -> Checked[tuple[Path, ...]]:
    """Return the files that a project's PDFs are made of, and all that there is to say of them."""
    read = read_editions(file)
    read = Checked(read.value, bounded(read.diagnostics))
    contents = dict.fromkeys((edition.content, edition.looks) for edition in read.value or ())
    checked = [check_content(content, looks) for content, looks in contents]
    files = dict.fromkeys((file, *(content for content, _ in contents)))
    return Checked(tuple(files), _once([read, *checked]))


def _check_path(path: Path, language: str, *, verbose: bool) -> Checked[tuple[Path, ...]]:
    if path.name == EDITIONS.name:
        return check_editions(path)
    if not _is(path.is_dir):
        checked = check_content(path, PLAIN, language, verbose=verbose)
        return Checked((path,), checked.diagnostics)
    for editions in (path / EDITIONS, path / EDITIONS.name):
        if _is(editions.is_file):
            return check_editions(editions)
    message = f"this folder has neither `{EDITIONS}` nor `{EDITIONS.name}`"
    hint = "name a content file, or the folder of a project"
    return Checked((path,), (Diagnostic(Code.FILE_MISSING, message, Span(path), hint),))


def _is(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:  # a folder that can't be looked into, a name that is too long
        return False


def _once(checked: Iterable[Checked[Any]]) -> tuple[Diagnostic, ...]:
    """Return what was found, each finding once, however many editions have it."""
    return tuple(dict.fromkeys(chain.from_iterable(one.diagnostics for one in checked)))
