"""What is said of one PDF: whether it is proven, what a machine reads in it, what was found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvtex.ats.missing import missing_from
from cvtex.ats.model import Reading
from cvtex.diagnostics import Diagnostic, Severity, in_order, masked
from cvtex.diagnostics.codes import Code
from cvtex.paths import digest
from cvtex.report.json import record as diagnostic_record
from cvtex.verify.proof import Proof

VERSION = 1
"""Of the JSON document: raised when a tool that reads it would have to change."""

Record = dict[str, Any]
"""A verdict as JSON has it; `schema/verdict.schema.json` says what is in it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one PDF, and the edition that it is of, if it is of one.

    `tolerated` are the checks that the edition wants to be warned by only, `seconds` how long it
    took to make the PDF, `fitted` in words what was changed so that it fits its pages.
    """

    pdf: Path
    edition: str | None
    proof: Proof
    findings: tuple[Diagnostic, ...]
    tolerated: frozenset[Code] = frozenset()
    seconds: float = 0
    fitted: str = ""

    @property
    def proven(self) -> bool:
        """Whether it is there, and nothing was found that would have to stop it."""
        errors = (one for one in self.findings if one.severity is Severity.ERROR)
        return bool(self.proof.pages) and not any(errors)

    def record(self, pdf: Path, reading: Reading | None) -> Record:
        """Return it as JSON has it, with where the PDF is: the same for the same PDF."""
        proof = self.proof
        words = {"typed": proof.words.typed, "read": proof.words.read} if proof.words else None
        return {
            "edition": self.edition,
            "pdf": pdf.as_posix(),
            "sha256": digest(pdf) or None,
            "language": proof.language,
            "proven": self.proven,
            "pages": proof.pages,
            "words": words,
            "standards": list(proof.standards),
            "checks": list(self._checks()),
            "withheld": False,
            "reading": reading.record() if reading else None,
            "missing": [str(missing) for missing in missing_from(reading)] if reading else [],
            "diagnostics": _records(self.findings),
            "failed": [],
        }

    def _checks(self) -> Iterator[Record]:
        found = Counter(finding.code for finding in self.findings)
        for code in sorted(self.proof.checked):
            severity = Diagnostic(code, "", tolerated=code in self.tolerated).severity
            yield {"code": code, "severity": severity, "found": found[code]}


def outdated(verdict: Record, findings: Iterable[Diagnostic]) -> Record:
    """Return a verdict after a step that failed: the PDF is not of the content as it is now."""
    return {**verdict, "proven": False, "failed": _records(findings)}


def withheld(verdict: Record) -> Record:
    """Return a verdict without the words of the PDF, of its content and of findings."""
    return {
        **verdict,
        "withheld": True,
        "reading": None,
        "missing": [],
        "diagnostics": [_without_words(one) for one in verdict["diagnostics"]],
        "failed": [_without_words(one) for one in verdict["failed"]],
    }


def _without_words(finding: Record) -> Record:
    return {**finding, "message": masked(finding["message"]), "hint": None}


def _records(findings: Iterable[Diagnostic]) -> list[Record]:
    return [diagnostic_record(finding) for finding in in_order(findings)]


def describe(verdict: Record) -> str:
    """Return the line that tells a person of the verdict on a PDF of ours, without the seconds."""
    told = [*_counted(verdict), *verdict["standards"]]
    if not verdict["proven"]:
        told.append("not proven")
    return f"{verdict['edition'] or verdict['pdf']}  {', '.join(told)}"


def describe_found(verdict: Record) -> str:
    """Return the line that tells a person what was found in any PDF.

    Only a validator can say whether what other tools make breaks a rule of a standard.
    """
    told = _counted(verdict)
    if not any(one["code"] == Code.STANDARD_BROKEN for one in verdict["checks"]):
        told.append("standards not checked (page-validation is not installed, or failed)")
    elif verdict["standards"]:
        told.append(f"no breach of {', '.join(verdict['standards'])} found")
    errors = sum(one["severity"] == Severity.ERROR for one in verdict["diagnostics"])
    if errors:
        told.append(f"{errors} error{'s' if errors != 1 else ''} found")
    return f"{verdict['pdf']}  {', '.join(told)}"


def _counted(verdict: Record) -> list[str]:
    """Return how many pages there are, and how many words came back."""
    pages, words = verdict["pages"], verdict["words"]
    told = [f"{pages} page{'s' if pages != 1 else ''}"]
    if words:
        told.append(f"{words['read']:,} of {words['typed']:,} words read back")
    return told


def document_of(verdicts: Iterable[Record]) -> str:
    """Return verdicts as one JSON document."""
    document = {"version": VERSION, "verdicts": list(verdicts)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
