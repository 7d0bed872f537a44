"""What findings are shown on: a terminal or a pipe, with colours or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from running import on_terminal

if TYPE_CHECKING:
    from running import Program

BROKEN = "language: en\nname: Ada Sample\nnaem: Ada\nsummary: " + "word " * 100 + "\n"
NONE = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"), "")
ESC = "\x1b"


@pytest.fixture
def broken(program: Program) -> Program:
    """Return cvtex, in a folder with a broken content file."""
    (program.folder / "me.yaml").write_text(BROKEN, encoding="utf-8")
    return program


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        pytest.param({"NO_COLOR": "0"}, False, marks=pytest.mark.long),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        pytest.param({"TERM": "dumb"}, False, marks=pytest.mark.long),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_terminal(
    broken: Program,
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001 - it is what is expected
) -> None:
    """On a terminal there are colours, unless the person wants none or it can't show them."""
    ran = on_terminal(broken.command("check", "me.yaml"), broken.folder, **environment)

    assert ran.status == 1
    assert (f"{ESC}[1;31merror[key-unknown]{ESC}[0m: " in ran.out) is coloured
    assert (ESC in ran.out) is coloured


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_pipe(
    broken: Program,
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001 - the same
) -> None:
    """In a pipe there are no colours, unless the person wants them."""
    ran = broken.run("check", "me.yaml", **NONE | environment)

    assert (ESC in ran.out) is coloured


@pytest.mark.parametrize("form", ["json", pytest.param("github", marks=pytest.mark.long)])
def test_tools_get_no_colours(broken: Program, form: str) -> None:
    """What is for a tool is the same on a terminal as in a pipe."""
    command = ("check", "me.yaml", "--format", form)
    shown = on_terminal(broken.command(*command), broken.folder, FORCE_COLOR="1")

    assert shown.out == broken.run(*command).out


def test_columns(broken: Program) -> None:
    """A source line is cut where the terminal ends, so that its caret stays below it."""
    broken.folder.joinpath("me.yaml").write_text(
        BROKEN + f"sections: []\n{'x' * 300}: 1\n", encoding="utf-8"
    )
    ran = on_terminal(broken.command("check", "me.yaml"), broken.folder, 60, NO_COLOR="1")
    lines = [line for line in ran.out.splitlines() if " | " in line]

    assert 55 < max(len(line) for line in lines) <= 60
    assert lines[-1].endswith("^")
