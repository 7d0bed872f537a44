"""`cvtex themes`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: the verb takes no options."""


def run() -> None:
    """List the themes: cvtex's own, and those in `themes/` of the project here."""
    from cvtex.design.looks import theme_folders  # noqa: PLC0415 - `--help` needs none
    from cvtex.design.theme import describe_theme  # noqa: PLC0415 - the same

    folders = theme_folders(Path("content"))
    width = max(map(len, folders))
    for name, folder in sorted(folders.items()):
        sys.stdout.write(f"{name:{width}}  {describe_theme(folder)}".rstrip() + "\n")
