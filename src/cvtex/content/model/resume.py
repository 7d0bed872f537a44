"""A content file as a whole."""

from __future__ import annotations

import difflib
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from cvtex.codes import WARNINGS, Code
from cvtex.content.fields import Record, Text
from cvtex.content.model.contacts import Contact
from cvtex.content.model.sections import Section
from cvtex.content.typed import Typed


def _warning(code: Typed) -> Typed:
    known = sorted(warning.value for warning in WARNINGS)
    if code in known:
        return code
    if code in [each.value for each in Code]:
        message, hint = "`{code}` is an error, which can't be ignored", "mend what it tells you of"
    elif close := difflib.get_close_matches(code, known, n=1):
        message, hint = "there is no warning `{code}`", f"did you mean `{close[0]}`?"
    else:
        message, hint = "there is no warning `{code}`", f"the warnings are {', '.join(known)}"
    raise PydanticCustomError("value_unknown", message, {"code": str(code), "hint": hint})


WarningCode = Annotated[Text, AfterValidator(_warning)]
"""What a warning is about, by its stable name; no error is one."""


class Resume(Record):
    """A content file."""

    language: Text
    name: Text
    headline: Text | None = None
    contacts: list[Contact] = []
    summary: Text | None = None
    sections: list[Section]
    ignore: list[WarningCode] = []
