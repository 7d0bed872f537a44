"""Checks that the file does not reveal the machine: no paths, names or times."""

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

# Paths of people's and programs' files, on each system.
_PATH = re.compile(
    r"(?<![\w/:.])/(?:home|Users|root|tmp|var|private|mnt|media|opt|usr|Applications|Volumes)/"
    r"[^\s<>\"')]+|\b[A-Za-z]:[\\/][^\s<>\"')]+|\\\\[\w.-]+\\[^\s<>\"')]+|\bfile:/+[^\s<>\"')]+"
)
# Keys of texts by the person, which may be about a path.
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
_PROGRAM = "cvtex"  # the producer in each of our PDFs, also where a user or a machine is called so
_SHORTEST = 4  # a shorter name of a user or machine may be another word
_DEEPEST = 8


def check_traces(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find traces of the machine, each once, except texts of the content.

    The time of day is checked only with a Document: all other tools write it.
    """
    unwritten = [string for _, keys in opened.objects for string in _strings(keys, 0)]
    packets = [
        data(item).decode("utf-8", "replace")
        for item, keys in opened.objects
        if name(keys.get("/Type")) == "Metadata"
    ]
    paths = _PATH.findall("\n".join([*unwritten, *packets, *opened.info.values()]))
    names = _names() & set(_WORD.findall("\n".join(unwritten)))
    typed = _typed(document) if document else ""
    for trace in dict.fromkeys([*paths, *sorted(names)]):
        if trace in typed:
            continue
        yield Diagnostic(
            Code.METADATA_MACHINE,
            f"the file reveals the machine that it was made on: `{trace}`",
            hint="every recipient can read it",
        )
    dates = {key: opened.info.get(key, "") for key in _DATES} if document else {}
    timed = [
        f"{key} is `{date}`" for key, date in dates.items() if _MIDNIGHT.fullmatch(date) is None
    ]
    if timed:
        yield Diagnostic(
            Code.METADATA_MACHINE,
            f"the file reveals when it was made, to the second: {', '.join(timed)}",
            hint="with the date of the content, the file is the same on every day",
        )


def _typed(document: Document) -> str:
    """Return the texts of the content in the metadata."""
    words = (document.title, document.name.text, document.subject, ", ".join(document.keywords))
    return "\n".join(words)


def _names() -> set[str]:
    """Return the names of the machine and the user, unless they are too short."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # an unknown user
        user = ""
    names = (user, socket.gethostname())
    return {name for name in names if len(name) >= _SHORTEST and name != _PROGRAM}


def _strings(keys: dict[str, Any], depth: int) -> Iterator[str]:
    """Yield the strings of a dictionary that are not texts by the person."""
    for key, value in keys.items():
        if key not in _WRITTEN and isinstance(value, Object):
            yield from _own(value, depth)


def _own(value: Object, depth: int) -> Iterator[str]:
    """Yield the strings of a direct object."""
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
