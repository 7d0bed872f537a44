"""The doctor: what it finds on real and on maimed machines, and what it says to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cvtex.design.looks import Looks, theme_folders
from cvtex.design.theme import load_design
from cvtex.paths import latex_dir
from cvtex.tex.doctor import (
    STYLES,
    Finding,
    State,
    examine,
    exit_status,
    how_to_install,
    managers_here,
    report,
)
from cvtex.tex.requirements import (
    REQUIREMENTS,
    Manager,
    Packages,
    Requirement,
    RequirementKind,
    install_command,
    requirement_for,
)

PROGRAMS = tuple(one for one in REQUIREMENTS if one.kind is RequirementKind.PROGRAM)
TEX_FILES = tuple(one for one in REQUIREMENTS if one.kind is RequirementKind.TEX_FILE)
FONTS = tuple(one for one in REQUIREMENTS if one.kind is RequirementKind.FONT)
NATIVE = (*PROGRAMS, *TEX_FILES, *FONTS)


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


def need(name: str) -> Requirement:
    """Return the requirement of a name that the table must know."""
    found = requirement_for(name)
    assert found is not None, name
    return found


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    """Return findings by what they are about."""
    return {finding.requirement.name: finding for finding in findings}


def script(path: Path, text: str) -> None:
    """Put a shell script where a program was."""
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


# --- examine


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


# --- the table


def test_what_the_class_loads_is_in_the_table() -> None:
    """Each package, class and font of others that the TeX files name is a requirement."""
    files = [path for path in latex_dir().rglob("*") if path.suffix in {".cls", ".sty", ".def"}]
    sources = [path.read_text(encoding="utf-8") for path in files]
    packages = re.findall(r"\\RequirePackage(?:\[[^]]*\])?\{([^}]*)\}", "\n".join(sources))
    names = [f"{name.strip()}.sty" for group in packages for name in group.split(",")]
    themes = [
        load_design(Looks(folder.name), Path()).value for folder in theme_folders(Path()).values()
    ]
    fonts = [
        face.family.format(form="SC")
        for design in themes
        for face in (design.fonts.values() if design else ())
    ]
    assert names
    assert fonts
    others = {*names, *fonts} - {path.name for path in files}
    assert [name for name in others if requirement_for(name) is None] == []


def test_the_python_packages_are_the_projects_own() -> None:
    """The Python packages of the table are the dependencies of pyproject.toml."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    dependencies = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.split(r"[<>=!~;\[ ]", dependency)[0] for dependency in dependencies]
    assert [one.name for one in REQUIREMENTS if one.kind is RequirementKind.PYTHON] == names


def test_every_requirement_has_a_package_for_every_manager() -> None:
    """Whatever is missing, each of the four package managers gets a command for it."""
    for requirement in NATIVE:
        for manager in Manager:
            command = install_command([requirement], manager)
            assert re.match(r"(sudo (apt-get|dnf|pacman)|brew) .*[a-z]", command)
            assert "pip" not in command
    assert all(set(font.styles) <= set(STYLES) and font.styles for font in FONTS)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("xeCJK.sty", "xeCJK.sty"),
        ("/usr/share/texmf/tex/xelatex/xeCJK.sty", "xeCJK.sty"),
        ("xelatex", "xelatex"),
        ("Noto Serif CJK SC", "Noto Serif CJK SC"),
        ('"Noto Serif CJK SC"', "Noto Serif CJK SC"),
        ("noto serif cjk sc", "Noto Serif CJK SC"),
        ("Noto Sans CJK SC Bold", "Noto Sans CJK SC"),
        ("Linux Libertine O/BI:mapping=tex-text", "Linux Libertine O"),
        ("Linux Libertine Mono O", "Linux Libertine Mono O"),
        ("pikepdf", "pikepdf"),
    ],
)
def test_a_requirement_is_found_by_what_tex_calls_it(said: str, name: str) -> None:
    """A name as it stands in TeX's message leads to its requirement."""
    assert need(said).name == name


@pytest.mark.parametrize("said", ["", "tikz.sty", "Linux Libertine", "Noto Serif CJK", "xeCJK"])
def test_an_unknown_name_has_no_requirement(said: str) -> None:
    """Nothing is made up for a name that the table does not know."""
    assert requirement_for(said) is None


# --- what to do


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            Manager.APT,
            (
                "sudo apt-get install --no-install-recommends "
                "poppler-utils texlive-lang-cjk fonts-noto-cjk"
            ),
        ),
        (
            Manager.DNF,
            (
                "sudo dnf install poppler-utils texlive-xecjk "
                "google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts"
            ),
        ),
        (Manager.PACMAN, "sudo pacman -S --needed poppler texlive-langcjk noto-fonts-cjk"),
        (
            Manager.BREW,
            "brew install poppler mactex-no-gui font-noto-serif-cjk-sc font-noto-sans-cjk-sc",
        ),
    ],
)
def test_one_command_installs_several_things(manager: Manager, command: str) -> None:
    """Each manager's command names each package once."""
    names = ("pdftotext", "xeCJK.sty", "Noto Serif CJK SC", "Noto Sans CJK SC")
    assert install_command(map(need, names), manager) == command


def test_brew_links_the_fonts_that_only_mactex_has() -> None:
    """On macOS the command also shows MacTeX's Libertine to the system, once."""
    wanted = [need("Linux Libertine O"), need("Linux Libertine Mono O")]
    assert install_command(wanted, Manager.BREW) == (
        "brew install mactex-no-gui && ln -s "
        "/Library/TeX/Root/texmf-dist/fonts/opentype/public/libertine ~/Library/Fonts"
    )


def test_python_packages_come_from_pip() -> None:
    """A missing Python package is installed with pip, in the same command."""
    assert install_command([need("latexmk"), need("doit")], Manager.DNF) == (
        "sudo dnf install latexmk && python -m pip install doit"
    )
    assert install_command([], Manager.APT) == ""


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


# --- the report

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


def test_packages_answer_for_each_manager() -> None:
    """A manager is given its own name of a package."""
    packages = Packages("a", "d", "p", "b")
    assert [packages.of(manager) for manager in Manager] == ["a", "d", "p", "b"]


def test_bootstrap_needs_the_same(checkout: Path) -> None:
    """What `./bootstrap` installs has the packages that the doctor names."""
    script = (checkout / "bootstrap").read_text(encoding="utf-8")
    rows = script.split("needs='")[1].split("'")[0].splitlines()
    needs = {name: packages for kind, name, *packages in (row.split("|") for row in rows)}
    del needs["3.11 or newer"]

    assert needs
    for name, packages in needs.items():
        requirement = requirement_for(name)
        assert requirement is not None, name
        assert requirement.packages is not None, name
        assert packages == [requirement.packages.of(manager) for manager in Manager], name
