"""`cvtex build`."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvtex.commands.options import Language, Verbose
from cvtex.commands.output import missing_folder
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.reports import Format, show

if TYPE_CHECKING:
    from cvtex.design.looks import Looks


def build(  # noqa: PLR0913, PLR0917 - a verb's options
    file: Annotated[Path, typer.Argument(help="a content file, anywhere", readable=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            dir_okay=False,
            help="the PDF, or a file in another format (default: a PDF beside the file)",
        ),
    ] = None,
    language: Language = "",
    theme: Annotated[str, typer.Option("--theme", help="the theme: see `cvtex themes`")] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="design.KEY=VALUE", help="an option of the design"),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="how findings are shown")] = Format.TEXT,
    *,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="also make a PDF that fails a check, and mark it")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Build the PDF of one content file, or another format of it, without a project around it."""
    from cvtex.design.looks import PLAIN  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.formats import write_file  # noqa: PLC0415 - the same
    from cvtex.pipeline import build as build_pdf  # noqa: PLC0415 - the same
    from cvtex.writers import formats  # noqa: PLC0415 - the same

    target = output or file.parent / f"{file.stem}.pdf"
    start = time.perf_counter()
    looks, hindrance = _looks(file, theme, settings or []), missing_folder(target)
    if not looks.ok:
        show(looks.diagnostics, form, sys.stderr)
        raise typer.Exit(1)
    if not hindrance and target.suffix.lower().removeprefix(".") in formats():
        written = write_file(file, target, language, looks.value or PLAIN, verbose=verbose)
        show(looks.diagnostics + written.diagnostics, form, sys.stderr)
        if not written.ok:
            raise typer.Exit(1)
        sys.stdout.write(f"{written.value}\n")
        return
    built = (
        failed(hindrance)
        if hindrance
        else build_pdf(
            file, target, language, looks.value or PLAIN, keep_going=keep_going, verbose=verbose
        )
    )
    seconds = time.perf_counter() - start
    show(looks.diagnostics + built.diagnostics, form, sys.stderr)
    if built.value is not None:
        from cvtex.verdicts.verdict import describe  # noqa: PLC0415 - the same

        line = describe(built.value.record(target, None))
        sys.stdout.write(f"{line}, {seconds:.1f} s  {target}\n")
    if not built.ok:
        raise typer.Exit(1)


def _looks(file: Path, theme: str, settings: list[str]) -> Checked[Looks]:
    """Return the looks that options of the command line ask for.

    A setting, `design.accent=B00020` or `design.fonts.text=Lato`, is read as YAML.
    """
    from cvtex.content.yaml import parse_yaml  # noqa: PLC0415 - heavy, and seldom so
    from cvtex.design.looks import read_looks  # noqa: PLC0415 - the same

    lines = [f"theme: {theme}"] if theme else []
    for setting in settings:
        match = re.fullmatch(r"design\.(\w+)(?:\.(\w+))?=(.*)", setting)
        if not match:
            raise typer.BadParameter(
                f"`{setting}` has to be design.KEY=VALUE, as design.accent=B00020"
            )
        value = match[3] if match[3].startswith("{") else "'" + match[3].replace("'", "''") + "'"
        lines.append(f"{match[1]}: {f'{{{match[2]}: {value}}}' if match[2] else value}")
    findings: list[Diagnostic] = []
    read = parse_yaml("\n".join(lines), Path("--set"))
    findings += read.diagnostics
    looks = read_looks(None, read.value, file.parent, findings)
    return Checked(looks, tuple(findings))
