"""Finds the files of a cover letter: `letter.<name>.<language>.yaml`, and the résumé beside it."""

from __future__ import annotations

import re
from pathlib import Path

from cvtex.content.overlay import overlay_files
from cvtex.source.file import read_source
from cvtex.source.typed import Typed, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

RESUME = "resume"
"""The key that names the résumé whose head a letter has."""

_LETTER = re.compile(r"letter\.(?P<name>.+?)(?:\.(?P<language>[A-Za-z]{2,3}(?:-\w+)*))?\.ya?ml")


def is_letter(path: Path) -> bool:
    """Return whether a file is a cover letter, which its name says."""
    return bool(_LETTER.fullmatch(path.name))


def edition_name(path: Path) -> str:
    """Return the name of the edition of a letter in a project without `editions.yaml`."""
    return path.stem.replace(".", "-")


def resume_of(letter: Path, value: Value | None) -> Path | None:
    """Return the file of the résumé of a letter whose values are given, or None without one.

    It is the one that the letter names, or else the one in the language of the letter's name.
    """
    given = value.value(RESUME) if isinstance(value, TypedMapping) else None
    if isinstance(given, Typed) and given.strip():
        return letter.parent / given.strip()
    match = _LETTER.fullmatch(letter.name)
    language = match["language"] if match else None
    return letter.parent / f"{RESUME}.{language}.yaml" if language else None


def files_of(letter: Path) -> list[Path]:
    """Return the other files that a letter is made of: its résumé, and the overlay of that.

    Every run of doit asks for them, so a letter that names no résumé is not parsed.
    """
    text = read_source(letter).value or ""
    value = parse_yaml(text, letter).value if RESUME in text or "\\" in text else None
    resume = resume_of(letter, value)
    below = resume and ".." not in resume.parts and not Path(resume.name).is_absolute()
    return [resume, *overlay_files(resume)] if resume and below else []
