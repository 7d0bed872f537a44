"""The small command line beside doit; what each verb does stands in `cvtex.commands`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cvtex import __version__
from cvtex.commands.build import build
from cvtex.commands.check import check
from cvtex.commands.doctor import doctor
from cvtex.commands.export import export
from cvtex.commands.import_ import import_
from cvtex.commands.new import new
from cvtex.commands.schema import schema
from cvtex.commands.themes import themes
from cvtex.commands.verify import verify

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Build résumés: YAML in, proven PDFs out.",
    pretty_exceptions_enable=False,
)


def _version(*, asked: bool) -> None:
    if asked:
        sys.stdout.write(f"cvtex {__version__}\n")
        raise typer.Exit


@app.callback()
def _commands(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="show the version")
    ] = False,
) -> None:
    """Build résumés: YAML in, proven PDFs out."""


for command in (build, check, doctor, export, new, schema, themes, verify):
    app.command()(command)
app.command("import")(import_)  # a word of Python's
