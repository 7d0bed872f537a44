"""What a build needs from the machine, and the package that has it, by package manager.

Where the names of the packages come from:

* apt: `dpkg -S` of the files themselves on Debian 12.
* dnf: packages.fedoraproject.org (Fedora 42 to 44) and the spec file of linux-libertine-fonts,
  whose Mono font is a package of its own since 2023. Fedora's own fonts for Chinese are
  variable ones, which XeTeX cannot use (github.com/latex3/fontspec/issues/519); the packages named
  here have the static ones.
* pacman: archlinux.org/packages, the "Provides" lines of the texlive-texmf packages (xeCJK is in
  texlive-langcjk, ctex in texlive-langchinese) and the file lists of the fonts.
* brew: the casks of Homebrew/homebrew-cask. Its font-linux-libertine has the TrueType fonts, which
  are of another name ("Linux Libertine"); the OpenType ones come with MacTeX. On macOS XeTeX looks
  for a font's name among the system's fonts only (tex.stackexchange.com/questions/132906), so they
  must be linked there, the way Homebrew's lilypond formula does it with MacTeX's DejaVu.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Manager(StrEnum):
    """A package manager, by the name that people call it."""

    APT = "apt"
    DNF = "dnf"
    PACMAN = "pacman"
    BREW = "brew"


class Kind(StrEnum):
    """What sort of thing is needed. The order is that of a report."""

    PROGRAM = "program"
    TEX_FILE = "TeX file"
    FONT = "font"
    PYTHON = "Python package"


@dataclass(frozen=True, slots=True)
class Packages:
    """The package that has a thing, by package manager.

    `brew_link` is a folder of MacTeX whose fonts macOS must be shown, for those that brew has only
    there.
    """

    apt: str
    dnf: str
    pacman: str
    brew: str
    brew_link: str = ""

    def of(self, manager: Manager) -> str:
        """Return the package's name for a manager."""
        match manager:
            case Manager.APT:
                return self.apt
            case Manager.DNF:
                return self.dnf
            case Manager.PACMAN:
                return self.pacman
            case Manager.BREW:
                return self.brew


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a build needs.

    `name` is what TeX, the shell or pip calls it; `purpose` says in a few words what it is for.
    `styles` are the styles of a font that must be there, by the names in `STYLES` of the doctor.
    `packages` is None for a Python package, which pip installs by its own name. What is `optional`
    is needed by few documents, and a build says so when it comes to that.
    """

    kind: Kind
    name: str
    purpose: str
    packages: Packages | None = None
    styles: tuple[str, ...] = ()
    optional: bool = False


_MACTEX = "mactex-no-gui"
_BINARIES = "texlive-binaries"
_LIBERTINE = "/Library/TeX/Root/texmf-dist/fonts/opentype/public/libertine"


def _han(style: str, form: str, purpose: str) -> Requirement:
    """Return the requirement of a form of Han; all but simplified Chinese are for few documents."""
    return Requirement(
        Kind.FONT,
        f"Noto {style} CJK {form}",
        purpose,
        Packages(
            "fonts-noto-cjk",
            f"google-noto-{style}-cjk-fonts".lower(),
            "noto-fonts-cjk",
            f"font-noto-{style}-cjk-{form}".lower(),
        ),
        ("regular", "bold"),
        optional=form != "SC",
    )


REQUIREMENTS = (
    Requirement(
        Kind.PROGRAM,
        "xelatex",
        "sets the type",
        Packages("texlive-xetex", "texlive-xetex", "texlive-xetex", _MACTEX),
    ),
    Requirement(
        Kind.PROGRAM,
        "xdvipdfmx",
        "writes the PDF",
        Packages(_BINARIES, "texlive-dvipdfmx", "texlive-bin", _MACTEX),
    ),
    Requirement(
        Kind.PROGRAM,
        "latexmk",
        "runs the engine",
        Packages("latexmk", "latexmk", "texlive-binextra", _MACTEX),
    ),
    Requirement(
        Kind.PROGRAM,
        "kpsewhich",
        "finds TeX's files",
        Packages(_BINARIES, "texlive-kpathsea", "texlive-bin", _MACTEX),
    ),
    Requirement(
        Kind.PROGRAM,
        "fc-list",
        "finds fonts",
        Packages("fontconfig", "fontconfig", "fontconfig", "fontconfig"),
    ),
    Requirement(
        Kind.PROGRAM,
        "pdftotext",
        "reads a PDF's text",
        Packages("poppler-utils", "poppler-utils", "poppler", "poppler"),
    ),
    Requirement(
        Kind.TEX_FILE,
        "article.cls",
        "the class underneath",
        Packages("texlive-latex-base", "texlive-latex", "texlive-latex", _MACTEX),
    ),
    Requirement(
        Kind.TEX_FILE,
        "expl3.sty",
        "LaTeX3's language",
        Packages("texlive-latex-base", "texlive-l3kernel", "texlive-latex", _MACTEX),
    ),
    Requirement(
        Kind.TEX_FILE,
        "xparse.sty",
        "commands' arguments",
        Packages("texlive-latex-base", "texlive-l3packages", "texlive-latex", _MACTEX),
    ),
    Requirement(
        Kind.TEX_FILE,
        "l3keys2e.sty",
        "the class's options",
        Packages("texlive-latex-base", "texlive-l3packages", "texlive-latex", _MACTEX),
    ),
    Requirement(
        Kind.TEX_FILE,
        "geometry.sty",
        "paper and margins",
        Packages("texlive-latex-base", "texlive-geometry", "texlive-latex", _MACTEX),
    ),
    Requirement(
        Kind.TEX_FILE,
        "fontspec.sty",
        "OpenType fonts",
        Packages(
            "texlive-latex-recommended", "texlive-fontspec", "texlive-latexrecommended", _MACTEX
        ),
    ),
    Requirement(
        Kind.TEX_FILE,
        "xeCJK.sty",
        "Chinese text",
        Packages("texlive-lang-cjk", "texlive-xecjk", "texlive-langcjk", _MACTEX),
    ),
    Requirement(
        Kind.TEX_FILE,
        "ctexhook.sty",
        "part of xeCJK",
        Packages("texlive-lang-chinese", "texlive-ctex", "texlive-langchinese", _MACTEX),
    ),
    Requirement(
        Kind.FONT,
        "Linux Libertine O",
        "Latin text",
        Packages(
            "fonts-linuxlibertine",
            "linux-libertine-fonts",
            "ttf-linux-libertine",
            _MACTEX,
            _LIBERTINE,
        ),
        ("regular", "bold", "italic", "bold italic"),
    ),
    Requirement(
        Kind.FONT,
        "Linux Libertine Mono O",
        "code",
        Packages(
            "fonts-linuxlibertine",
            "linux-libertine-mono-fonts",
            "ttf-linux-libertine",
            _MACTEX,
            _LIBERTINE,
        ),
        ("regular",),
    ),
    *(
        _han(style, form, purpose)
        for form, text, emphasis in (
            ("SC", "Chinese text", "emphasis in Chinese"),
            ("TC", "Traditional Chinese", "its emphasis"),
            ("HK", "Hong Kong Chinese", "its emphasis"),
            ("JP", "Japanese text", "its emphasis"),
            ("KR", "Korean text", "its emphasis"),
        )
        for style, purpose in (("Serif", text), ("Sans", emphasis))
    ),
    Requirement(
        Kind.FONT,
        "Lato",
        "two themes",
        Packages("fonts-lato", "lato-fonts", "ttf-lato", "font-lato"),
        ("regular", "bold", "italic"),
        optional=True,
    ),
    Requirement(
        Kind.FONT,
        "Noto Naskh Arabic",
        "other scripts",
        Packages("fonts-noto-core", "google-noto-fonts-all", "noto-fonts", "font-noto-serif"),
        ("regular",),
        optional=True,
    ),
    Requirement(
        Kind.FONT,
        "Symbola",
        "emoji and symbols",
        Packages("fonts-symbola", "gdouros-symbola-fonts", "ttf-symbola", "font-symbola"),
        ("regular",),
        optional=True,
    ),
    Requirement(
        Kind.FONT,
        "HanaMinB",
        "rare Han",
        Packages("fonts-hanazono", "hanazono-fonts", "ttf-hanazono", "font-hanamina"),
        ("medium",),
        optional=True,
    ),
    Requirement(Kind.PYTHON, "babel", "dates by language"),
    Requirement(Kind.PYTHON, "doit", "builds what changed"),
    Requirement(Kind.PYTHON, "email-validator", "e-mail addresses"),
    Requirement(Kind.PYTHON, "jinja2", "templates"),
    Requirement(Kind.PYTHON, "phonenumbers", "telephone numbers"),
    Requirement(Kind.PYTHON, "pikepdf", "finishes the PDF"),
    Requirement(Kind.PYTHON, "pillow", "readies the photo"),
    Requirement(Kind.PYTHON, "platformdirs", "finds the cache"),
    Requirement(Kind.PYTHON, "pydantic", "checks the content"),
    Requirement(Kind.PYTHON, "pylatexenc", "characters in TeX"),
    Requirement(Kind.PYTHON, "pypdfium2", "reads the PDF back"),
    Requirement(Kind.PYTHON, "pyyaml", "reads YAML"),
    Requirement(Kind.PYTHON, "rich", "widths of characters"),
)

_INSTALL = {
    # What Debian recommends beside TeX is gigabytes of other languages.
    Manager.APT: "sudo apt-get install --no-install-recommends",
    Manager.DNF: "sudo dnf install",
    Manager.PACMAN: "sudo pacman -S --needed",
    Manager.BREW: "brew install",
}


def requirement_for(name: str) -> Requirement | None:
    """Return the requirement of that name, or None if nothing of that name is known.

    The name may be as TeX says it: a TeX file with its folder, a font with its style behind it
    ("Noto Sans CJK SC Bold", "Linux Libertine O/B:mapping=tex-text"). Case does not count, as it
    doesn't for fontconfig and pip.
    """
    wanted = name.strip().strip("\"'[]").casefold()
    candidates = [one for one in REQUIREMENTS if _answers_to(one, wanted)]
    # "Linux Libertine O" must not stand for a longer name that is in the table itself.
    return max(candidates, key=lambda one: len(one.name), default=None)


def install_command(requirements: Iterable[Requirement], manager: Manager) -> str:
    """Return the one shell command that installs all these things, or "" for nothing.

    Each package is named once, in the order of the requirements.
    """
    wanted = list(requirements)
    packages = [one.packages for one in wanted if one.packages]
    # dict.fromkeys: each once, in order
    names = dict.fromkeys(package.of(manager) for package in packages)
    commands = [f"{_INSTALL[manager]} {' '.join(names)}"] if names else []
    if manager is Manager.BREW:
        folders = dict.fromkeys(package.brew_link for package in packages if package.brew_link)
        commands += [f"ln -s {folder} ~/Library/Fonts" for folder in folders]
    python = dict.fromkeys(one.name for one in wanted if not one.packages)
    if python:
        commands.append(f"python -m pip install {' '.join(python)}")
    return " && ".join(commands)


def _answers_to(requirement: Requirement, wanted: str) -> bool:
    name = requirement.name.casefold()
    if requirement.kind is Kind.TEX_FILE:
        return wanted.rpartition("/")[2] == name
    if requirement.kind is Kind.FONT:
        return wanted == name or wanted.startswith((f"{name} ", f"{name}/", f"{name}:"))
    return wanted == name
