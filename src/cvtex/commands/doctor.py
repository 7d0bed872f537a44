"""`cvtex doctor`."""

from __future__ import annotations

import sys

import typer


def doctor() -> None:
    """Say what the build needs, what is there, and how to install what is missing."""
    from cvtex.tex.doctor import (  # noqa: PLC0415 - heavy, and `--help` is not
        examine,
        exit_status,
        report,
    )

    findings = examine()
    sys.stdout.write(report(findings) + "\n")
    raise typer.Exit(exit_status(findings))
