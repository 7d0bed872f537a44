"""Active content: what runs, sends or opens something else than the page, wherever it stands.

Actions hang on the catalogue, on pages, annotations, fields, bookmarks, and on each other (ISO
32000-1, 12.6), also where a file has them directly in another object. So each dictionary of the
file is looked at, and not a list of places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from pikepdf import Array, Dictionary, Object, Pdf, PdfError, Stream

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entries, entry, items, name, text
from cvtex.verify.opened import Opened

_CLAUSE = "ISO 19005-2, 6.5.1"
# By the type of an action (ISO 32000-1, table 198; extension level 3; ISO 32000-2).
_ACTIONS = {
    "JavaScript": f"JavaScript ({_CLAUSE})",
    "ECMAScript": f"JavaScript ({_CLAUSE})",
    "Launch": f"an action that starts a program or opens a file (Launch; {_CLAUSE})",
    "SubmitForm": "an action that sends what is in a form (SubmitForm)",
    "ImportData": f"an action that reads a file (ImportData; {_CLAUSE})",
    "ResetForm": f"an action that empties a form (ResetForm; {_CLAUSE})",
    "GoToR": "an action that opens another file (GoToR)",
    "GoToE": "an action that opens an embedded file (GoToE)",
    "GoToDp": "an action that opens a part of a document (GoToDp)",
    "Thread": "an action that follows a thread of another file (Thread)",
    "Sound": f"an action that plays a sound (Sound; {_CLAUSE})",
    "Movie": f"an action that plays a film (Movie; {_CLAUSE})",
    "Rendition": f"an action that plays media (Rendition; {_CLAUSE})",
    "Hide": f"an action that hides something (Hide; {_CLAUSE})",
    "SetOCGState": f"an action that switches layers (SetOCGState; {_CLAUSE})",
    "Trans": f"an action that blends pages (Trans; {_CLAUSE})",
    "GoTo3DView": f"an action in a 3D model (GoTo3DView; {_CLAUSE})",
    "RichMediaExecute": f"an action that runs rich media (RichMediaExecute; {_CLAUSE})",
}
# By a key that nothing else has.
_KEYS = {
    "/JS": f"JavaScript ({_CLAUSE})",
    "/JavaScript": f"JavaScript ({_CLAUSE})",
    "/OnInstantiate": "JavaScript of a 3D model (ISO 32000-1, 13.6.2)",
    "/RichMediaContent": "rich media, which can hold programs (ISO 19005-2, 6.3.1)",
    "/XFA": "a form in XFA, which can hold programs (ISO 19005-2, 6.4.2; ISO 14289-1, 7.15)",
}
# What a system only shows: a file with another ending may be run when it is opened, or hold
# programs. LaTeX embeds HTML with nothing but styles.
_SHOWN = re.compile(
    r"\.(pdf|txt|md|html?|css|tex|bib|csv|xml|json|ya?ml|ics|vcf|png|jpe?g|gif|webp|tiff?|rtf|docx|xlsx|pptx|od[tsp])$",
    re.IGNORECASE,
)
# The first bytes of programs.
_MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_PLAYED = {"Sound": "a sound", "Movie": "a film", "Screen": "a film", "3D": "a 3D model"}
_SCHEMES = frozenset(
    {"javascript", "vbscript", "data", "file", "smb", "jar", "ms-msdt", "search-ms", "shell"}
)
_NAMED = frozenset({"NextPage", "PrevPage", "FirstPage", "LastPage"})
# What is worth a closer look: names as qpdf writes them.
_WORTH = re.compile(
    rb"/(?:"
    + b"|".join(
        key.encode().removeprefix(b"/")
        for key in (*_ACTIONS, *_KEYS, *_PLAYED, "Named", "EF", "AA", "OpenAction", "URI")
    )
    + rb")(?![^\s/<>\[\]()])"
)


def check_active(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find active content, each kind once."""
    found = (fault for held in dictionaries(opened.pdf) for fault in _faults(held))
    for fault, count in _counted(chain(found, _elsewhere(opened.pdf))).items():
        more = f", in {count} places" if count > 1 else ""
        yield Diagnostic(
            Code.CONTENT_ACTIVE,
            f"the file has {fault}{more}",
            hint="mail gateways and portals refuse such files: a résumé is only read",
        )


def dictionaries(pdf: Pdf) -> Iterator[dict[str, Any]]:
    """Yield the entries of each dictionary in which something active may stand, direct ones too."""
    for one in (pdf.trailer, *pdf.objects):
        if isinstance(one, Dictionary | Stream | Array) and _WORTH.search(_written(one)):
            yield from _within(one)


def _written(one: Object) -> bytes:
    return one.stream_dict.unparse() if isinstance(one, Stream) else one.unparse(resolved=True)


def _within(top: Object) -> Iterator[dict[str, Any]]:
    """Yield the entries of an object's dictionaries: what has a number of its own is no part."""
    left: list[object] = [top]
    while left:
        one = left.pop()
        held = dict(entries(one))
        if held:
            yield held
        kids = items(one) if isinstance(one, Array) else held.values()
        left += [kid for kid in kids if isinstance(kid, Dictionary | Array) and not kid.is_indirect]


def _faults(held: dict[str, Any]) -> Iterator[str]:
    """Yield what is active in a dictionary."""
    kind = name(held.get("/S"))
    if fault := _ACTIONS.get(kind):
        yield fault
    else:
        yield from (fault for key, fault in _KEYS.items() if key in held)
    if kind == "Named" and name(held.get("/N")) not in _NAMED:
        yield f"a named action that a reader may not know ({_CLAUSE})"
    address = held.get("/URI")
    scheme = _scheme(address if kind == "URI" else entry(address, "/Base"))
    if scheme in _SCHEMES:
        yield f"an address that runs or opens something on one's machine ({scheme}:)"
    if "/Rect" in held and (played := _PLAYED.get(name(held.get("/Subtype")))):
        yield f"{played} (ISO 19005-2, 6.3.1)"
    if "/AA" in held:
        yield "actions that run by themselves (AA; ISO 19005-2, 6.5.2)"
    if name(entry(held.get("/OpenAction"), "/S")) == "URI":
        yield "an action that opens an address when the file is opened (OpenAction)"
    if "/EF" in held:
        names = [
            called
            for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix")
            if (called := text(held.get(key)))
        ]
        program = next((one for one in names if "." in one and not _SHOWN.search(one)), "")
        if program or any(map(_is_program, dict(entries(held["/EF"])).values())):
            called = program or next(iter(names), "")
            yield f"an embedded program, or a file that may hold one, `{called}`"


def _elsewhere(pdf: Pdf) -> Iterator[str]:
    """Yield a fault for each stream whose content stands in another file."""
    for one in pdf.objects:
        if isinstance(one, Stream) and ("/F" in one or "/Ref" in one):
            yield "content that stands in another file (ISO 19005-2, 6.1.7.1 and 6.2.9.2)"


def _is_program(file: object) -> bool:
    """Return whether an embedded file begins as programs do, or has a script, by any name."""
    if not isinstance(file, Stream):
        return False
    try:
        content = file.read_bytes()
    except PdfError:  # filters that qpdf does not know, or damage
        content = file.read_raw_bytes()
    return content.startswith(_MAGIC) or b"<script" in content.lower()


def _scheme(address: object) -> str:
    """Return an address's scheme; readers pass over spaces and control characters in it."""
    return re.sub("[\x00-\x20]", "", text(address).partition(":")[0]).lower()


def _counted(faults: Iterator[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fault in faults:
        counts[fault] = counts.get(fault, 0) + 1
    return counts
