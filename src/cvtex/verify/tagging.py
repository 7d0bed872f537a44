"""Whether the tags hold all that is on the pages, and say what it is (ISO 14289-1).

PDF/A-2a asks for tags as well (ISO 19005-2, 6.7); what it asks for is among this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.pdf.objects import entry, text
from cvtex.verify.elements import Element
from cvtex.verify.opened import Opened
from cvtex.verify.painted import ARTIFACT

# ISO 32000-1, 14.8.4.
_STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
_HEADING = re.compile("H([1-6])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_PARTS_OF_LISTS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}


def check_tags(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find a file without tags, or one that does not vouch for them."""
    root = opened.pdf.Root
    if opened.tree is None or not opened.tree.kids:
        yield Diagnostic(
            Code.TAGS_MISSING,
            "the file has no tags (ISO 14289-1, 7.1; ISO 19005-2, 6.7.3)",
            hint="who can't see the page hears a heap of words",
        )
        return
    marks = entry(root, "/MarkInfo")
    if entry(marks, "/Marked") is not True or entry(marks, "/Suspects") is True:
        yield Diagnostic(
            Code.TAGS_MISSING,
            "the file does not vouch for its tags: Marked is not true, or Suspects is "
            "(ISO 14289-1, 7.1; ISO 19005-2, 6.7.2)",
        )
    unknown = {
        element.written
        for element in opened.tree.walk()
        if element is not opened.tree and element.kind not in _STANDARD
    }
    if unknown:
        names = ", ".join(f"`{kind}`" for kind in sorted(unknown))
        yield Diagnostic(
            Code.TAGS_BROKEN,
            f"nobody knows what these tags mean: {names} (ISO 14289-1, 7.1; ISO 32000-1, 14.8.4)",
            hint="map them to standard types in the role map",
        )


def check_content(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find what is painted and neither in the tags nor an artifact (7.1)."""
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
                hint="a screen reader passes it over",
            )
        if page.tangled:
            yield Diagnostic(
                Code.CONTENT_UNTAGGED,
                f"page {number}: artifacts stand in tagged content, or the reverse "
                "(ISO 14289-1, 7.1)",
            )


def check_heading_levels(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find headings that skip a level, or that mix the two ways of numbering (7.4.2, 7.4.4)."""
    level = 0
    for element in opened.tree.walk() if opened.tree else ():
        match = _HEADING.fullmatch(element.kind)
        if element.kind == "H" and level:
            yield Diagnostic(
                Code.HEADING_LEVEL,
                "headings with and without a level are mixed (ISO 14289-1, 7.4.4)",
            )
            return
        if not match:
            continue
        new = int(match[1])
        if new > level + 1:
            said = "".join(opened.said.get(mark, "") for mark in element.marks()).strip()
            yield Diagnostic(
                Code.HEADING_LEVEL,
                f"the heading `{said}` is of level {new}, the one before it of level {level} "
                "(ISO 14289-1, 7.4.2)",
                hint="a reader who hops from heading to heading thinks that one is missing",
            )
        level = new


def check_lists(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find lists that have something else in them than items, labels and bodies (7.6)."""
    for element in opened.tree.walk() if opened.tree else ():
        allowed = _PARTS_OF_LISTS.get(element.kind)
        if allowed is None:
            continue
        kinds = {kid.kind if isinstance(kid, Element) else "content" for kid in element.kids}
        if wrong := kinds - allowed:
            yield Diagnostic(
                Code.LIST_FORM,
                f"an element of type {element.kind} holds {', '.join(sorted(wrong))} "
                "(ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3)",
            )
        labelled = any(kid.kind == "Lbl" for kid in element.walk() if kid is not element)
        if element.kind == "L" and labelled and element.numbering in {"", "None"}:
            yield Diagnostic(
                Code.LIST_FORM,
                "a list with labels does not say of what kind they are (ISO 14289-1, 7.6)",
                hint="set its ListNumbering",
            )


def check_figures(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find pictures and formulas that no words stand for (7.3, 7.7)."""
    for element in opened.tree.walk() if opened.tree else ():
        if element.kind in {"Figure", "Formula"} and not element.alternative.strip():
            yield Diagnostic(
                Code.FIGURE_SILENT,
                f"an element of type {element.kind} has no words for those who can't see it "
                "(ISO 14289-1, 7.3 and 7.7)",
                hint="give it an Alt",
            )


def check_language(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find text in a language that is not said (7.2; ISO 19005-2, 6.7.4)."""
    language = text(entry(opened.pdf.Root, "/Lang"))
    elements = opened.tree.walk() if opened.tree else ()
    said = {element.language for element in elements}
    if not language:
        yield Diagnostic(
            Code.LANGUAGE_UNSAID,
            "the file does not say its language (ISO 14289-1, 7.2; ISO 19005-2, 6.7.4)",
            hint="a screen reader does not know how to pronounce it",
        )
    for tag in sorted({language, *said} - {""}):
        if not _LANGUAGE.fullmatch(tag):
            yield Diagnostic(
                Code.LANGUAGE_UNSAID,
                f"`{tag}` is no tag of a language (ISO 19005-2, 6.7.4; BCP 47)",
            )
