"""Writes an edition in formats without TeX, reads it back, and then publishes it."""

from __future__ import annotations

from dataclasses import replace as replace_in
from pathlib import Path

from cvtex.build.check import check_content
from cvtex.build.outputs import take_place
from cvtex.build.places import is_same, unwritable
from cvtex.build.proving import read_source
from cvtex.design.looks import PLAIN, Looks
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, PartRole
from cvtex.editions.settings import Edition
from cvtex.editions.tailoring import WHOLE, Tailoring
from cvtex.exchange.export.exporting import export_edition
from cvtex.files import replace
from cvtex.processes.limited import limited
from cvtex.verify.readback.text_files import check_text
from cvtex.verify.readback.words import words_in
from cvtex.writers import writer


@limited
def write_edition(name: str, works: dict[str, Path], target: Path) -> Checked[str]:
    """Write the Document that `write_source` stored in an edition's folder, one of `works`.

    Return the line to print.
    """
    written = read_source(works[name])
    if written.value is None:
        return failed(*written.diagnostics)
    document, _ = written.value
    made = _write(document, target)
    if made.value is None:
        return failed(*made.diagnostics)
    return _recorded(name, works, target, Checked(f"{name}  {made.value}", made.diagnostics))


@limited
def write_json(edition: Edition, works: dict[str, Path], target: Path) -> Checked[str]:
    """Write what an edition prints as JSON Resume; return the line to print."""
    exported = export_edition(edition)
    if exported.value is None:
        return failed(*exported.diagnostics)
    try:
        replace(target, exported.value.encode())
    except OSError as error:
        return failed(*exported.diagnostics, unwritable(target, error))
    line = Checked(f"{edition.name}  JSON Resume, {target}", exported.diagnostics)
    return _recorded(edition.name, works, target, line)


def _recorded(name: str, works: dict[str, Path], target: Path, made: Checked[str]) -> Checked[str]:
    """Record a file as an output of an edition, and add to its line what that removes."""
    try:
        output = target.suffix.removeprefix(".")
        removed = take_place(works[name], output, [target], works.values())
    except OSError as error:
        return failed(*made.diagnostics, unwritable(target, error))
    return Checked("; ".join([made.value or "", *removed]), made.diagnostics)


@limited
def write_file(  # noqa: PLR0913 - a verb's options
    file: Path,
    target: Path,
    language: str = "",
    looks: Looks = PLAIN,
    tailoring: Tailoring = WHOLE,
    *,
    verbose: bool = False,
) -> Checked[str]:
    """Write a content file in the format of the target's extension; return the line to print.

    For `language`, `tailoring` and `verbose` see `check_content`.
    """
    if is_same(target, file):
        message = f"`{target}` would overwrite `{file}`"
        return failed(Diagnostic(Code.OUTPUT, message, Span(file), "name another with -o"))
    document = check_content(file, looks, language, tailoring, verbose=verbose)
    if not document.ok or document.value is None:
        return failed(*document.diagnostics)
    made = _write(document.value, target)
    line = f"{file.stem}  {made.value}" if made.value else None
    return Checked(line, document.diagnostics + made.diagnostics)


def _write(document: Document, target: Path) -> Checked[str]:
    """Write a file if all words are read back; otherwise keep the previous file."""
    chosen = writer(target.suffix.lower().removeprefix("."))
    if document.letter and not chosen.enveloped:
        document = replace_in(document, letter=document.letter.without(PartRole.SENDER))
    data = chosen.write(document)
    words = f"{sum(len(words_in(leaf.text)) for leaf in document.leaves()):,} words"
    if chosen.read:
        is_wrapped = chosen.wraps and document.design.text_width > 0
        findings = check_text(chosen.read(data), document, target, is_wrapped=is_wrapped)
        if findings:
            return failed(*findings)
        words += " read back"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, data)
    except OSError as error:
        return failed(unwritable(target, error))
    return Checked(f"{words}, {target}")
