"""`cvtex doctor`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: the verb takes no options."""


def run() -> None:
    """Say what the build needs, what is there, and how to install what is missing."""
    from cvtex.tex.doctor import (  # noqa: PLC0415 - heavy, and `--help` is not
        examine,
        exit_status,
        report,
    )

    findings = examine()
    sys.stdout.write(report(findings) + "\n")
    raise SystemExit(exit_status(findings))
