"""`cvtex schema`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cvtex.schemas import SCHEMAS, schema_text

Name = StrEnum("Name", list(SCHEMAS))  # type: ignore[misc]  # its members are the table's keys

CONTENT = Name("content")


def schema(
    of: Annotated[Name, typer.Argument(help="what it is the schema of")] = CONTENT,
) -> None:
    """Print the JSON Schema of a content file, of the editions or of findings as JSON."""
    # As UTF-8 wherever it is printed: JSON is (RFC 8259), and it goes to a file most often.
    sys.stdout.buffer.write(schema_text(of).encode())
