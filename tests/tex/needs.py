"""Requirements by name, and programs that stand in for them."""

from __future__ import annotations

from pathlib import Path

from cvtex.tex.requirements import REQUIREMENTS, Requirement, RequirementKind, requirement_for

PROGRAMS = tuple(one for one in REQUIREMENTS if one.kind is RequirementKind.PROGRAM)
TEX_FILES = tuple(one for one in REQUIREMENTS if one.kind is RequirementKind.TEX_FILE)
FONTS = tuple(one for one in REQUIREMENTS if one.kind is RequirementKind.FONT)
NATIVE = (*PROGRAMS, *TEX_FILES, *FONTS)


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
