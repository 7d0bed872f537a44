"""Whether the file says of itself what it is, the same in both places, and nothing of its maker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entry
from cvtex.verify.opened import Opened

# The information dictionary and its like in XMP (ISO 19005-1, table 1; 6.6.2 of part 2).
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
# Of any résumé; whether there is a headline or are skills only the Document tells.
_ASKED = ("Title", "Author")
# ISO 32000-1, 7.9.4.
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?(?:00'?)?)?"
    r"|([+-]\d\d)'?(\d\d)?'?)?"
)


def check_metadata(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find what is missing: title and author; with the Document, all that it has."""
    info, xmp = opened.info, opened.xmp
    asked = _ASKED if document is None else tuple(key for key, value, _ in _told(document) if value)
    missing = [key for key in asked if not info.get(key) and not (xmp or {}).get(_PAIRS[key])]
    if missing:
        yield Diagnostic(
            Code.METADATA_MISSING,
            f"the file does not say its {', '.join(missing)}",
            hint="programs list and find files by these",
        )


def check_agreement(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find where XMP and the information dictionary differ, or both from the Document."""
    info, xmp = opened.info, opened.xmp
    if xmp is None:
        yield Diagnostic(
            Code.METADATA_MISMATCH,
            "there is no XMP that can be read (ISO 19005-2, 6.6.2.1; ISO 14289-1, 7.1)",
            hint="write a metadata stream into the catalogue",
        )
        return
    for key, property_ in _PAIRS.items():
        ours, theirs = info.get(key, ""), xmp.get(property_, ())
        if info and not _agree(key, ours, theirs):
            yield Diagnostic(
                Code.METADATA_MISMATCH,
                f"the information dictionary has `{ours}` as {key}, XMP `{', '.join(theirs)}`",
                hint="programs read one or the other: let both say the same",
            )
    for key, value, span in _told(document) if document else ():
        said = info.get(key, "") or ", ".join(xmp.get(_PAIRS[key], ()))
        if said and said != value:
            yield Diagnostic(
                Code.METADATA_MISMATCH,
                f"the file has `{said}` as {key}, the content `{value}`",
                span,
            )


def check_title(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find a window that is to show a file's name in place of its title."""
    if entry(entry(opened.pdf.Root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        yield Diagnostic(
            Code.TITLE_HIDDEN,
            "a window shows the name of the file, not its title (ISO 14289-1, 7.1)",
            hint="set DisplayDocTitle in the viewer preferences",
        )


def _told(document: Document) -> Iterator[tuple[str, str, Span | None]]:
    """Yield what the metadata has to say of a Document."""
    yield "Title", document.title, document.name.span
    yield "Author", document.name.text, document.name.span
    yield "Subject", document.subject, document.headline.span if document.headline else None
    yield "Keywords", ", ".join(document.keywords), None
    date = document.date
    yield "CreationDate", f"D:{date:%Y%m%d}000000Z" if date else "", None


def _agree(key: str, ours: str, theirs: tuple[str, ...]) -> bool:
    if key.endswith("Date"):
        return _moment(ours) == "".join(theirs).replace("+00:00", "Z")
    # Adobe's guide joins several authors by semicolons, others by commas.
    return ours in {separator.join(theirs) for separator in ("; ", ", ", " ", "")} | set(theirs[:1])


def _moment(date: str) -> str:
    """Return a date of PDF as XMP has it (ISO 8601)."""
    match = _DATE.fullmatch(date)
    if not match:
        return date
    year, month, day, hour, minute, second, utc, hours, minutes = match.groups()
    clock = f"T{hour}:{minute or '00'}:{second or '00'}" if hour else ""
    zone = "Z" if utc or hours in {"+00", "-00"} else f"{hours}:{minutes or '00'}" if hours else ""
    return "-".join(filter(None, (year, month, day))) + clock + zone
