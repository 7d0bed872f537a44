"""Draws what the report shows of each PDF: its pages, and what a hiring system reads in them.

That takes as long as the proof of the PDF, so nothing is drawn until somebody asks for the report.
From then on a build draws it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cvtex.ats.reader import read_resume
from cvtex.build.places import unwritable
from cvtex.content.letter_files import is_letter
from cvtex.diagnostics import Checked, Diagnostic, failed, tolerate
from cvtex.editions.settings import Edition
from cvtex.files import keep, kept
from cvtex.paths import PICTURES, REPORT, VERDICT
from cvtex.processes.phases import phase
from cvtex.report.files import Drawings, read_verdict, write_report
from cvtex.report.pictures import draw_pages
from cvtex.report.verdict import what_is_read


def draw(edition: Edition, work: Path) -> tuple[Diagnostic, ...]:
    """Draw what the report shows of the PDF of an edition, unless that is there.

    Return a warning for each page that can't be drawn. OSError: it can't be written.
    """
    record = read_verdict(work / VERDICT)
    if record is None or kept(work / PICTURES, Drawings) is not None:
        return ()
    shown = Drawings()
    findings: tuple[Diagnostic, ...] = ()
    if record["pages"] and not record["withheld"]:
        pdf = Path(record["pdf"])
        with phase("draw"):
            pictures = draw_pages(pdf, record["pages"])
        codes = {finding.code for finding in pictures.diagnostics}
        findings = tolerate(pictures.diagnostics, codes)
        with phase("read"):
            read = what_is_read(read_resume(pdf).value, is_letter=is_letter(edition.content))
        shown = Drawings(pictures.value or (), read)
    keep(work / PICTURES, shown)
    return findings


def write_whole_report(
    out: Path, works: dict[str, Path], editions: Iterable[Edition]
) -> Checked[Path]:
    """Draw what the report lacks, and write it; return its path."""
    findings: tuple[Diagnostic, ...] = ()
    try:
        for edition in editions:
            findings += draw(edition, works[edition.name])
        write_report(out, works.values(), page=True)
    except OSError as error:
        return failed(*findings, unwritable(out, error))
    return Checked(out / REPORT, findings)
