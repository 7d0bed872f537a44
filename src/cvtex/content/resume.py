"""A content file as a whole."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, Union

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from cvtex.diagnostics.codes import IGNORED, LINT, PROOFS, Code
from cvtex.schema.contacts import Contact
from cvtex.schema.fields import Record, Text, bare_file
from cvtex.schema.tags import Worded
from cvtex.sections import section_types
from cvtex.sections.kind import Section
from cvtex.source.typed import Typed

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

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


def _disagreement(code: Typed) -> Typed:
    names = sorted(code.value for code in LINT)
    if code in names:
        return code
    close = difflib.get_close_matches(code, names, n=1)
    hint = f"did you mean `{close[0]}`?" if close else f"the codes are {', '.join(names)}"
    raise PydanticCustomError(
        "value_unknown", "`{code}` is not found by lint", {"code": str(code), "hint": hint}
    )


LintCode = Annotated[
    Text, AfterValidator(_disagreement), WithJsonSchema({"type": "string", "enum": sorted(LINT)})
]
"""What two languages disagree about, by its stable name."""


class Ignored(Record):
    """A disagreement with the résumé in another language that is as it should be."""

    code: Annotated[
        Text,
        AfterValidator(_disagreement),
        WithJsonSchema({"type": "string", "enum": sorted(LINT)}),
    ]
    """The code of the finding. For example `lint-dates` or `lint-alone`."""
    entry: Text | None = None
    """Words of the entry's name, in either file; without, it is about all entries.

    For example `Example Engines` or `Sample`."""
    reason: Text
    """Why they disagree, for whoever reads the file next."""


class Lint(Record):
    """How this file is compared with your résumé in another language."""

    ignore: list[Ignored] = []  # noqa: RUF012 - pydantic copies a default
    """Disagreements that are as they should be, each with a reason."""


class _OfItsType:
    """Has a section checked by the model of its type."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of one of all types that there are."""
        del source
        models = tuple(kind.section for kind in section_types().values())
        return handler.generate_schema(Annotated[Union[models], Field(discriminator="type")])  # noqa: UP007 - made at run time


class Resume(Record):
    """A content file."""

    language: Text
    """The language of the file, as a tag (BCP 47). For example `en`, `en-GB` or `zh-Hans`."""
    name: Text
    """Your name, as it heads the page."""
    headline: Worded | None = None
    """A line below the name: what you are."""
    contacts: list[Contact] = []  # noqa: RUF012 - pydantic copies a default
    """Ways to reach you, printed in your order."""
    photo: Annotated[Photo, BeforeValidator(bare_file)] | None = None
    """A photo of you, printed beside your name: a text is its `file`."""
    summary: Worded | None = None
    """What you are about, in one or more paragraphs: the first section, under its own heading."""
    sections: list[Annotated[Section, _OfItsType()]]
    """The sections, printed in your order. A type may come more than once."""
    ignore: list[WarningCode] = []  # noqa: RUF012 - the same
    """Warnings that you do not want to see, by their codes."""
    lint: Lint | None = None
    """How `cvtex lint` compares this file with your résumé in another language."""
