"""The doctor: what it finds on real and on maimed machines, and what it says to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from cvtex.tex.doctor import (
    Finding,
    State,
    examine,
    exit_status,
    report,
)
from cvtex.tex.requirements import (
    Manager,
    Requirement,
    RequirementKind,
    install_command,
)

from .needs import FONTS, NATIVE, PROGRAMS, TEX_FILES, need, script


@pytest.fixture
def bin_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with links to the needed programs, and make it the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in (*(one.name for one in PROGRAMS), "sh", "env", "perl", "cat", "sleep"):
        place = shutil.which(name)
        assert place, f"{name} is not on this machine"
        (folder / name).symlink_to(place)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    """Return findings by what they are about."""
    return {finding.requirement.name: finding for finding in findings}


def test_everything_is_found_where_everything_is() -> None:
    """On a ready machine each thing has a place and a version, in the order of the table."""
    findings = examine(NATIVE)
    assert [finding.requirement for finding in findings] == list(NATIVE)
    assert [finding for finding in findings if finding.state is not State.OK] == []
    assert all(finding.place and Path(finding.place).exists() for finding in findings)
    assert all(re.match(r"\d", finding.version) for finding in findings)
    assert exit_status(findings) == 0


def test_versions_are_the_packages_own() -> None:
    """The versions are those that the machine's package manager knows the packages by."""
    if not shutil.which("dpkg-query"):
        pytest.skip("only Debian's packages are compared")
    versions = {name: finding.version for name, finding in by_name(examine(NATIVE)).items()}
    for name in ("latexmk", "pdftotext", "fc-list"):
        package = need(name).packages
        assert package
        command = ["dpkg-query", "--show", "--showformat=${Version}", package.apt]
        known = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert known.split(":")[-1].startswith(versions[name])


@pytest.mark.long
def test_the_names_of_debians_packages_are_true() -> None:
    """Each thing is in the Debian package that the table names."""
    if not shutil.which("dpkg-query"):
        pytest.skip("dpkg knows which package has a file")
    for finding in examine(NATIVE):
        assert finding.place
        assert finding.requirement.packages
        places = {finding.place, str(Path(finding.place).resolve())}
        command = ["dpkg-query", "--search", *places]
        owners = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        assert re.search(rf"^{finding.requirement.packages.apt}[:,]", owners, re.MULTILINE), owners


def test_it_is_fast() -> None:
    """To look for everything takes less than a second of the processor, the best of three."""
    times = []
    for _ in range(3):
        start = sum(os.times()[:4])
        examine()
        times.append(sum(os.times()[:4]) - start)

    assert min(times) < 1


@pytest.mark.parametrize("name", [one.name for one in PROGRAMS])
def test_a_missing_program_is_a_finding(name: str, bin_dir: Path) -> None:
    """Any one program missing from the PATH is said to be missing, and the others are not."""
    (bin_dir / name).unlink()
    findings = examine(PROGRAMS)
    states = {one: finding.state for one, finding in by_name(findings).items()}
    expected = dict.fromkeys(states, State.OK) | {name: State.MISSING}
    assert states == expected
    assert exit_status(findings) == 1


def test_an_empty_machine_is_only_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing on the PATH all is missing, and one command installs the whole of it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = examine(NATIVE)
    assert {finding.state for finding in findings} == {State.MISSING}
    text = report(findings, Manager.APT)
    assert install_command(NATIVE, Manager.APT) in text
    assert "kpsewhich is missing" in text
    assert "fc-list is missing" in text


