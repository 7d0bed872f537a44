"""Whether the file reveals the machine that it was made on: paths, names, times."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Object, String

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import data, entries, items, name, text
from cvtex.verify.opened import Opened

# Where people and programs keep files, on each system.
_PATH = re.compile(
    r"(?<![\w/:.])/(?:home|Users|root|tmp|var|private|mnt|media|opt|usr|Applications|Volumes)/"
    r"[^\s<>\"')]+|\b[A-Za-z]:[\\/][^\s<>\"')]+|\\\\[\w.-]+\\[^\s<>\"')]+|\bfile:/+[^\s<>\"')]+"
)
# What the person wrote: a text may well be about a path.
_WRITTEN = frozenset(
    [
        "/Title",
        "/Contents",
        "/Alt",
        "/ActualText",
        "/E",
        "/T",
        "/TU",
        "/URI",
        "/Subject",
        "/Keywords",
        "/Author",
        "/Lang",
        "/ID",
    ]
)
_DATES = ("CreationDate", "ModDate")
_MIDNIGHT = re.compile(r"(?:(?:D:)?\d{4,8}0{0,6}(?:[Z+](?:00'?){0,2})?)?")
_WORD = re.compile(r"[\w.-]+")
# A shorter name of a user or a machine may stand there for something else.
_SHORTEST = 4
_DEEPEST = 8


def check_traces(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find what tells of the machine, each once; what the content says itself is its own affair.

    All other tools write the time of day: only a PDF of known content is the same on every day.
    """
    unwritten = [said for _, held in opened.objects for said in _strings(held, 0)]
    packets = [
        data(one).decode("utf-8", "replace")
        for one, held in opened.objects
        if name(held.get("/Type")) == "Metadata"
    ]
    paths = _PATH.findall("\n".join([*unwritten, *packets, *opened.info.values()]))
    called = _names() & set(_WORD.findall("\n".join(unwritten)))
    typed = _typed(document) if document else ""
    for trace in dict.fromkeys([*paths, *sorted(called)]):
        if trace in typed:
            continue
        yield Diagnostic(
            Code.METADATA_MACHINE,
            f"the file reveals the machine that it was made on: `{trace}`",
            hint="whoever receives it can read that",
        )
    dates = {key: opened.info.get(key, "") for key in _DATES} if document else {}
    timed = [
        f"{key} is `{date}`" for key, date in dates.items() if _MIDNIGHT.fullmatch(date) is None
    ]
    if timed:
        yield Diagnostic(
            Code.METADATA_MACHINE,
            f"the file reveals when it was made, to the second: {', '.join(timed)}",
            hint="a date of the content's own gives the same file on every day",
        )


def _typed(document: Document) -> str:
    """Return what the content itself gives to the metadata."""
    words = (document.title, document.name.text, document.subject, ", ".join(document.keywords))
    return "\n".join(words)


def _names() -> set[str]:
    """Return what this machine and its user are called, unless it may be any word."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # nobody the system knows
        user = ""
    return {called for called in (user, socket.gethostname()) if len(called) >= _SHORTEST}


def _strings(held: dict[str, Any], depth: int) -> Iterator[str]:
    """Yield the strings of a dictionary that a person did not write."""
    for key, value in held.items():
        if key not in _WRITTEN and isinstance(value, Object):
            yield from _own(value, depth)


def _own(value: Object, depth: int) -> Iterator[str]:
    """Yield those of a part that does not stand elsewhere in the file as well."""
    if isinstance(value, String):
        yield text(value)
    elif value.is_indirect or depth == _DEEPEST:
        return
    elif isinstance(value, Array):
        for item in items(value):
            if isinstance(item, Object):
                yield from _own(item, depth + 1)
    elif isinstance(value, Dictionary):
        yield from _strings(dict(entries(value)), depth + 1)
