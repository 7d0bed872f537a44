"""Requirements by name, and programs that stand in for them."""

from __future__ import annotations

from pathlib import Path

from cvtex.tex.requirements import (
    Requirement,
    requirement_for,
)


def need(name: str) -> Requirement:
    """Return the requirement of a name that the table must know."""
    found = requirement_for(name)
    assert found is not None, name
    return found


def script(path: Path, text: str) -> None:
    """Put a shell script where a program was."""
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
