"""Checks that all content is tagged with standard types and languages (ISO 14289-1).

This includes the requirements of PDF/A-2a (ISO 19005-2, 6.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entry, text
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import ARTIFACT

# ISO 32000-1, 14.8.4.
_STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def check_tags(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find a file without tags, with tags that are not declared valid, or of unknown types."""
    root = opened.pdf.Root
    if opened.tree is None or not opened.tree.kids:
        yield Diagnostic(
            Code.TAGS_MISSING,
            "the file has no tags (ISO 14289-1, 7.1; ISO 19005-2, 6.7.3)",
            hint="a screen reader finds words without structure",
        )
        return
    marks = entry(root, "/MarkInfo")
    if entry(marks, "/Marked") is not True or entry(marks, "/Suspects") is True:
        yield Diagnostic(
            Code.TAGS_MISSING,
            "the file does not declare its tags valid: Marked is not true, or Suspects is "
            "(ISO 14289-1, 7.1; ISO 19005-2, 6.7.2)",
        )
    unknown = {element.written for element in opened.elements if element.kind not in _STANDARD}
    if unknown:
        names = ", ".join(f"`{kind}`" for kind in sorted(unknown))
        yield Diagnostic(
            Code.TAGS_BROKEN,
            f"these tags are not standard: {names} (ISO 14289-1, 7.1; ISO 32000-1, 14.8.4)",
            hint="map them to standard types in the role map",
        )


def check_content(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find painted content that is neither tagged nor an artifact (7.1)."""
    if opened.tree is None:
        return
    known = {ARTIFACT, *opened.tree.marks()}
    for number, page in enumerate(opened.pages, 1):
        bare = [word.text for word in page.words if word.mark not in known]
        bare += ["a picture or a line" for shape in page.shapes if shape.mark not in known]
        if bare:
            yield Diagnostic(
                Code.CONTENT_UNTAGGED,
                f"page {number}: {len(bare)} things are neither tagged nor an artifact, first "
                f"`{bare[0]}` (ISO 14289-1, 7.1)",
                hint="a screen reader skips it",
            )
        if page.tangled:
            yield Diagnostic(
                Code.CONTENT_UNTAGGED,
                f"page {number}: artifacts are inside tagged content, or the reverse "
                "(ISO 14289-1, 7.1)",
            )


def check_language(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find a missing language of the file, and invalid language tags (7.2; ISO 19005-2, 6.7.4)."""
    language = text(entry(opened.pdf.Root, "/Lang"))
    said = {element.language for element in opened.elements}
    if not language:
        yield Diagnostic(
            Code.LANGUAGE_MISSING,
            "the file has no language (ISO 14289-1, 7.2; ISO 19005-2, 6.7.4)",
            hint="a screen reader does not know how to pronounce it",
        )
    for tag in sorted({language, *said} - {""}):
        if not _LANGUAGE.fullmatch(tag):
            yield Diagnostic(
                Code.LANGUAGE_MISSING,
                f"`{tag}` is not a language tag (ISO 19005-2, 6.7.4; BCP 47)",
            )
