"""The formats that a Document is written in, one a module: `txt.py` writes `.txt`.

A module or a package of this one has a `WRITER` and the name of its files' ending; nothing else has
to know of it. Only the names are read until one of them is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvtex.document import Document


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a Document as a file, and reads the text of such a file for the proof.

    `read` returns the text as `cvtex.verify.readback.text` compares it: white space around each
    leaf, and the address of a link in brackets behind it where it does not show. It is None for a
    format that is only a step to another: LaTeX.
    """

    write: Callable[[Document], bytes]
    read: Callable[[bytes], str] | None = None


def formats() -> tuple[str, ...]:
    """Return the names of the formats, which are their endings without the dot."""
    return tuple(found.name for found in iter_modules(__path__))


def writer(name: str) -> Writer:
    """Return the writer of a format."""
    found: Writer = import_module(f"{__name__}.{name}").WRITER
    return found