@pytest.mark.long  # by day one that fails, and tests/verify/test_readers.py
def test_a_program_that_hangs_is_broken(bin_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that never answers is given up on, and so is what was asked of it."""
    monkeypatch.setattr("cvtex.tex.doctor._SECONDS", 3)
    for name in ("xelatex", "kpsewhich", "fc-list"):
        script(bin_dir / name, "sleep 600")
    findings = by_name(examine(NATIVE))
    assert findings["xelatex"].state is State.BROKEN
    assert findings["xelatex"].trouble == "does not answer"
    assert findings["xeCJK.sty"].trouble == "kpsewhich does not answer"
    assert findings["Noto Serif CJK SC"].trouble == "fc-list does not answer"
    assert findings["pdftotext"].state is State.OK


def test_a_program_that_fails_is_broken(bin_dir: Path) -> None:
    """A program that cannot even tell its version is broken, with its exit status."""
    script(bin_dir / "xelatex", "echo 'error while loading shared libraries' >&2; exit 127")
    finding = by_name(examine(PROGRAMS))["xelatex"]
    assert (finding.state, finding.trouble) == (State.BROKEN, "ends with status 127")


def test_a_program_that_is_none_is_broken(bin_dir: Path) -> None:
    """A file that the system cannot run is broken, and no exception comes of it."""
    (bin_dir / "xelatex").unlink()
    (bin_dir / "xelatex").write_bytes(b"\x7fELF and no more")
    (bin_dir / "xelatex").chmod(0o755)
    finding = by_name(examine(PROGRAMS))["xelatex"]
    assert finding.state is State.BROKEN
    assert finding.trouble.startswith("does not start")


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ("XeTeX 3.141592653-2.6-0.999996 (TeX Live 2024)", "0.999996, TeX Live 2024"),
        ("MiKTeX-XeTeX 4.12 (MiKTeX 23.10)", "4.12"),
        ("This is xdvipdfmx Version 20240305 by the DVIPDFMx project team,", "20240305"),
        ("Latexmk, John Collins, 7 Apr. 2024. Version 4.86a", "4.86a"),
        ("perl: warning: Setting locale failed.\nVersion 4.79", "4.79"),
        ("it works", ""),
    ],
)
def test_a_programs_version_is_read_out_of_its_words(
    says: str, version: str, bin_dir: Path
) -> None:
    """Of what a program says of itself only the version remains."""
    script(bin_dir / "xelatex", f"cat <<'END'\n{says}\nEND")
    finding = by_name(examine(PROGRAMS))["xelatex"]
    assert (finding.state, finding.version) == (State.OK, version)


def test_a_tex_file_that_kpsewhich_cannot_find_is_missing() -> None:
    """A TeX file that is in no tree is missing, and those beside it are found."""
    invented = replace(need("xeCJK.sty"), name="cvtex-no-such-file.sty")
    missing, found = examine([invented, need("xeCJK.sty")])
    assert (missing.state, missing.place, missing.trouble) == (State.MISSING, None, "")
    assert found.state is State.OK


def test_tex_files_are_looked_for_where_tex_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an empty search path every TeX file is missing; one that is there is then found."""
    monkeypatch.setenv("TEXINPUTS", str(tmp_path))
    assert {finding.state for finding in examine(TEX_FILES)} == {State.MISSING}
    source = "\\ProvidesExplPackage % a comment\n  {xeCJK} {2030-01-02} {4.0} {}"
    (tmp_path / "xeCJK.sty").write_text(source, encoding="utf-8")
    (finding,) = examine([need("xeCJK.sty")])
    assert (finding.place, finding.version) == (str(tmp_path / "xeCJK.sty"), "4.0")


@pytest.mark.parametrize(
    ("source", "version"),
    [
        (r"\ProvidesPackage{x}[2020/01/02 v5.9 Geometry]", "5.9"),
        ("\\ProvidesClass{x}\n  [2022/07/02 v1.4n\n Standard class]", "1.4n"),
        ("\\ProvidesExplPackage{x}%\n  {2022/01/15}{2.8a}{Fonts}", "2.8a"),
        (r"\ProvidesExplPackage{x}{2023-01-16}{}{Options}", "2023-01-16"),
        (r"\ProvidesPackage{x}[2024/02/03 without a number]", "2024/02/03"),
        (r"\def\ExplFileDate{2023-01-16}\ProvidesPackage{x}[\ExplFileDate\space y]", "2023-01-16"),
        ("% \\ProvidesPackage{x}[2020/01/02 v1]\n\\relax", ""),
        ("\\ProvidesPackage{x}", ""),
        ("", ""),
    ],
)
def test_a_tex_files_version_is_what_it_says_of_itself(
    source: str, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    r"""Every form of \Provides… gives a version or a date; a file without them is still ok."""
    monkeypatch.setenv("TEXINPUTS", str(tmp_path))
    (tmp_path / "xeCJK.sty").write_text(source, encoding="utf-8")
    (finding,) = examine([need("xeCJK.sty")])
    assert (finding.state, finding.version) == (State.OK, version)


def fontconfig(folder: Path, *fonts: Path) -> str:
    """Write a configuration in which fontconfig has these fonts only, and return its path."""
    (folder / "fonts").mkdir()
    for font in fonts:
        (folder / "fonts" / font.name).symlink_to(font)
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return str(config)


def test_without_fonts_all_fonts_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where fontconfig has no fonts every needed font is missing."""
    monkeypatch.setenv("FONTCONFIG_FILE", fontconfig(tmp_path))
    assert {finding.state for finding in examine(FONTS)} == {State.MISSING}


def test_a_style_that_a_font_lacks_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A family of which some styles are not installed is missing, and the styles are named."""
    (serif,) = examine([need("Noto Serif CJK SC")])
    (libertine,) = examine([need("Linux Libertine O")])
    assert serif.place
    assert libertine.place
    config = fontconfig(tmp_path, Path(serif.place), Path(libertine.place))
    monkeypatch.setenv("FONTCONFIG_FILE", config)
    findings = by_name(examine(FONTS))
    assert findings["Noto Serif CJK SC"].state is State.MISSING
    assert findings["Noto Serif CJK SC"].trouble == "no bold"
    assert findings["Linux Libertine O"].trouble == "no bold, italic, bold italic"
    assert findings["Noto Sans CJK SC"].trouble == ""


VARIABLE = """\
/vf.ttc\tNoto Serif CJK SC\t80\t0\t131137\tFalse
/vf.ttc\tNoto Serif CJK SC\t200\t0\t131137\tFalse
/vf.ttc\tNoto Serif CJK SC\t[40 210]\t0\t131137\tTrue"""
STATIC = """\
/regular.otf\tNoto Serif CJK SC\t80\t0\t131137\tFalse
/bold.otf\tNoto Serif CJK SC,Noto Serif CJK SC Bold\t200\t0\t131137\tFalse"""


def test_a_variable_font_does_not_count(bin_dir: Path) -> None:
    """A variable font alone is no font for XeTeX; beside static ones it does no harm."""
    # As fc-list 2.14 lists a variable font: its styles, and itself.
    for listing, state in ((VARIABLE, State.MISSING), (f"{VARIABLE}\n{STATIC}", State.OK)):
        script(bin_dir / "fc-list", f"cat <<'END'\n{listing}\nEND")
        (finding,) = examine([need("Noto Serif CJK SC")])
        assert finding.state is state
    assert (finding.place, finding.version) == ("/regular.otf", "2.001")


def test_python_packages_are_found_by_their_metadata() -> None:
    """A Python package that is installed has its version; one that isn't is missing."""
    requirements = [
        Requirement(RequirementKind.PYTHON, "pytest", "tests"),
        Requirement(RequirementKind.PYTHON, "cvtex-no-such-package", "nothing"),
    ]
    found, missing = examine(requirements)
    assert (found.state, found.version) == (State.OK, pytest.__version__)
    assert missing.state is State.MISSING
