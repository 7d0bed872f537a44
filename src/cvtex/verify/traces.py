"""Whether the file tells of the machine that it was made on: paths, names, times."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Object, Stream, String

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.pdf.objects import data, entries, entry, items, name, text
from cvtex.verify.opened import Opened

# Where people and programs keep files, on each system.
_PATH = re.compile(
    r"(?<![\w/:.])/(?:home|Users|root|tmp|var|private|mnt|media|opt|usr|Applications|Volumes)/"
    r"[^\s<>\"')]+|\b[A-Za-z]:[\\/][^\s<>\"')]+|\\\\[\w.-]+\\[^\s<>\"')]+|\bfile:/+[^\s<>\"')]+"
)
# What the person wrote: a text may well be about a path.
_WRITTEN = frozenset(
    "/Title /Contents /Alt /ActualText /E /T /TU /URI /Subject /Keywords /Author /Lang /ID".split()
)
_DATES = ("/CreationDate", "/ModDate")
_MIDNIGHT = re.compile(r"(?:D:)?\d{4,8}0{0,6}(?:[Z+](?:00'?){0,2})?")
_WORD = re.compile(r"[\w.-]+")
# A shorter name of a user or a machine may stand there for something else.
_SHORTEST = 4
_DEEPEST = 8


def check_traces(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find what tells of the machine, each once."""
    info = [(key, text(value)) for key, value in entries(entry(opened.pdf.trailer, "/Info"))]
    unwritten = [said for key, said in info if key not in _WRITTEN]
    unwritten += [said for one in opened.pdf.objects for said in _strings(one, 0)]
    packets = [
        data(one).decode("utf-8", "replace")
        for one in opened.pdf.objects
        if isinstance(one, Stream) and name(entry(one, "/Type")) == "Metadata"
    ]
    paths = _PATH.findall("\n".join([*unwritten, *packets, *(said for _, said in info)]))
    called = _names() & set(_WORD.findall("\n".join(unwritten)))
    for trace in dict.fromkeys([*paths, *sorted(called)]):
        yield Diagnostic(
            Code.METADATA_MACHINE,
            f"the file tells of the machine that it was made on: `{trace}`",
            hint="whoever receives it can read that",
        )
    for key, date in info:
        if key in _DATES and date and not _MIDNIGHT.fullmatch(date):
            yield Diagnostic(
                Code.METADATA_MACHINE,
                f"the file tells when it was made, to the second: {key[1:]} is `{date}`",
                hint="a date of the content's own gives the same file on every day",
            )


def _names() -> set[str]:
    """Return what this machine and its user are called, unless it may be any word."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # nobody the system knows
        user = ""
    return {called for called in (user, socket.gethostname()) if len(called) >= _SHORTEST}


def _strings(value: Any, depth: int) -> Iterator[str]:
    """Yield the strings of an object that a person did not write."""
    if isinstance(value, String):
        yield text(value)
    elif depth < _DEEPEST and isinstance(value, Array):
        for item in items(value):
            yield from _own(item, depth)
    elif depth < _DEEPEST and isinstance(value, Dictionary | Stream):
        for key, item in entries(value):
            if key not in _WRITTEN:
                yield from _own(item, depth)


def _own(item: Any, depth: int) -> Iterator[str]:
    """Yield those of a part that does not stand elsewhere in the file as well."""
    if isinstance(item, Object) and not item.is_indirect:
        yield from _strings(item, depth + 1)
