"""Reads the publications that a section takes from a bibliography."""

from __future__ import annotations

import difflib
from pathlib import Path

from cvtex.content.bibliography.bibtex import parse_bibtex
from cvtex.content.bibliography.csl import parse_csl
from cvtex.content.bibliography.own_name import OwnName
from cvtex.content.bibliography.reference import BibliographyEntry, publication
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.file import BIBLIOGRAPHIES, read_source
from cvtex.source.typed import Typed, TypedList, Value, cited


def read_bibliography(
    path: Path, named: Span, only: list[Typed] | None, person: OwnName
) -> Checked[TypedList]:
    """Return the publications in a file, or those with the keys `only`, in the order of these.

    `named` is the place that names the file. Nothing is shown of a file that is no bibliography.
    """
    text = read_source(path, BIBLIOGRAPHIES)
    if text.value is None:
        return failed(*text.diagnostics)
    parse = parse_csl if path.suffix.lower() == ".json" else parse_bibtex
    entries = parse(text.value, path)
    if entries is None:
        message = "a source is a bibliography in BibTeX or CSL-JSON, and this file has no entry"
        hint = "export it from where you keep your references, as .bib or as CSL-JSON"
        return failed(Diagnostic(Code.VALUE_TYPE, message, named, hint))
    if entries.value is None:
        return failed(*entries.diagnostics)
    chosen = entries.value
    findings = [*text.diagnostics, *entries.diagnostics]
    if only is not None:
        findings += _unknown(only, entries.value)
        order = {str(key): place for place, key in reversed([*enumerate(only)])}
        chosen = sorted(
            (entry for entry in chosen if entry.key in order), key=lambda one: order[one.key]
        )
    findings += _twice(chosen)
    publications: list[Value] = []
    for entry in chosen:
        reference = entry.read()
        findings += reference.diagnostics
        if reference.value:
            made = publication(reference.value, person)
            findings += made.diagnostics
            publications += [made.value] if made.value else []
    return Checked(TypedList(publications, named), tuple(findings))


def _unknown(only: list[Typed], entries: list[BibliographyEntry]) -> list[Diagnostic]:
    """Return the findings for keys that no entry has."""
    known = [str(entry.key) for entry in entries if entry.key]
    findings = []
    for key in only:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean `{close[0]}`?" if close else "write the key of an entry"
            message = f"{cited(key)} is not in the bibliography"
            findings.append(Diagnostic(Code.VALUE_UNKNOWN, message, key.span, hint))
    return findings


def _twice(entries: list[BibliographyEntry]) -> list[Diagnostic]:
    lines: dict[str, int] = {}
    findings = []
    for entry in entries:
        key, span = str(entry.key), entry.key.span
        if key and key in lines:
            message = f"the key {cited(key)} is given twice, first in line {lines[key]}"
            hint = "remove one of the two, or give it another key"
            findings.append(Diagnostic(Code.BIBLIOGRAPHY_DUPLICATE_KEY, message, span, hint))
        lines.setdefault(key, span.line)
    return findings
