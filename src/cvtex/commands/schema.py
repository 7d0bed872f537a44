"""`cvtex schema`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cvtex.schemas import SCHEMAS, schema_text


def _known(name: str) -> str:
    if name not in SCHEMAS:
        message = f"there is no schema of `{name}`: there are {', '.join(SCHEMAS)}"
        raise typer.BadParameter(message)
    return name


def schema(
    of: Annotated[
        str,
        typer.Argument(help="what it is the schema of", metavar="|".join(SCHEMAS), callback=_known),
    ] = "content",
) -> None:
    """Print a JSON Schema, or the keys of each type of section as Markdown."""
    # As UTF-8 wherever it is printed: JSON is (RFC 8259), and it goes to a file most often.
    sys.stdout.buffer.write(schema_text(of).encode())
