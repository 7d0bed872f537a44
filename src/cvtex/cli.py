"""The small command line beside doit. Each command is one function; the work is elsewhere."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.diagnostics import render

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
        app()
    except Exception:  # noqa: BLE001 - the one place where a bug of ours is told apart
        import traceback  # noqa: PLC0415 - for bugs alone

        traceback.print_exc()
        sys.stderr.write("cvtex: this is a bug, please report it with the lines above\n")
        raise SystemExit(3) from None


def _version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - asked for seldom

        sys.stdout.write(f"cvtex {version('cvtex')}\n")
        raise typer.Exit


@app.callback()
def _commands(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="say which it is")
    ] = False,
) -> None:
    """Build résumés: YAML in, proven PDFs out."""


@app.command()
def build(
    file: Annotated[Path, typer.Argument(help="a content file, anywhere")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the PDF (default: beside the file)"),
    ] = None,
) -> None:
    """Build the PDF of one content file, without a project around it."""
    from cvtex.pipeline import build as build_pdf  # noqa: PLC0415 - heavy, and `--help` is not

    built = build_pdf(file, output or file.parent / f"{file.stem}.pdf")
    if built.diagnostics:
        sys.stderr.write(render(built.diagnostics) + "\n")
    if not built.ok or built.value is None:
        raise typer.Exit(1)
    sys.stdout.write(built.value.describe(file.stem) + "\n")


@app.command()
def doctor() -> None:
    """Say what the build needs, what is there, and how to install what is missing."""
    from cvtex.tex.doctor import examine, exit_status, report  # noqa: PLC0415 - as above

    findings = examine()
    sys.stdout.write(report(findings) + "\n")
    raise typer.Exit(exit_status(findings))
