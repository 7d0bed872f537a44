"""Collects the proof of a PDF: the results of all checks, the words, the number of pages."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic
from cvtex.diagnostics.codes import PROOFS, Code
from cvtex.document import Document
from cvtex.pdf.objects import entry, text
from cvtex.verify.checks import prove_opened
from cvtex.verify.masking import guarded
from cvtex.verify.opened import open_pdf
from cvtex.verify.readback.readers import texts_of
from cvtex.verify.readback.words import WordCount, read_back

_BOTH = {
    Code.FONT_NOT_EMBEDDED,
    Code.FONT_UNMAPPED,
    Code.METADATA_MISMATCH,
    Code.TAGS_MISSING,
    Code.TAGS_BROKEN,
    Code.LANGUAGE_MISSING,
    Code.ANNOTATION_UNTAGGED,
    Code.STANDARD_BROKEN,
    Code.CONTENT_ACTIVE,
    Code.PDF_DAMAGED,
}
STANDARDS = {
    "PDF/UA-1": _BOTH
    | {
        Code.TITLE_HIDDEN,
        Code.TAGS_MISMATCH,
        Code.CONTENT_UNTAGGED,
        Code.HEADING_LEVEL,
        Code.LIST_STRUCTURE,
        Code.TABLE_STRUCTURE,
        Code.FIGURE_ALT_MISSING,
    },
    "PDF/A-2a": _BOTH | {Code.CHARACTER_UNREADABLE},
}
"""Each standard with the codes that break it; `docs/verify.md` has the clauses.

Properties that the finishing pass guarantees are not checked again.
"""

WITH_DOCUMENT = frozenset(
    {
        Code.BOX_OVERFULL,
        Code.WINDOW_MISSED,
        Code.PAGES_OVER,
        Code.TAGS_MISMATCH,
        Code.WORD_SPLIT,
        Code.DIRECTION_WRONG,
        Code.LINE_EDGE,
        Code.WORDS_LOST,
        Code.WORDS_INTERLEAVED,
        Code.WORDS_ADDED,
        Code.ORDER_WRONG,
    }
)
"""Checks that need the Document, or the run of TeX."""

_BY_WORDS = frozenset({Code.WORDS_LOST, Code.WORDS_INTERLEAVED, Code.ORDER_WRONG})
_BY_TEXT = _BY_WORDS | {
    Code.CHARACTER_UNREADABLE,
    Code.CHARACTER_LOOKALIKE,
    Code.BULLET_UNUSUAL,
    Code.WORD_SPLIT,
}
"""Checks that need pdftotext; `_BY_WORDS` need both readers."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of a PDF: the number of pages, the words that were read back, the findings.

    `language` is its BCP 47 tag, `checked` are the codes of the checks that were made, without
    those of missing programs.
    """

    pages: int
    language: str | None
    words: WordCount | None
    findings: tuple[Diagnostic, ...]
    checked: frozenset[Code]

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards for which all checks were made without findings."""
        found = {finding.code for finding in self.findings}
        return tuple(
            name
            for name, broken in STANDARDS.items()
            if (broken & PROOFS) - WITH_DOCUMENT <= self.checked and not broken & found
        )


NOTHING = Proof(0, None, None, (), frozenset())
"""The proof of a PDF that is missing or can't be read."""


def proof_of(pdf: Path, document: Document | None) -> Proof:
    """Return the proof of a PDF of any tool; with the Document, it is compared with that."""
    with ExitStack() as stack:
        texts = stack.enter_context(texts_of(pdf)) if document else None
        opened = stack.enter_context(open_pdf(pdf, texts))
        findings, pages, language = prove_opened(opened, document), 0, ""
        words: Checked[WordCount] = Checked(None)
        checked = frozenset[Code]()
        if opened.value:
            pages = len(opened.value.pages)
            language = text(entry(opened.value.pdf.Root, "/Lang"))
            if texts and document:
                words = read_back(texts, document, opened.value.owners)
            checked = PROOFS if document else PROOFS - WITH_DOCUMENT
            if not opened.value.text:
                checked -= _BY_TEXT
            elif not words.value:
                checked -= _BY_WORDS
    found = guarded((*words.diagnostics, *findings), document)
    return Proof(
        pages,
        language or None,
        words.value,
        tuple(dict.fromkeys(found)),
        checked,
    )
