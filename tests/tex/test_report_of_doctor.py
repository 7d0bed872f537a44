"""What the doctor says: a table of all that it found, and the command that installs the rest."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from cvtex.tex.doctor import (
    Finding,
    exit_status,
    how_to_install,
    managers_here,
    report,
)
from cvtex.tex.requirements import (
    REQUIREMENTS,
    Manager,
)

from .needs import need, script


def fake_system(
    folder: Path, monkeypatch: pytest.MonkeyPatch, programs: list[str], release: dict[str, str]
) -> None:
    """Make this machine one with these package managers and this /etc/os-release."""
    for program in programs:
        script(folder / program, "exit 0")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: release)


@pytest.mark.skipif(sys.platform != "linux", reason="macOS always means brew")
@pytest.mark.parametrize(
    ("programs", "release", "managers"),
    [
        (["apt-get"], {"ID": "debian"}, [Manager.APT]),
        (["dnf"], {"ID": "void"}, [Manager.DNF]),
        (["apt-get", "dnf"], {"ID": "fedora"}, [Manager.DNF]),
        (["apt-get", "pacman", "brew"], {"ID": "manjaro", "ID_LIKE": "arch"}, [Manager.PACMAN]),
        (["apt-get", "brew"], {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, [Manager.APT]),
        (["pacman", "brew"], {"ID": "void"}, [Manager.PACMAN]),
        (["brew"], {"ID": "fedora"}, [Manager.BREW]),
        ([], {"ID": "debian"}, list(Manager)),
    ],
)
def test_the_systems_own_manager_is_chosen(
    programs: list[str],
    release: dict[str, str],
    managers: list[Manager],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of several package managers the system's own is taken; without any, all four are told."""
    fake_system(tmp_path, monkeypatch, programs, release)
    assert list(managers_here()) == managers


def test_without_a_manager_all_four_commands_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On an unknown system one reads the command for each of apt, dnf, pacman and brew."""
    fake_system(tmp_path, monkeypatch, [], {"ID": "void"})
    assert how_to_install([need("pdftotext")]).splitlines() == [
        "apt:    sudo apt-get install --no-install-recommends poppler-utils",
        "dnf:    sudo dnf install poppler-utils",
        "pacman: sudo pacman -S --needed poppler",
        "brew:   brew install poppler",
    ]
    assert how_to_install([need("doit")]) == "python -m pip install doit"


SAMPLE = [
    Finding(need("xelatex"), "/usr/bin/xelatex", "0.999994, TeX Live 2022"),
    Finding(need("latexmk"), None),
    Finding(need("pdftotext"), "/usr/bin/pdftotext", trouble="does not answer"),
    Finding(need("xeCJK.sty"), "/usr/share/xeCJK.sty", "3.9.1"),
    Finding(need("Noto Serif CJK SC"), None, trouble="no bold"),
]


def test_a_report_is_a_table_and_a_command() -> None:
    """The report has a group for each kind, aligned columns, and the command at its end."""
    assert report(SAMPLE, Manager.APT).split("\n", 2)[2] == (
        "Programs\n"
        "  xelatex            ok       0.999994, TeX Live 2022  sets the type\n"
        "  latexmk            missing                           runs the engine\n"
        "  pdftotext          broken   does not answer\n"
        "\n"
        "TeX files\n"
        "  xeCJK.sty          ok       3.9.1                    Chinese text\n"
        "\n"
        "Fonts\n"
        "  Noto Serif CJK SC  missing  no bold\n"
        "\n"
        "Installed, but not working: pdftotext.\n"
        "\n"
        "To install what is missing:\n"
        "\n"
        "  sudo apt-get install --no-install-recommends latexmk fonts-noto-cjk"
    )


def test_a_report_begins_with_the_versions_of_cvtex_and_python() -> None:
    """Who asks for help and pastes the report has told the versions."""
    version = ".".join(map(str, sys.version_info[:3]))
    assert re.match(rf"cvtex \S.*, Python {version}\n", report(SAMPLE, Manager.APT))


def test_a_report_of_a_ready_machine_says_so() -> None:
    """If nothing is missing there is no command."""
    text = report(SAMPLE[:1], Manager.APT)
    assert text.endswith("\n\nEverything that a build needs is installed.")
    assert "To install" not in text.split("\n\n", 1)[1]


@pytest.mark.parametrize("trouble", ["", "kpsewhich does not answer"])
def test_a_report_fits_a_terminal(trouble: str) -> None:
    """At 80 columns only the command, which must be one line, is longer."""
    for place in (None, "/there"):
        findings = [Finding(one, place, "0.999994, TeX Live 2022", trouble) for one in REQUIREMENTS]
        table = report(findings, Manager.APT).split("To install")[0]
        assert max(map(len, table.splitlines())) <= 80
        assert not re.search(r" +$", table, re.MULTILINE)


def test_the_exit_status_is_that_of_the_worst() -> None:
    """0 is for a ready machine only: what is missing or broken makes it 1."""
    statuses = [exit_status([finding]) for finding in SAMPLE]
    assert statuses == [0, 1, 1, 0, 1]
    assert exit_status([]) == 0
