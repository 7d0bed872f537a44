"""Checks content files and projects without TeX, and returns their Documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex.content.letter_files import is_letter
from cvtex.content.photo import read_photo
from cvtex.content.resume import PhotoModel, Resume
from cvtex.design.looks import PLAIN, Looks
from cvtex.design.photo import photo_pixels
from cvtex.design.theme import load_design
from cvtex.diagnostics import Checked, Diagnostic, Span, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Design, Document
from cvtex.editions.build import build_document
from cvtex.editions.names import unused_contents
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import WHOLE, Tailoring
from cvtex.exchange.grouping import grouped
from cvtex.exchange.loading import load, not_ignored
from cvtex.fonts.emoji import split_emoji
from cvtex.fonts.missing import missing_fonts, missing_glyphs
from cvtex.paths import EDITIONS
from cvtex.processes.limited import limited
from cvtex.style import check_style

if TYPE_CHECKING:
    from cvtex.editions.settings import Edition

Loaded = tuple[Checked[Resume], bool]
"""What `load` returns: a résumé, and whether its format is foreign."""


@limited
def check_content(  # noqa: PLR0913 - what an edition asks for
    file: Path,
    looks: Looks = PLAIN,
    language: str = "",
    tailoring: Tailoring = WHOLE,
    *,
    private: bool = True,
    verbose: bool = False,
) -> Checked[Document]:
    """Return the Document of a content file of any format, with all findings.

    `language` overrides the language of the content. `tailoring` is what an edition prints of it,
    `private` whether the private overlay is merged over it. For a file of another format, the
    warnings of one kind are joined, unless `verbose` is set.
    """
    loaded = _loaded(file, language, private=private)
    return _checked(file, loaded, looks, tailoring, verbose=verbose)


@limited
def check_edition(
    edition: Edition,
    loaded: dict[tuple[Path, bool], Loaded],
    begin: Callable[[Document], None] | None = None,
) -> Checked[Document]:
    """Return the Document of an edition, with all findings.

    `loaded` keeps the résumés of contents, with and without private details, for other editions.
    `begin` gets the Document as soon as it is there, unless errors were found by then.
    """
    key = (edition.content, edition.private)
    if key not in loaded:
        loaded[key] = _loaded(edition.content, private=edition.private)
    return _checked(edition.content, loaded[key], edition.looks, edition.tailoring, begin=begin)


def _loaded(file: Path, language: str = "", *, private: bool) -> Loaded:
    if is_letter(file):
        return _letter(file, language, private=private), False
    return load(file, language, private=private)


def _checked(  # noqa: PLR0913 - what an edition asks for
    file: Path,
    loaded: Loaded,
    looks: Looks,
    tailoring: Tailoring,
    *,
    verbose: bool = False,
    begin: Callable[[Document], None] | None = None,
) -> Checked[Document]:
    resume, is_foreign = loaded
    is_quiet = is_foreign and not verbose
    if resume.value is None:
        found = _unfixed(resume.diagnostics) if is_foreign else resume.diagnostics
        return failed(*bounded(grouped(found, file) if is_quiet else found))
    tailor = tailored(resume.value, tailoring)
    printed = tailor.value or resume.value
    design = load_design(looks, file.parent, str(resume.value.language))
    look = design.value or Design()
    photo = read_photo(printed.photo, file.parent, photo_pixels(look, PhotoModel.pixels))
    signature = read_photo(printed.signature, file.parent)
    document = build_document(printed, look, photo.value, signature.value)
    if begin and document.value and all(one.ok for one in (resume, tailor, design, document)):
        begin(document.value)
    unprinted: tuple[Diagnostic, ...] = ()
    if document.value is not None:
        unprinted = (
            *missing_fonts(document.value.design),
            *missing_glyphs(document.value),
            *split_emoji(document.value),
        )
    later = (
        *tailor.diagnostics,
        *photo.diagnostics,
        *signature.diagnostics,
        *design.diagnostics,
        *document.diagnostics,
        *unprinted,
        *(
            found
            for found in check_style(printed)
            if not (found.code is Code.STYLE_UNDATED and tailoring.hides_dates)
        ),
    )
    findings = (*resume.diagnostics, *_sound(later, resume.diagnostics))
    shown = not_ignored(_unfixed(findings) if is_foreign else findings, resume.value)
    shown = bounded(grouped(shown, file) if is_quiet else shown)
    return Checked(
        document.value if resume.ok and tailor.ok else None, not_ignored(shown, resume.value)
    )


def _sound(findings: Iterable[Diagnostic], read: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings without those in lines of a syntax error, from which they may follow.

    The repair of a colon is what was meant.
    """
    lines = {
        (one.span.file, one.span.line)
        for one in read
        if one.span and one.code.startswith("yaml-") and one.code is not Code.YAML_COLON
    }
    return (one for one in findings if not (one.span and (one.span.file, one.span.line) in lines))


