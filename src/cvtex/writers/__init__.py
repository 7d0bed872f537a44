"""Finds the writers of a Document, a module for each format: `txt.py` writes `.txt`.

A module or package here is named after its file extension and has a `WRITER`; nothing else refers
to it. It is imported when its format is used.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cvtex.document import Document


class Writer(NamedTuple):
    """Writes a Document as a file, and reads the text of such a file for the proof.

    `read` returns the text for `check_text`: with white space around each leaf, and the address of
    a link in brackets behind it if it is not shown. It is None for LaTeX, which is only a step to
    the PDF. `wraps` is whether it wraps lines at the width that a design gives, `enveloped` whether
    a letter has its sender again, for the window of an envelope.
    """

    write: Callable[[Document], bytes]
    read: Callable[[bytes], str] | None = None
    wraps: bool = False
    enveloped: bool = True


def formats() -> tuple[str, ...]:
    """Return the names of the formats, which are their file extensions without the dot."""
    return tuple(found.name for found in iter_modules(__path__))


def writer(name: str) -> Writer:
    """Return the writer of a format."""
    found: Writer = import_module(f"{__name__}.{name}").WRITER
    return found
