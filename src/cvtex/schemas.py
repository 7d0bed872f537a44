"""The JSON Schemas of the files that a person writes: what `schema/` holds, and editors read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = "schema"
"""Where a project keeps them: beside `content/`, whose files name them in their first line."""


def _content() -> dict[str, Any]:
    from cvtex.content.schema import content_schema  # noqa: PLC0415 - heavy, and `--help` is not

    return content_schema()


def _editions() -> dict[str, Any]:
    from cvtex.editions.schema import editions_schema  # noqa: PLC0415 - the same

    return editions_schema()


SCHEMAS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "content": ("resume.schema.json", _content),
    "editions": ("editions.schema.json", _editions),
}
"""By what each is of: its file in the folder, and what makes it."""


def schema_text(name: str) -> str:
    """Return a schema as it is kept and printed; the same model gives the same text."""
    _, make = SCHEMAS[name]
    return json.dumps(make(), indent=2, ensure_ascii=False) + "\n"


def write_schemas(project: Path) -> None:
    """Write all schemas into a project's folder of them, which is made if it is not there."""
    folder = project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, (file, _) in SCHEMAS.items():
        (folder / file).write_text(schema_text(name), encoding="utf-8", newline="\n")
