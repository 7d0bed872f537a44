"""`cvtex doit`."""

from __future__ import annotations


def run(arguments: list[str]) -> None:
    """Run doit, where only `cvtex` is on the PATH, as it is with pipx."""
    from doit.doit_cmd import DoitMain  # noqa: PLC0415 - heavy, and `--help` is not

    raise SystemExit(DoitMain().run(arguments))
