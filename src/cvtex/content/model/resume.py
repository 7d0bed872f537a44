"""A content file as a whole."""

from __future__ import annotations

import difflib
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cvtex.codes import IGNORED, PROOFS, Code
from cvtex.content.model.sections import Section
from cvtex.schema.contacts import Contact
from cvtex.schema.fields import Record, Text, file_alone
from cvtex.source.typed import Typed

_WARNINGS = sorted(warning.value for warning in IGNORED)
_PROOFS = frozenset(code.value for code in PROOFS)
_ERRORS = frozenset(code.value for code in Code if code not in IGNORED)


def _warning(code: Typed) -> Typed:
    if code in _WARNINGS:
        return code
    if code in _PROOFS:
        message = "`{code}` is about a PDF, not about this text"
        hint = f"an edition can make it a warning: `warn: [{code}]` in editions.yaml"
    elif code in _ERRORS:
        message, hint = "`{code}` is an error, which can't be ignored", "fix the error it reports"
    elif close := difflib.get_close_matches(code, _WARNINGS, n=1):
        message, hint = "there is no warning `{code}`", f"did you mean `{close[0]}`?"
    else:
        message, hint = "there is no warning `{code}`", f"the warnings are {', '.join(_WARNINGS)}"
    raise PydanticCustomError("value_unknown", message, {"code": str(code), "hint": hint})


WarningCode = Annotated[
    Text, AfterValidator(_warning), WithJsonSchema({"type": "string", "enum": sorted(IGNORED)})
]
"""What a warning is about, by its stable name; no error is one."""


class Photo(Record):
    """A photo of you; a bare text is its file."""

    file: Text
    """The picture, JPEG or PNG: its path from the folder of this file.

    For example `portrait.jpg` or `photos/ada.png`."""
    alt: Text | None = None
    """What it shows, for who can't see it; without, the language's words and your name."""


class Resume(Record):
    """A content file."""

    language: Text
    """The language of the file, as a tag (BCP 47). For example `en`, `en-GB` or `zh-Hans`."""
    name: Text
    """Your name, as it heads the page."""
    headline: Text | None = None
    """A line below the name: what you are."""
    contacts: list[Contact] = []
    """Ways to reach you, printed in your order."""
    photo: Annotated[Photo, BeforeValidator(file_alone)] | None = None
    """A photo of you, printed beside your name: a text is its `file`."""
    summary: Text | None = None
    """What you are about, in one or more paragraphs: the first section, under its own heading."""
    sections: list[Section]
    """The sections, printed in your order. A type may come more than once."""
    ignore: list[WarningCode] = []
    """Warnings that you do not want to see, by their codes."""
