"""`cvtex doctor`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "--packages",
        choices=("apt", "dnf", "pacman", "brew"),
        metavar="apt|dnf|pacman|brew",
        help="print the names of all packages that a build needs, for a script",
    )


def run(*, packages: str | None) -> None:
    """Say what the build needs, what is there, and how to install what is missing."""
    if packages:
        from cvtex.tex.requirements import (  # noqa: PLC0415 - `--help` needs no table
            Manager,
            package_names,
        )

        sys.stdout.write(" ".join(package_names(Manager(packages))) + "\n")
        return
    from cvtex.tex.doctor import (  # noqa: PLC0415 - heavy, and `--help` is not
        examine,
        exit_status,
        report,
    )

    findings = examine()
    sys.stdout.write(report(findings) + "\n")
    raise SystemExit(exit_status(findings))
