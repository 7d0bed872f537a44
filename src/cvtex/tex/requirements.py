"""Loads the table of what a build needs from the machine, with its packages (`requirements.csv`).

Sources of the package names:

* apt: `dpkg -S` of the files on Debian 12.
* dnf: packages.fedoraproject.org (Fedora 42 to 44) and the spec file of linux-libertine-fonts,
whose
  Mono font has its own package since 2023. Fedora's default Chinese fonts are variable, which XeTeX
  cannot use (github.com/latex3/fontspec/issues/519); these packages have static ones.
* pacman: archlinux.org/packages, the "Provides" lines of the texlive-texmf packages (xeCJK is in
  texlive-langcjk, ctex in texlive-langchinese) and the file lists of the fonts.
* brew: the casks of Homebrew/homebrew-cask. Its font-linux-libertine has TrueType fonts of another
  name ("Linux Libertine"); MacTeX has the OpenType ones. On macOS XeTeX finds only the system's
  fonts by name (tex.stackexchange.com/questions/132906), so the folder of MacTeX must be linked
  there, as Homebrew's lilypond formula does with MacTeX's DejaVu.
"""

from __future__ import annotations

from collections.abc import Iterable
from csv import DictReader
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Manager(StrEnum):
    """A package manager, by the name of its command."""

    APT = "apt"
    DNF = "dnf"
    PACMAN = "pacman"
    BREW = "brew"


class RequirementKind(StrEnum):
    """The kind of a requirement, in the order of a report."""

    PROGRAM = "program"
    TEX_FILE = "TeX file"
    FONT = "font"
    PYTHON = "Python package"


@dataclass(frozen=True, slots=True)
class Packages:
    """The package of a requirement, by package manager.

    `brew_link` is a folder of MacTeX's fonts that has to be linked to the system's fonts.
    """

    apt: str
    dnf: str
    pacman: str
    brew: str
    brew_link: str = ""

    def of(self, manager: Manager) -> str:
        """Return the package's name for a manager."""
        return str(getattr(self, manager.value))


@dataclass(frozen=True, slots=True)
class Requirement:
    """A program, TeX file, font or Python package that a build needs.

    `name` is its name for TeX, the shell or pip; `purpose` is a few words for the report. `styles`
    are the required styles of a font, by the names in the doctor's `STYLES`. `packages` is None for
    a Python package, which pip installs by its name. `optional` things are needed by few documents.
    """

    kind: RequirementKind
    name: str
    purpose: str
    packages: Packages | None = None
    styles: tuple[str, ...] = ()
    optional: bool = False


def _requirement(row: dict[str, str]) -> Requirement:
    packages = Packages(*(row[name] for name in ("apt", "dnf", "pacman", "brew", "brew_link")))
    styles = tuple(row["styles"].split(" + ")) if row["styles"] else ()
    kind = RequirementKind(row["kind"])
    return Requirement(
        kind,
        row["name"],
        row["purpose"],
        None if kind is RequirementKind.PYTHON else packages,
        styles,
        optional=bool(row["optional"]),
    )


with Path(__file__).with_name("requirements.csv").open(encoding="utf-8", newline="") as _file:
    REQUIREMENTS = tuple(map(_requirement, DictReader(_file)))

_INSTALL = {
    # TeX's recommended packages are gigabytes of other languages.
    Manager.APT: "sudo apt-get install --no-install-recommends",
    Manager.DNF: "sudo dnf install",
    Manager.PACMAN: "sudo pacman -S --needed",
    Manager.BREW: "brew install",
}


def requirement_for(name: str) -> Requirement | None:
    """Return the requirement of a name, None if it is unknown.

    The name may be as TeX prints it: a file with its folder, a font with its style ("Noto Sans CJK
    SC Bold", "Linux Libertine O/B:mapping=tex-text"). Case is ignored, as by fontconfig and pip.
    """
    wanted = name.strip().strip("\"'[]").casefold()
    candidates = [item for item in REQUIREMENTS if _matches(item, wanted)]
    # The longest: "Linux Libertine O" is also the beginning of other names.
    return max(candidates, key=lambda item: len(item.name), default=None)


def package_names(
    manager: Manager, requirements: Iterable[Requirement] = REQUIREMENTS
) -> tuple[str, ...]:
    """Return the names of the packages that a manager installs for requirements, each once."""
    packages = (requirement.packages for requirement in requirements)
    return tuple(dict.fromkeys(package.of(manager) for package in packages if package))


def install_command(requirements: Iterable[Requirement], manager: Manager) -> str:
    """Return the shell command that installs the requirements, "" if there are none."""
    wanted = list(requirements)
    names = package_names(manager, wanted)
    commands = [f"{_INSTALL[manager]} {' '.join(names)}"] if names else []
    if manager is Manager.BREW:
        packages = (requirement.packages for requirement in wanted)
        folders = dict.fromkeys(one.brew_link for one in packages if one and one.brew_link)
        commands += [f"ln -s {folder} ~/Library/Fonts" for folder in folders]
    python = dict.fromkeys(requirement.name for requirement in wanted if not requirement.packages)
    if python:
        commands.append(f"python -m pip install {' '.join(python)}")
    return " && ".join(commands)


def _matches(requirement: Requirement, wanted: str) -> bool:
    name = requirement.name.casefold()
    if requirement.kind is RequirementKind.TEX_FILE:
        return wanted.rpartition("/")[2] == name
    if requirement.kind is RequirementKind.FONT:
        return wanted == name or wanted.startswith((f"{name} ", f"{name}/", f"{name}:"))
    return wanted == name
