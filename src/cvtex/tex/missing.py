"""Reports missing programs, TeX files and fonts: what needs them, and how to install them."""

from __future__ import annotations

import re
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.paths import latex_dir

# The lines of themes, scripts and the class that say something to people.
_PROSE = ("%", "#", "description:")
_DOCTOR = "`cvtex doctor` lists what is missing, and how to install it"


def missing_program(name: str) -> Diagnostic:
    """Return the finding for a program that is not in the PATH."""
    return Diagnostic(
        Code.PROGRAM_MISSING, f"the program `{name}` is not installed", hint=_how_to_install(name)
    )


def missing_tex_file(name: str) -> Diagnostic:
    """Return the finding for a file that TeX does not find, at the line that loads it."""
    message = f"TeX has no file `{name}`"
    hint = _how_to_install(name, f"`tlmgr search --global --file /{name}` says what to install")
    return Diagnostic(Code.TEX_PACKAGE_MISSING, message, _place_of(Path(name).stem), hint)


def missing_font(name: str) -> Diagnostic:
    """Return the finding for a font that is not installed, at the line that names it."""
    message = f"the font `{name}` is not installed"
    hint = _how_to_install(name, "`fc-list : family` lists the fonts that are")
    return Diagnostic(Code.FONT_MISSING, message, _place_of(name), hint)


def _how_to_install(name: str, otherwise: str = _DOCTOR) -> str:
    """Return a command that installs what has a name, or a hint if the doctor does not know it."""
    from cvtex.tex.doctor import how_to_install  # noqa: PLC0415 - a build that works needs none
    from cvtex.tex.requirements import requirement_for  # noqa: PLC0415 - the same

    requirement = requirement_for(name)
    if requirement is None:
        return otherwise
    command = how_to_install([requirement])
    if command.count("\n") or not command:
        return _DOCTOR
    return f"{command} (`cvtex doctor` lists all that is missing)"


def _place_of(name: str) -> Span | None:
    """Return the first place of a name in the class, themes and scripts, None if there is none."""
    # A theme has one name for the fonts of all forms of Han.
    names = (name, re.sub(r"\b(SC|TC|HK|JP|KR)$", "{form}", name))
    for path in sorted(latex_dir().rglob("*.*")):
        if path.suffix not in {".cls", ".sty", ".def", ".yaml"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            named = next((name for name in names if name in line), "")
            if named and not line.lstrip().startswith(_PROSE):
                return Span(_from_here(path), number, line.index(named) + 1, len(named))
    return None


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
