"""The table of all that is needed: it is complete, and names the packages of each manager."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cvtex.design.looks import Looks, theme_folders
from cvtex.design.theme import load_design
from cvtex.paths import latex_dir
from cvtex.tex.doctor import (
    STYLES,
)
from cvtex.tex.requirements import (
    REQUIREMENTS,
    Manager,
    Packages,
    RequirementKind,
    install_command,
    requirement_for,
)

from .needs import FONTS, NATIVE, need


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
