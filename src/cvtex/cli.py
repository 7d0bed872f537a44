"""The small command line beside doit; what each verb does stands in `cvtex.commands`."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from typing import Annotated

import typer

from cvtex.commands.build import build
from cvtex.commands.check import check
from cvtex.commands.doctor import doctor
from cvtex.commands.export import export
from cvtex.commands.import_ import import_
from cvtex.commands.new import new
from cvtex.commands.schema import schema
from cvtex.commands.verify import verify
from cvtex.shortage import NO_MEMORY, NO_ROOM, is_out_of_memory

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Build résumés: YAML in, proven PDFs out.",
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line: exit status 0 fine, 1 the user's content, 2 usage, 3 a bug of ours."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal can't show is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where it can be told that there was no room
    except BrokenPipeError:
        os._exit(1)  # whoever read it, as `head`, has gone
    except Exception as error:  # noqa: BLE001 - the one place where a bug of ours is told apart
        if isinstance(error, OSError) and error.errno == errno.ENOSPC and not error.filename:
            sys.stderr.write(NO_ROOM)
            os._exit(1)  # what is left to print would fail once more
        if is_out_of_memory(error):
            sys.stderr.write(NO_MEMORY)
            raise SystemExit(1) from None
        import traceback  # noqa: PLC0415 - for bugs alone

        traceback.print_exc()
        sys.stderr.write("cvtex: this is a bug, please report it with the lines above\n")
        raise SystemExit(3) from None
    finally:
        gc.freeze()


def _version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - asked for seldom

        sys.stdout.write(f"cvtex {version('cvtex')}\n")
        raise typer.Exit


@app.callback()
def _commands(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="show the version")
    ] = False,
) -> None:
    """Build résumés: YAML in, proven PDFs out."""


for command in (build, check, doctor, export, new, schema, verify):
    app.command()(command)
app.command("import")(import_)  # a word of Python's
