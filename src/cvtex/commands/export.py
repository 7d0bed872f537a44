"""`cvtex export`."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from cvtex.commands.shared.looks import cited, tailoring_for
from cvtex.commands.shared.options import add_audience, add_content, add_force, add_output
from cvtex.commands.shared.output import hand_out


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    add_content(parser)
    add_output(parser, "the JSON file (default: printed)")
    add_audience(parser)
    parser.add_argument(
        "--private", action="store_true", help="include what private.yaml and CVTEX_PRIVATE add"
    )
    add_force(parser)


def run(
    *, file: Path, output: Path | None, audience: list[str], private: bool, force: bool
) -> None:
    """Write a content file as JSON Resume."""
    from cvtex.content.overlay import is_overlaid  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.exchange.export.exporting import export_file  # noqa: PLC0415 - the same

    what = f"a JSON Resume, from {file}"
    if is_overlaid(file):
        what += ", with the private details" if private else ", without the private details"
    exported = export_file(file, tailoring_for(audience), private=private)
    cited_findings = replace(exported, diagnostics=cited(exported.diagnostics))
    hand_out(cited_findings, output, what, (".json",), force=force)
