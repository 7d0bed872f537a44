"""The JSON Schemas of what a person writes and of what tools read, and the page for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def _content() -> dict[str, Any]:
    from cvtex.content.schema import content_schema  # noqa: PLC0415 - heavy, and `--help` is not

    return content_schema()


def _letter() -> dict[str, Any]:
    from cvtex.content.schema import letter_schema  # noqa: PLC0415 - the same

    return letter_schema()


def _editions() -> dict[str, Any]:
    from cvtex.editions.schema import editions_schema  # noqa: PLC0415 - the same

    return editions_schema()


def _diagnostics() -> dict[str, Any]:
    from cvtex.report.json import schema  # noqa: PLC0415 - the same

    return schema()


def _verdict() -> dict[str, Any]:
    from cvtex.report.schema import verdict_schema  # noqa: PLC0415 - the same

    return verdict_schema()


def _batch() -> dict[str, Any]:
    from cvtex.batch.summary import summary_schema  # noqa: PLC0415 - the same

    return summary_schema()


def _sections() -> str:
    from cvtex.content.section_docs import sections_page  # noqa: PLC0415 - the same

    return sections_page()


def _design() -> str:
    from cvtex.design.page import design_page  # noqa: PLC0415 - the same

    return design_page()


SCHEMAS: dict[str, tuple[str, Callable[[], dict[str, Any] | str]]] = {
    "content": ("schema/resume.schema.json", _content),
    "letter": ("schema/letter.schema.json", _letter),
    "editions": ("schema/editions.schema.json", _editions),
    "diagnostics": ("schema/diagnostics.schema.json", _diagnostics),
    "verdict": ("schema/verdict.schema.json", _verdict),
    "batch": ("schema/batch.schema.json", _batch),
    "sections": ("docs/sections.md", _sections),
    "design": ("docs/design.md", _design),
}
"""By what each is of: its file in the repository, and what makes its JSON, or its text."""

FOR_EDITORS = ("content", "letter", "editions")
"""Those of what a person writes."""


def schema_text(name: str) -> str:
    """Return a schema as it is kept and printed; the same model gives the same text."""
    _, make = SCHEMAS[name]
    made = make()
    return made if isinstance(made, str) else json.dumps(made, indent=2, ensure_ascii=False) + "\n"
