"""`cvtex schema`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from cvtex.commands.shared.schemas import SCHEMAS, schema_text


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "of",
        choices=list(SCHEMAS),
        nargs="?",
        default="content",
        help="what it is the schema of (default: content)",
    )


def run(*, of: str) -> None:
    """Print a JSON Schema, or the keys of each type of section as Markdown."""
    # As UTF-8 wherever it is printed: JSON is (RFC 8259), and it goes to a file most often.
    sys.stdout.buffer.write(schema_text(of).encode())
