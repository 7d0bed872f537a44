"""Checks whether the machine has what a build needs, and reports how to install the rest."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cvtex import __version__
from cvtex.processes.programs import ask
from cvtex.tex.requirements import (
    REQUIREMENTS,
    Manager,
    Requirement,
    RequirementKind,
    install_command,
)

# Styles of a font, by fontconfig's weight and slant (fontconfig.h: FC_WEIGHT_*, FC_SLANT_*).
STYLES = {
    "regular": ("80", "0"),
    "medium": ("100", "0"),
    "bold": ("200", "0"),
    "italic": ("80", "100"),
    "bold italic": ("200", "100"),
}

_BYTES_MAX = 1 << 26
_SECONDS = 5.0  # for each program; the slowest, latexmk, takes 0.1
_HEAD = 16384  # bytes of a TeX file; its \Provides… is in the first 5,000
_NOT_EXECUTABLE = 126  # exit status of the shell (POSIX, Shell, 2.8.2)
_WIDTH = 80  # columns of a terminal
_FACE = ("file", "family", "weight", "slant", "fontversion", "variable")  # fields of fc-list


class State(StrEnum):
    """The state of a requirement."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one requirement.

    `place` is its path, None if it is missing; `version` is "" if it is unknown. `trouble` is a few
    words about what is wrong, if "missing" is not enough.
    """

    requirement: Requirement
    place: str | None
    version: str = ""
    trouble: str = ""

    @property
    def state(self) -> State:
        """Whether it is found and works."""
        if self.place is None:
            return State.MISSING
        return State.BROKEN if self.trouble else State.OK


@dataclass(frozen=True, slots=True)
class _Answer:
    """The output of a program, or a predicate that says why there is none."""

    text: str = ""
    status: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Face:
    """A style of a font family, as fontconfig lists it."""

    file: str
    families: tuple[str, ...]
    style: tuple[str, str]  # weight and slant
    version: str  # 16.16 fixed point
    variable: bool


# --- examining


def examine(requirements: Sequence[Requirement] = REQUIREMENTS) -> list[Finding]:
    """Return a finding for each requirement, in order.

    Missing and hanging programs are findings, never exceptions. All programs run in parallel,
    for at most 5 seconds.
    """
    of_kind = {
        kind: [requirement for requirement in requirements if requirement.kind is kind]
        for kind in RequirementKind
    }
    with ThreadPoolExecutor() as pool:
        tex_files = pool.submit(_examine_tex_files, of_kind[RequirementKind.TEX_FILE])
        fonts = pool.submit(_examine_fonts, of_kind[RequirementKind.FONT])
        programs = pool.map(_examine_program, of_kind[RequirementKind.PROGRAM])
        findings = [
            *programs,
            *tex_files.result(),
            *fonts.result(),
            *map(_examine_python, of_kind[RequirementKind.PYTHON]),
        ]
    found = {finding.requirement: finding for finding in findings}
    return [found[requirement] for requirement in requirements]


def _ask(*command: str) -> _Answer:
    path = shutil.which(command[0])
    if path is None:
        return _Answer(trouble="is missing")
    try:
        given = ask([path, *command[1:]], seconds=_SECONDS, most=_BYTES_MAX)
    except OSError as error:
        return _Answer(trouble=f"does not start: {error.strerror}")
    if given.late:
        return _Answer(trouble="does not answer")
    if given.status == _NOT_EXECUTABLE:
        return _Answer(trouble=f"does not start: {given.complaint.rpartition(': ')[2].strip()}")
    return _Answer(given.output.decode("utf-8", "replace") + given.complaint, given.status)


def _examine_program(requirement: Requirement) -> Finding:
    name = requirement.name
    place = shutil.which(name)
    if place is None:
        return Finding(requirement, None)
    # poppler's programs take --version as a file name.
    answer = _ask(name, "-v" if name.startswith("pdf") else "--version")
    version = _program_version(answer.text)
    trouble = answer.trouble
    # Some programs print their version and end with another status than 0.
    if answer.status and not version:
        trouble = f"ends with status {answer.status}"
    return Finding(requirement, place, version, trouble)


def _program_version(text: str) -> str:
    for pattern in (
        r"XeTeX [\d.]+-[\d.]+-(\S+) \((TeX Live \d+)",  # the versions of TeX and e-TeX precede it
        r"(?i)\bversion\s+(\d[\w.-]*)",
        r"\b(\d[\w.-]*)",
    ):
        if found := re.search(pattern, text):
            return ", ".join(found.groups())
    return ""


def _examine_tex_files(requirements: Sequence[Requirement]) -> list[Finding]:
    if not requirements:
        return []
    # With this name, kpathsea searches the folders of xelatex.
    answer = _ask(
        "kpsewhich", "-progname=xelatex", *(requirement.name for requirement in requirements)
    )
    places = {Path(line).name: line for line in answer.text.splitlines()}
    trouble = answer.trouble and f"kpsewhich {answer.trouble}"
    return [
        _examine_tex_file(requirement, places.get(requirement.name), trouble)
        for requirement in requirements
    ]


def _examine_tex_file(requirement: Requirement, place: str | None, trouble: str) -> Finding:
    if place is None:
        return Finding(requirement, None, trouble=trouble)
    try:
        with Path(place).open(encoding="utf-8", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return Finding(requirement, place, trouble=f"cannot be read: {error.strerror}")
    return Finding(requirement, place, _tex_version(head))


def _tex_version(source: str) -> str:
    r"""Return the version or date that a TeX file declares, or "".

    The forms are (source2e: ltclass; interface3: l3bootstrap):
    \ProvidesPackage{name}[date vN text] and \ProvidesExplPackage{name}{date}{N}{text}.
    """
    code = re.sub(r"(?<!\\)%[^\n]*", "", source)
    provides = re.search(
        r"\\Provides(?:Expl)?(?:Package|Class|File)\s*\{[^{}]*\}\s*"
        r"(\[[^\]]*\]|(?:\{[^{}]*\}\s*){1,2})",
        code,
    )
    if not provides:
        return ""
    if version := re.search(r"(?:\bv|\{)(\d[\w.]*)(?=[\s}\]])", provides[1]):
        return version[1]
    date = r"(\d{4}[-/]\d\d[-/]\d\d)"
    found = re.search(date, provides[1]) or re.search(rf"\\ExplFileDate\s*\{{{date}", code)
    return found[1] if found else ""


def _examine_fonts(requirements: Sequence[Requirement]) -> list[Finding]:
    if not requirements:
        return []
    answer = _ask("fc-list", "--format", "\t".join(f"%{{{field}}}" for field in _FACE) + "\n")
    faces = _faces(answer.text)
    trouble = answer.trouble and f"fc-list {answer.trouble}"
    return [_examine_font(requirement, faces, trouble) for requirement in requirements]


def _faces(listing: str) -> list[_Face]:
    rows = [row for line in listing.splitlines() if len(row := line.split("\t")) == len(_FACE)]
    # A variable font has a row for itself and one for each instance; only the first says that it is
    # variable.
    variable = {file for file, *_, is_variable in rows if is_variable == "True"}
    return [
        _Face(file, tuple(families.split(",")), (weight, slant), version, file in variable)
        for file, families, weight, slant, version, _ in rows
    ]


def _examine_font(requirement: Requirement, faces: Sequence[_Face], trouble: str) -> Finding:
    own = [face for face in faces if requirement.name in face.families]
    # XeTeX cannot use variable fonts: https://github.com/latex3/fontspec/issues/519
    usable = {face.style: face for face in reversed(own) if not face.variable}
    lacking = [style for style in requirement.styles if STYLES[style] not in usable]
    if usable and not lacking:
        first = usable[STYLES[requirement.styles[0]]]
        return Finding(requirement, first.file, _font_version(first.version))
    if own and not usable:
        trouble = "only a variable font, which XeTeX cannot use"
    elif own:
        trouble = f"no {', '.join(lacking)}"
    return Finding(requirement, None, trouble=trouble)


def _font_version(fixed: str) -> str:
    """Return the version of an OpenType font, a 16.16 fixed-point number, as a decimal number."""
    return f"{int(fixed) / 65536:.3f}".rstrip("0").rstrip(".") if fixed.isdigit() else ""


def _examine_python(requirement: Requirement) -> Finding:
    try:
        package = importlib.metadata.distribution(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(requirement, None)
    return Finding(requirement, str(package.locate_file("")), package.version)


# --- reporting


def exit_status(findings: Iterable[Finding]) -> int:
    """Return 0 if all requirements that are not optional are OK, otherwise 1."""
    return int(
        any(
            finding.state is not State.OK and not finding.requirement.optional
            for finding in findings
        )
    )


def managers_here() -> tuple[Manager, ...]:
    """Return this machine's package manager; all four if it has none of them.

    If several are installed, it is the one of the system, by /etc/os-release.
    """
    programs = {Manager.APT: "apt-get"}
    found = [item for item in Manager if shutil.which(programs.get(item, item.value))]
    if not found:
        return tuple(Manager)
    own = _manager_of_system()
    return (own if own in found else found[0],)


def _manager_of_system() -> Manager | None:
    if platform.system() == "Darwin":
        return Manager.BREW
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return None
    families = {
        "debian": Manager.APT,
        "ubuntu": Manager.APT,
        "fedora": Manager.DNF,
        "rhel": Manager.DNF,
        "arch": Manager.PACMAN,
    }
    names = [release["ID"], *release.get("ID_LIKE", "").split()]
    return next((families[name] for name in names if name in families), None)


def how_to_install(requirements: Iterable[Requirement], *managers: Manager) -> str:
    """Return the command that installs the requirements, for this machine's manager by default.

    For several managers there is a line for each, with the name of the manager.
    """
    wanted = list(requirements)
    chosen = managers or managers_here()
    commands = {install_command(wanted, manager): manager for manager in chosen}
    if len(commands) == 1:
        return next(iter(commands))
    return "\n".join(f"{manager + ':':8}{command}" for command, manager in commands.items())


def report(findings: Sequence[Finding], *managers: Manager) -> str:
    """Return the findings as a table for a terminal, and the command that installs what is missing.

    Only the command, which is one line to be copied, may be wider than 80 columns.
    """
    groups = [
        [heading, *rows] for heading, kind in _HEADINGS.items() if (rows := _rows(findings, kind))
    ]
    blocks = ["\n".join(group) for group in [[_versions()], *groups]]
    return "\n\n".join([*blocks, *_conclusion(findings, *managers)])


_HEADINGS = {
    "Programs": RequirementKind.PROGRAM,
    "TeX files": RequirementKind.TEX_FILE,
    "Fonts": RequirementKind.FONT,
    "Python packages": RequirementKind.PYTHON,
}


def _versions() -> str:
    return f"cvtex {__version__}, Python {platform.python_version()}"


def _rows(findings: Sequence[Finding], kind: RequirementKind) -> list[str]:
    # The columns have the same widths in all groups.
    name = max(len(finding.requirement.name) for finding in findings)
    state = max(len(item) for item in State)
    version = max(len(finding.version) for finding in findings)
    return [
        f"  {finding.requirement.name:{name}}  {finding.state:{state}}  "
        + (finding.trouble or f"{finding.version:{version}}  {finding.requirement.purpose}")
        for finding in findings
        if finding.requirement.kind is kind
    ]


def _conclusion(findings: Sequence[Finding], *managers: Manager) -> list[str]:
    missing = [finding.requirement for finding in findings if finding.state is State.MISSING]
    broken = [finding.requirement.name for finding in findings if finding.state is State.BROKEN]
    blocks = []
    if not exit_status(findings):
        blocks.append("Everything that a build needs is installed.")
        if missing:
            blocks.append("Only texts in other scripts need what is missing.")
    if broken:
        blocks.append(textwrap.fill(f"Installed, but not working: {', '.join(broken)}.", _WIDTH))
    if missing:
        blocks.append("To install what is missing:")
        blocks.append(textwrap.indent(how_to_install(missing, *managers), "  "))
    return blocks
