"""Finds active content: scripts, and actions that send or open something else than a page.

Actions are in the catalogue, in pages, annotations, fields, outline items and other actions (ISO
32000-1, 12.6), possibly as direct objects. So all dictionaries of the file are checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from pikepdf import Array, Dictionary, Object, Pdf, PdfError, Stream

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import DIRECT, Place, entries, entry, items, name, place, text
from cvtex.verify.opened import Opened

_CLAUSE = "ISO 19005-2, 6.5.1"
# By action type (ISO 32000-1, table 198; extension level 3; ISO 32000-2).
_ACTIONS = {
    "JavaScript": f"JavaScript ({_CLAUSE})",
    "ECMAScript": f"JavaScript ({_CLAUSE})",
    "Launch": f"an action that starts a program or opens a file (Launch; {_CLAUSE})",
    "SubmitForm": "an action that sends the data of a form (SubmitForm)",
    "ImportData": f"an action that reads a file (ImportData; {_CLAUSE})",
    "ResetForm": f"an action that resets a form (ResetForm; {_CLAUSE})",
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
# By a key of no other dictionary.
_KEYS = {
    "/JS": f"JavaScript ({_CLAUSE})",
    "/JavaScript": f"JavaScript ({_CLAUSE})",
    "/OnInstantiate": "JavaScript of a 3D model (ISO 32000-1, 13.6.2)",
    "/RichMediaContent": "rich media, which can contain programs (ISO 19005-2, 6.3.1)",
    "/XFA": "an XFA form, which can contain programs (ISO 19005-2, 6.4.2; ISO 14289-1, 7.15)",
}
# Files that a system only displays; others may be executed when opened, or contain programs. LaTeX
# embeds HTML with styles only.
_SHOWN = re.compile(
    r"[^\x00-\x1f]*\.(pdf|txt|md|html?|css|tex|bib|csv|xml|json|ya?ml|ics|vcf|png|jpe?g|gif|webp|tiff?|rtf|docx|xlsx|pptx|od[tsp])$",
    re.IGNORECASE,
)
# The first bytes of programs (Windows, Linux, macOS, Java, Android, Flash), scripts, shortcuts.
_MAGIC = (
    *(b"MZ", b"\x7fELF", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"dex\n"),
    *(b"CWS", b"FWS", b"ZWS", b"#!", b"@echo", b"L\0\0\0\x01\x14\x02\0"),
)
_SCRIPT = re.compile(rb"<script|<svg[^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_PACKED = re.compile(r".*\.(docx|xlsx|pptx|od[tsp])$", re.IGNORECASE)
"""Names of documents that are ZIP files; under another name, one may be a program of Java."""
_PLAYED = {
    "Sound": "a sound",
    "Movie": "a film",
    "Screen": "a film",
    "3D": "a 3D model",
    "RichMedia": "rich media",
}
_LOCAL = re.compile(
    r"(javascript|vbscript|wsh|applescript|intent|data|blob|filesystem|file|smb|jar|res|mhtml|hcp"
    r"|view-source|chrome|shell|search(?:-ms)?|ms-[a-z-]+|[a-z]):|[\\/]{2}",
    re.IGNORECASE,
)
"""The beginnings of addresses of scripts, programs and files, also on a server or a drive."""
_NAMED = frozenset({"NextPage", "PrevPage", "FirstPage", "LastPage"})
# The names of possibly active objects, as qpdf writes them.
_SUSPECT = re.compile(
    rb"/(?:"
    + b"|".join(
        key.encode().removeprefix(b"/")
        for key in (
            *(*_ACTIONS, *_KEYS, *_PLAYED, "Named", "URI", "PS"),
            *("EF", "FS", "AA", "OpenAction", "Rect"),
        )
    )
    + rb")(?![^\s/<>\[\]()])"
)


def check_active(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find active content, each kind once."""
    found = (fault for keys in dictionaries(opened.pdf) for fault in _faults(keys))
    for fault, count in Counter(chain(found, _elsewhere(opened.pdf))).items():
        more = f", in {count} places" if count > 1 else ""
        yield Diagnostic(
            Code.CONTENT_ACTIVE,
            f"the file has {fault}{more}",
            hint="mail gateways and portals reject such files",
        )


