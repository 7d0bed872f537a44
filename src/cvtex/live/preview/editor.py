"""Opens a file at a place in the person's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Editors with a window, by their program: how each is told a file and a place. What runs in a
# terminal is not among them: the preview's own terminal is taken.
_PLACES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"),
        ("-g", "{file}:{line}:{column}"),
    ),
    **dict.fromkeys(
        ("subl", "sublime_text", "zed", "zeditor", "lapce"), ("{file}:{line}:{column}",)
    ),
    **dict.fromkeys(("gvim", "mvim", "nvim-qt", "xed", "pluma"), ("+{line}", "{file}")),
    **dict.fromkeys(("gedit", "gnome-text-editor"), ("+{line}:{column}", "{file}")),
    **dict.fromkeys(("emacsclient",), ("-n", "+{line}:{column}", "{file}")),
    **dict.fromkeys(("kate", "kwrite"), ("-l", "{line}", "-c", "{column}", "{file}")),
    **dict.fromkeys(("mate", "bbedit"), ("-l", "{line}", "{file}")),
    **dict.fromkeys(("idea", "pycharm", "webstorm"), ("--line", "{line}", "{file}")),
    "notepad++": ("-n{line}", "-c{column}", "{file}"),
}
_LIKELY = ("code", "codium", "cursor")
"""Editors that are started if no variable names one."""


def command_for(
    file: Path, line: int, column: int, environment: Mapping[str, str] = os.environ
) -> list[str]:
    """Return the command that opens a file at a place.

    `$VISUAL` goes before `$EDITOR`; one that is a terminal's makes way for the other. ValueError:
    there is no editor with a window; says what to do.
    """
    named = [environment.get(name, "") for name in ("VISUAL", "EDITOR")]
    for text in filter(None, named):
        try:
            words = shlex.split(text)
        except ValueError:
            continue
        # Waiting for the file to be closed is for programs that ask for a text.
        words = [word for word in words if word not in ("-w", "--wait", "--block")]
        program = Path(words[0]).name.removesuffix(".exe").lower() if words else ""
        if program in _PLACES:
            return [*words, *_filled(program, file, line, column)]
    for program in _LIKELY if not any(named) else ():
        if found := shutil.which(program):
            return [found, *_filled(program, file, line, column)]
    if first := next(filter(None, named), ""):
        raise ValueError(f"`{first}` has no window of its own; set VISUAL, as in `VISUAL=code`")
    raise ValueError("no editor is known: set VISUAL, as in `VISUAL=code`")


def open_at(file: Path, line: int, column: int) -> None:
    """Start the editor, without waiting for it. ValueError: it can't be; says why."""
    command = command_for(file.absolute(), line, column)
    try:
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C ends the preview and not the editor
        )
    except OSError as error:
        raise ValueError(f"`{command[0]}` can't be started: {error.strerror}") from error


def _filled(program: str, file: Path, line: int, column: int) -> list[str]:
    return [part.format(file=file, line=line, column=column) for part in _PLACES[program]]