def _unfixed(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings without fixes, because a converted text does not stand so in its file."""
    return tuple(replace(finding, fixes=()) for finding in findings)


def _letter(file: Path, language: str, *, private: bool) -> Checked[Resume]:
    from cvtex.exchange.letters import load_letter  # noqa: PLC0415 - most files are no letters

    letter = load_letter(file, language, private=private)
    # Its head may be converted; what can be fixed there is reported with the résumé too.
    found = (
        one if one.span and one.span.file == file else replace(one, fixes=())
        for one in letter.diagnostics
    )
    return Checked(letter.value, tuple(found))


def check_files(
    paths: Iterable[Path], language: str = "", *, verbose: bool = False
) -> Checked[tuple[Path, ...]]:
    """Return the files of the paths, with all findings once.

    A path is a content file, a file `editions.yaml`, or the folder of a project; `language` and
    `verbose` are for content files (see `check_content`).
    """
    checked = [_check_path(path, language, verbose=verbose) for path in paths]
    files = chain.from_iterable(item.value or () for item in checked)
    return Checked(tuple(dict.fromkeys(files)), _once(checked))


def check_editions(file: Path) -> Checked[tuple[Path, ...]]:
    """Return the content files of a project's editions, with all findings."""
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - a file has no editions

    read = read_editions(file)
    editions = read.value or ()
    found = read.diagnostics
    if read.ok:
        found += tuple(unused_contents(file, {edition.content for edition in editions}))
    read = Checked(read.value, bounded(found))
    loaded: dict[tuple[Path, bool], Loaded] = {}
    asked = {edition.asked: edition for edition in editions}
    checked = [check_edition(edition, loaded) for edition in asked.values()]
    there = [file] if _is(file.exists) or not editions else []
    files = dict.fromkeys((*there, *(edition.content for edition in editions)))
    return Checked(tuple(files), _once([read, *checked]))


def _check_path(path: Path, language: str, *, verbose: bool) -> Checked[tuple[Path, ...]]:
    if path.name == EDITIONS.name:
        return check_editions(path)
    if not _is(path.is_dir):
        checked = check_content(path, PLAIN, language, verbose=verbose)
        return Checked((path,), checked.diagnostics)
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same

    for editions in (path / EDITIONS, path / EDITIONS.name):
        if _is(editions.is_file) or (not _is(editions.exists) and read_editions(editions).value):
            return check_editions(editions)
    message = f"this folder has neither `{EDITIONS}` nor `{EDITIONS.name}`"
    hint = "name a content file, or the folder of a project"
    return Checked((path,), (Diagnostic(Code.FILE_MISSING, message, Span(path), hint),))


def _is(kind: Callable[[], bool]) -> bool:
    try:
        return kind()
    except OSError:  # an unreadable folder, a name that is too long
        return False


def _once(checked: Iterable[Checked[Any]]) -> tuple[Diagnostic, ...]:
    """Return all findings, without duplicates of several editions, also if one has no fixes."""
    found: dict[Diagnostic, Diagnostic] = {}
    for one in chain.from_iterable(item.diagnostics for item in checked):
        bare = replace(one, fixes=())
        if one.fixes or bare not in found:
            found[bare] = one
    return tuple(found.values())