def dictionaries(pdf: Pdf) -> Iterator[dict[str, Any]]:
    """Yield the entries of each possibly active dictionary, with direct objects."""
    for item in (pdf.trailer, *pdf.objects):
        if isinstance(item, Dictionary | Stream | Array) and _SUSPECT.search(_written(item)):
            yield from _within(item)


def _written(item: Object) -> bytes:
    return item.stream_dict.unparse() if isinstance(item, Stream) else item.unparse(resolved=True)


def _within(top: Object) -> Iterator[dict[str, Any]]:
    """Yield the entries of an object's dictionaries, without indirect objects."""
    left: list[object] = [top]
    while left:
        item = left.pop()
        keys = dict(entries(item))
        if keys:
            yield keys
        kids = items(item) if isinstance(item, Array) else keys.values()
        left += [kid for kid in kids if isinstance(kid, Dictionary | Array) and not kid.is_indirect]


def _faults(keys: dict[str, Any]) -> Iterator[str]:
    """Yield a description of each active part of a dictionary."""
    kind = name(keys.get("/S"))
    if fault := _ACTIONS.get(kind):
        yield fault
    else:
        yield from (fault for key, fault in _KEYS.items() if key in keys)
    if kind == "Named" and name(keys.get("/N")) not in _NAMED:
        yield f"a non-standard named action ({_CLAUSE})"
    address = keys.get("/URI")
    if local := _LOCAL.match(_plain(address if kind == "URI" else entry(address, "/Base"))):
        yield f"an address that opens or runs a file on the machine ({local[0].lower()})"
    if "/Rect" in keys and (played := _PLAYED.get(name(keys.get("/Subtype")))):
        yield f"{played} (ISO 19005-2, 6.3.1)"
    if "PS" in {name(keys.get("/Subtype")), name(keys.get("/Subtype2"))}:
        yield "a program in PostScript (ISO 19005-2, 6.2.9)"
    if "/AA" in keys:
        yield "actions that run by themselves (AA; ISO 19005-2, 6.5.2)"
    if any(name(entry(action, "/S")) == "URI" for action in _chain(keys.get("/OpenAction"))):
        yield "an action that opens an address when the file is opened (OpenAction)"
    yield from _embedded(keys)


def _embedded(keys: dict[str, Any]) -> Iterator[str]:
    """Yield a description of an embedded file that a system may run."""
    if _is_program(keys.get("/FS"), ""):
        yield "an embedded program"
    if "/EF" in keys:
        names = [text(keys.get(key)) for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix")]
        program = next((file for file in names if "." in file and not _SHOWN.fullmatch(file)), "")
        file = program or next(filter(None, names), "")
        if program or any(_is_program(one, file) for _, one in entries(keys["/EF"])):
            yield f"an embedded program, or a file that may contain one, `{file}`"


def _elsewhere(pdf: Pdf) -> Iterator[str]:
    """Yield a description of each stream with its content in another file."""
    for item in pdf.objects:
        if isinstance(item, Stream) and ("/F" in item or "/Ref" in item):
            yield "content in another file (ISO 19005-2, 6.1.7.1 and 6.2.9.2)"


def _chain(first: object) -> Iterator[object]:
    """Yield an action and those that follow it (Next), each object once."""
    left, seen = [first], set[Place]()
    while left:
        action = left.pop()
        at = place(action)
        if isinstance(action, Dictionary | Array) and (at == DIRECT or at not in seen):
            seen.add(at)
            yield action
            left += (*items(action), entry(action, "/Next"))


def _is_program(file: object, called: str) -> bool:
    """Return whether the first bytes of an embedded file are those of a program or script."""
    if not isinstance(file, Stream):
        return False
    try:
        content = file.read_bytes()
    except PdfError:  # an unknown filter, or a damaged stream
        content = file.read_raw_bytes()
    if content.startswith(b"PK\3\4") and not _PACKED.fullmatch(called):
        return True
    script = _SCRIPT.search(content.replace(b"\0", b""))  # without the zeros of UTF-16
    return content.startswith(_MAGIC) or script is not None


def _plain(address: object) -> str:
    """Return an address without spaces and controls, which readers ignore."""
    return re.sub("[\x00-\x20]", "", text(address))
