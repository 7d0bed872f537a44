"""The JSON Schemas in `schema/`: of what a person writes, for editors, and of what tools read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

FOLDER = "schema"
"""Where a project keeps them: beside `content/`, whose files name them in their first line."""


def _content() -> dict[str, Any]:
    from cvtex.content.schema import content_schema  # noqa: PLC0415 - heavy, and `--help` is not

    return content_schema()


def _editions() -> dict[str, Any]:
    from cvtex.editions.schema import editions_schema  # noqa: PLC0415 - the same

    return editions_schema()


def _diagnostics() -> dict[str, Any]:
    from cvtex.reports.json import schema  # noqa: PLC0415 - the same

    return schema()


def _verdict() -> dict[str, Any]:
    from cvtex.verdicts.schema import verdict_schema  # noqa: PLC0415 - the same

    return verdict_schema()


SCHEMAS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "content": ("resume.schema.json", _content),
    "editions": ("editions.schema.json", _editions),
    "diagnostics": ("diagnostics.schema.json", _diagnostics),
    "verdict": ("verdict.schema.json", _verdict),
}
"""By what each is of: its file in the folder, and what makes it."""

FOR_EDITORS = ("content", "editions")
"""Those of what a person writes."""


def schema_text(name: str) -> str:
    """Return a schema as it is kept and printed; the same model gives the same text."""
    _, make = SCHEMAS[name]
    return json.dumps(make(), indent=2, ensure_ascii=False) + "\n"
