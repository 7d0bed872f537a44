"""Defines the verdict on a PDF: whether it is proven, the reading, and all findings."""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cvtex.diagnostics import Diagnostic, Severity, counted, in_order, masked
from cvtex.diagnostics.codes import Code
from cvtex.paths import digest
from cvtex.report.json import record as diagnostic_record
from cvtex.verify.proof import Proof

if TYPE_CHECKING:
    from cvtex.ats.model import Reading

VERSION = 1
"""Of the JSON document; incremented if tools that read it have to change."""

_VALIDATOR = "page-validation"

Record = dict[str, Any]
"""A verdict as values for JSON (`schema/verdict.schema.json`)."""


class Verdict(NamedTuple):
    """The verdict on a PDF, and its edition, if it has one.

    `tolerated` are the checks that are only warnings for the edition, `seconds` is the time of the
    build, `fitted` describes what was changed to fit the pages. A letter misses nothing that a
    hiring system looks for in a résumé.
    """

    pdf: Path
    edition: str | None
    proof: Proof
    findings: tuple[Diagnostic, ...]
    tolerated: frozenset[Code] = frozenset()
    fitted: str = ""
    is_letter: bool = False

    @property
    def proven(self) -> bool:
        """Whether it exists and has no errors."""
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return bool(self.proof.pages) and not errors

    def record(self, pdf: Path, reading: Reading | None) -> Record:
        """Return it as values for JSON; the same for the same PDF."""
        proof = self.proof
        words = {"typed": proof.words.typed, "read": proof.words.read} if proof.words else None
        return {
            "edition": self.edition,
            "pdf": pdf.as_posix(),
            "sha256": (proof.pages and digest(pdf)) or None,  # not of gigabytes that are no PDF
            "language": proof.language,
            "proven": self.proven,
            "pages": proof.pages,
            "words": words,
            "standards": list(proof.standards),
            "checks": list(self._checks()),
            "withheld": False,
            **what_is_read(reading, is_letter=self.is_letter),
            "diagnostics": _records(self.findings),
            "failed": [],
        }

    def _checks(self) -> Iterator[Record]:
        found = Counter(finding.code for finding in self.findings)
        for code in sorted(self.proof.checked):
            severity = Diagnostic(code, "", tolerated=code in self.tolerated).severity
            yield {"code": code, "severity": severity, "found": found[code]}


def what_is_read(reading: Reading | None, *, is_letter: bool) -> Record:
    """Return the values of a verdict on what a hiring system reads in a PDF, and misses there."""
    if reading is None:
        return {"reading": None, "missing": []}
    from cvtex.ats.missing import missing_from  # noqa: PLC0415 - heavy, and a build reads nothing

    missing = () if is_letter else missing_from(reading)
    return {"reading": reading.record(), "missing": [*map(str, missing)]}


def outdated(verdict: Record, findings: Iterable[Diagnostic]) -> Record:
    """Return a verdict with the findings of a failed step: the PDF is of earlier content."""
    return {**verdict, "proven": False, "failed": _records(findings)}


def withheld(verdict: Record) -> Record:
    """Return a verdict without the words of the PDF, of its content and of findings."""
    return {
        **verdict,
        "withheld": True,
        "reading": None,
        "missing": [],
        "diagnostics": list(map(_without_words, verdict["diagnostics"])),
        "failed": list(map(_without_words, verdict["failed"])),
    }


def without_places(verdict: Record) -> Record:
    """Return a verdict whose findings have no lines, which may have other, private text."""
    nowhere = {"line": None, "column": None, "length": None}
    return {**verdict, "diagnostics": [{**item, **nowhere} for item in verdict["diagnostics"]]}


def _without_words(finding: Record) -> Record:
    return {**finding, "message": masked(finding["message"]), "hint": None}


def _records(findings: Iterable[Diagnostic]) -> list[Record]:
    return [diagnostic_record(finding) for finding in in_order(findings)]


def describe(verdict: Record) -> str:
    """Return the line about a PDF of ours, without the seconds."""
    return f"{verdict['edition'] or verdict['pdf']}  {', '.join(facts(verdict))}"


def facts(verdict: Record) -> list[str]:
    """Return what is known of a PDF of ours: its pages, words and standards, each in words."""
    not_proven = [] if verdict["proven"] else ["not proven"]
    return [*_counted(verdict), *verdict["standards"], *not_proven]


def describe_found(verdict: Record) -> str:
    """Return the line about a PDF of any tool.

    Only a validator can check PDFs of other tools against the standards.
    """
    parts = _counted(verdict)
    if not any(item["code"] == Code.STANDARD_BROKEN for item in verdict["checks"]):
        missing = f"is not installed (`{_beside(_VALIDATOR)}`)"
        parts.append(f"standards not checked: {_VALIDATOR} {missing}, or failed")
    elif verdict["standards"]:
        parts.append(f"no breach of {', '.join(verdict['standards'])} found")
    errors = sum(item["severity"] == Severity.ERROR for item in verdict["diagnostics"])
    if errors:
        parts.append(f"{counted(errors, 'error')} found")
    return f"{verdict['pdf']}  {', '.join(parts)}"


def _beside(package: str) -> str:
    """Return the command that installs a package where this cvtex can import it."""
    folder = Path(sys.prefix)
    if (folder / "pipx_metadata.json").is_file():
        return f"pipx inject cvtex {package}"
    if (folder / "uv-receipt.toml").is_file():
        return f"uv tool install cvtex --with {package}"
    return f"{shlex.quote(sys.executable)} -m pip install {package}"


def _counted(verdict: Record) -> list[str]:
    """Return the number of pages, and of words that were read back."""
    pages, words = verdict["pages"], verdict["words"]
    parts = [counted(pages, "page")]
    if words:
        parts.append(f"{words['read']:,} of {words['typed']:,} words read back")
    return parts


def document_of(verdicts: Iterable[Record]) -> str:
    """Return verdicts as one JSON document."""
    document = {"version": VERSION, "verdicts": list(verdicts)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
