"""Checks that the metadata is complete, and the same in XMP and the information dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entry
from cvtex.verify.opened import Opened

# The keys of the information dictionary with their XMP properties (ISO 19005-1, table 1; ISO
# 19005-2, 6.6.2).
_PAIRS = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}
# Required without a Document, which has a headline and skills.
_REQUIRED = ("Title", "Author")
# ISO 32000-1, 7.9.4.
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?(?:00'?)?)?"
    r"|([+-]\d\d)'?(\d\d)?'?)?"
)


def check_metadata(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find missing metadata: title and author; with the Document, all that it has."""
    info, xmp = opened.info, opened.xmp
    wanted = _wanted(document) if document else ()
    required = [key for key, value, _ in wanted if value] if document else _REQUIRED
    missing = [key for key in required if not info.get(key) and not (xmp or {}).get(_PAIRS[key])]
    if missing:
        yield Diagnostic(
            Code.METADATA_MISSING,
            f"the metadata has no {', '.join(missing)}",
            hint="programs list and find files by it",
        )


def check_agreement(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find differences between XMP, the information dictionary and the Document."""
    info, xmp = opened.info, opened.xmp
    if xmp is None:
        yield Diagnostic(
            Code.METADATA_MISMATCH,
            "the XMP metadata is missing or unreadable (ISO 19005-2, 6.6.2.1; ISO 14289-1, 7.1)",
            hint="write a metadata stream into the catalogue",
        )
        return
    for key, property_ in _PAIRS.items():
        ours, theirs = info.get(key, ""), xmp.get(property_, ())
        if info and not _agree(key, ours, theirs):
            yield Diagnostic(
                Code.METADATA_MISMATCH,
                f"the information dictionary has `{ours}` as {key}, XMP `{', '.join(theirs)}`",
                hint="programs read one or the other: make them equal",
            )
    for key, value, span in _wanted(document) if document else ():
        read = info.get(key, "") or ", ".join(xmp.get(_PAIRS[key], ()))
        if read and read != value:
            yield Diagnostic(
                Code.METADATA_MISMATCH,
                f"the file has `{read}` as {key}, the content `{value}`",
                span,
            )


def check_title(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find a PDF whose window shows the file name and not the title."""
    if entry(entry(opened.pdf.Root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        yield Diagnostic(
            Code.TITLE_HIDDEN,
            "the window shows the name of the file, not its title (ISO 14289-1, 7.1)",
            hint="set DisplayDocTitle in the viewer preferences",
        )


def _wanted(document: Document) -> Iterator[tuple[str, str, Span | None]]:
    """Yield the keys of a Document's metadata, with their values and places."""
    yield "Title", document.title, document.name.span
    yield "Author", document.name.text, document.name.span
    yield "Subject", document.subject, document.headline.span if document.headline else None
    yield "Keywords", ", ".join(document.keywords), None
    date = document.date
    yield "CreationDate", f"D:{date:%Y%m%d}000000Z" if date else "", None


def _agree(key: str, ours: str, theirs: tuple[str, ...]) -> bool:
    if key.endswith("Date"):
        return _moment(ours) == "".join(theirs).replace("+00:00", "Z")
    # Adobe joins several authors by semicolons, other tools by commas.
    return ours in {separator.join(theirs) for separator in ("; ", ", ", " ", "")} | set(theirs[:1])


def _moment(date: str) -> str:
    """Return a PDF date as in XMP (ISO 8601)."""
    match = _DATE.fullmatch(date)
    if not match:
        return date
    year, month, day, hour, minute, second, utc, hours, minutes = match.groups()
    clock = f"T{hour}:{minute or '00'}:{second or '00'}" if hour else ""
    zone = "Z" if utc or hours in {"+00", "-00"} else f"{hours}:{minutes or '00'}" if hours else ""
    return "-".join(filter(None, (year, month, day))) + clock + zone
