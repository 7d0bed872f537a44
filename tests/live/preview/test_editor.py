"""A place is opened in the editor that the person has named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.live.preview.editor import command_for

FILE = Path("/cv/my résumé.yaml")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"VISUAL": "code --wait"}, ["code", "-g", f"{FILE}:7:3"]),
        (
            {"EDITOR": "vim", "VISUAL": "'/opt/My Apps/subl' -w"},
            ["/opt/My Apps/subl", f"{FILE}:7:3"],
        ),
        ({"VISUAL": "vim", "EDITOR": "gvim"}, ["gvim", "+7", str(FILE)]),
        ({"EDITOR": "emacsclient -c"}, ["emacsclient", "-c", "-n", "+7:3", str(FILE)]),
        ({"VISUAL": "kate"}, ["kate", "-l", "7", "-c", "3", str(FILE)]),
    ],
)
def test_command(environment: dict[str, str], command: list[str]) -> None:
    """An editor with a window is told the file and the place in its own way."""
    assert command_for(FILE, 7, 3, environment) == command


@pytest.mark.parametrize("environment", [{"EDITOR": "vim"}, {"VISUAL": "nano", "EDITOR": "vi"}])
def test_terminal(environment: dict[str, str]) -> None:
    """An editor of the terminal is not started: the preview has that."""
    with pytest.raises(ValueError, match="has no window of its own"):
        command_for(FILE, 7, 3, environment)
