"""Whether a machine reads back every word that the person typed, in order."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

from cvtex.diagnostics import Diagnostic
from cvtex.document import Document, Leaf


def check_words(pdf: Path, document: Document) -> tuple[Diagnostic, ...]:
    """Return a finding for each leaf that poppler's pdftotext does not read back whole.

    Both sides are compared without white space and in NFC: where a line ends is the page's
    business, and xeCJK's gap between Han and Latin is read as a space that nobody typed.
    """
    try:
        read = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(pdf), "-"],
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout.decode("utf-8", "replace")
    except FileNotFoundError:
        return (
            Diagnostic(
                "program-missing",
                "the program `pdftotext` is not installed",
                hint="`cvtex doctor` says how to install it",
            ),
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        return (Diagnostic("pdf-unreadable", f"pdftotext can't read the PDF: {error}"),)
    return tuple(_lost(_without_page_numbers(read), document))


def _lost(text: str, document: Document) -> list[Diagnostic]:
    page, start = _squeezed(text), 0
    findings = []
    for line in document.lines():
        end = start
        for leaf in line:
            wanted = _squeezed(leaf.text)
            found = page.find(wanted, start)
            if found < 0:
                findings.append(_finding(leaf, "in its place" if wanted in page else "whole"))
            else:
                end = max(end, found + len(wanted))
        start = end
    return findings


def _finding(leaf: Leaf, how: str) -> Diagnostic:
    return Diagnostic(
        "words-lost",
        f"a machine that reads the PDF does not find this text {how}: {leaf.text!r}",
        leaf.span,
        "please report it: the text is good, the page is not",
    )


def _without_page_numbers(text: str) -> str:
    """Drop a number that stands alone at a page's end, where a text may run over it."""
    return "\f".join(
        re.sub(rf"\n\s*{number}\s*$", "\n", page) for number, page in enumerate(text.split("\f"), 1)
    )


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
