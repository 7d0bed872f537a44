"""Imports a file of another program as the text of a content file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvtex.content.load import check_schema
from cvtex.diagnostics import Checked, Diagnostic, Severity, Span, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.exchange.account import ValueCount, count, leaves_of
from cvtex.exchange.detection import FileFormat
from cvtex.exchange.formats.looks import looks_of
from cvtex.exchange.grouping import grouped
from cvtex.exchange.hints import for_format
from cvtex.exchange.loading import (
    Converted,
    convert,
    not_ignored,
    read_values,
    repair,
    without_nulls,
)
from cvtex.exchange.yaml_writer import write_yaml
from cvtex.importing.kinds import FileKind, kind_of, read_source_of
from cvtex.importing.source import ImportedValues, placeless
from cvtex.source.typed import TypedMapping
from cvtex.wording.locale import locale_of

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/resume.schema.json"
"""The comment that names the JSON Schema for editors."""

_REPAIRS = frozenset({Code.IMPORT_REPAIRED, Code.IMPORT_LEFT_OUT, Code.LANGUAGE_GUESSED})


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a content file, and what was taken, guessed and left out, part by part.

    `pictures` are the files of its photo and its signature, as the text names them.
    """

    text: str
    counts: tuple[ValueCount, ...]
    pictures: tuple[str, ...] = ()


def import_file(path: Path, language: str = "", *, verbose: bool = False) -> Checked[Imported]:
    """Return a content file made from a file of another program, and the findings.

    Errors in values are repaired with a warning; `verbose` reports each. A file with syntax errors
    has no result.
    """
    kind = kind_of(path)
    if kind.value is None:
        return failed(*kind.diagnostics)
    if kind.value is FileKind.TEXT:
        return _import_values(path, language, verbose=verbose)
    source = read_source_of(path, kind.value, language)
    if source.value is None:
        return failed(*bounded(source.diagnostics))
    return _import_source(path, source.value, source.diagnostics, verbose=verbose)


def _import_values(path: Path, language: str, *, verbose: bool) -> Checked[Imported]:
    """Import a file of YAML or JSON."""
    read, _ = read_values(path)
    if read.value is None:
        return failed(*bounded(read.diagnostics))
    converted = convert(read.value, language)
    foreign = converted.value
    if foreign is None:
        return failed(*bounded(read.diagnostics + converted.diagnostics))
    findings = read.diagnostics + converted.diagnostics
    content = foreign.content
    if foreign.file_format is FileFormat.OWN:
        if path.suffix.lower() != ".json":
            message = "this is a content file already"
            return failed(Diagnostic(Code.IMPORT_SHAPE, message, Span(path)))
        checked = check_schema(foreign.content)
        checked = Checked(checked.value, findings + checked.diagnostics)
    else:
        content, checked = repair(foreign, path, Checked(foreign.content, findings))
    found = for_format(checked.diagnostics, path, foreign.file_format)
    if checked.value is not None:
        found += locale_of(checked.value.language).diagnostics
        found = not_ignored(found, checked.value)
    guessed = {finding.span for finding in found if finding.code in _REPAIRS and finding.span}
    assert isinstance(read.value, TypedMapping)  # noqa: S101 - it was converted
    looks = looks_of(read.value, foreign.file_format)
    whole = TypedMapping({**content, **looks}, content.span)
    counts = count(leaves_of(without_nulls(read.value)), whole, guessed)
    if foreign.file_format is not FileFormat.OWN and not verbose:
        found = grouped(found, path)
    found = bounded(found)
    if not read.ok:
        return failed(*found)
    head = _header(path, foreign.file_format, guessed=foreign.guessed) + _edition(looks)
    resume = checked.value
    given = (resume.photo, resume.signature) if resume else ()
    pictures = tuple(str(picture.file) for picture in given if picture)
    return Checked(Imported(f"{head}\n{write_yaml(content)}", counts, pictures), found)


def _import_source(
    path: Path, source: ImportedValues, findings: tuple[Diagnostic, ...], *, verbose: bool
) -> Checked[Imported]:
    """Import what an importer has made of a file, without its errors."""
    foreign = Converted(source.content, FileFormat.OWN, source.guessed, source.country)
    found = (*findings, *source.findings)
    content, checked = repair(foreign, path, Checked(source.content, found))
    found = checked.diagnostics
    if checked.value is not None:
        found += locale_of(checked.value.language).diagnostics
    changed = {finding.span for finding in found if finding.code in _REPAIRS and finding.span}
    counts = count(source.leaves, content, changed | source.notes.keys())
    shown = found if source.has_lines else tuple(map(placeless, found))
    shown = bounded(shown if verbose else grouped(shown, path))
    if checked.value is None or any(one.severity is Severity.ERROR for one in shown):
        return failed(*shown)
    head = _header(path, source.origin, guessed=source.guessed, notes=len(source.notes))
    return Checked(Imported(f"{head}\n{write_yaml(content, source.notes)}", counts), shown)


def _edition(looks: TypedMapping) -> str:
    """Return the comment with the looks of a file, as an edition has them."""
    if not looks:
        return ""
    lines = write_yaml(looks).rstrip().split("\n")
    return "\n".join(["# Its looks, for an edition in editions.yaml (`cvtex docs design`):",
                      *(f"#   {line}" for line in lines), ""])  # fmt: skip


def _header(path: Path, origin: str, *, guessed: bool, notes: int = 0) -> str:
    """Return the comments at the head of the file: its schema and its origin."""
    name = "".join(char if char.isprintable() else "\ufffd" for char in path.name)
    lines = [SCHEMA_LINE, f"# Taken over from {name} ({origin}) by `cvtex import`."]
    if guessed:
        lines.append("# The language was guessed from the texts: check it.")
    if notes:
        lines.append("# A comment that begins with `check:` is above what was guessed.")
    return "\n".join(lines) + "\n"
