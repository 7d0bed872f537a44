"""What a PDF proves, all of it: the checks, the words, the number of pages."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from cvtex.codes import PROOFS, Code
from cvtex.diagnostics import SECRET, Checked, Diagnostic, Span
from cvtex.document import Document
from cvtex.pdf.objects import entry, text
from cvtex.verify.opened import open_pdf
from cvtex.verify.prove import prove_opened
from cvtex.verify.readers import Pypdf, texts_of
from cvtex.verify.words import Words, read_back

_BOTH = {
    Code.FONT_OUTSIDE,
    Code.FONT_UNMAPPED,
    Code.METADATA_UNLIKE,
    Code.TAGS_MISSING,
    Code.TAGS_BROKEN,
    Code.LANGUAGE_UNSAID,
    Code.ANNOTATION_UNTAGGED,
    Code.STANDARD_UNSAID,
    Code.STANDARD_BROKEN,
    Code.PDF_DAMAGED,
}
STANDARDS = {
    "PDF/UA-1": _BOTH
    | {
        Code.TITLE_HIDDEN,
        Code.TAGS_UNLIKE,
        Code.CONTENT_UNTAGGED,
        Code.HEADING_LEVEL,
        Code.LIST_FORM,
        Code.TABLE_FORM,
        Code.FIGURE_SILENT,
    },
    "PDF/A-2a": _BOTH | {Code.CHARACTER_UNREADABLE},
}
"""Each standard with what breaks it: `docs/verify.md` has the clauses."""

WITH_DOCUMENT = frozenset(
    {
        Code.BOX_OVERFULL,
        Code.PAGES_OVER,
        Code.TAGS_UNLIKE,
        Code.WORD_SPLIT,
        Code.WORDS_LOST,
        Code.WORDS_PARTED,
        Code.ORDER_WRONG,
    }
)
"""What can't be found out without the Document, or the run of TeX."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a PDF proves: its pages, how many words came back, what it breaks.

    `language` is the BCP 47 tag that it has, `checked` what was looked for.
    """

    pages: int
    language: str | None
    words: Words | None
    findings: tuple[Diagnostic, ...]
    checked: frozenset[Code]

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards that it keeps to."""
        found = {finding.code for finding in self.findings}
        return tuple(
            name for name, broken in STANDARDS.items() if self.pages and not broken & found
        )


def proof_of(pdf: Path, document: Document | None, pypdf: Pypdf | None = None) -> Proof:
    """Return what a PDF proves, made by any tool; with the Document, also against that.

    A pypdf that was started before is sooner done.
    """
    with ExitStack() as stack:
        texts = stack.enter_context(texts_of(pdf, pypdf)) if document else None
        opened = stack.enter_context(open_pdf(pdf, texts.written if texts else None))
        findings, pages, language = prove_opened(opened, document), 0, ""
        words: Checked[Words] = Checked(None)
        if opened.value:
            pages = len(opened.value.pages)
            language = text(entry(opened.value.pdf.Root, "/Lang"))
            if texts and document:
                words = read_back(texts, document)
    found = (*words.diagnostics, *findings)
    if document and any(leaf.span.file == SECRET for leaf in document.leaves()):
        # Nobody knows that what it cites is no secret.
        found = tuple(replace(one, span=one.span or Span(SECRET)) for one in found)
    return Proof(
        pages,
        language or None,
        words.value,
        tuple(dict.fromkeys(found)),
        PROOFS if document else PROOFS - WITH_DOCUMENT,
    )
