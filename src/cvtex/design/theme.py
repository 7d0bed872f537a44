"""Themes: folders with theme.yaml, the fonts and options as data, and theme.sty, the looks."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cvtex.content.project import project_of, read_inside
from cvtex.design.fonts import read_fonts
from cvtex.design.looks import PLAIN, THEME, THEME_FILE, Looks, theme_folders, unknown_theme
from cvtex.design.options import OPTIONS, TXT, WORDS, Keys, read_options
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Design, DesignWord, DesignWords, Typeface
from cvtex.paths import latex_dir
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

HEADINGS = ("name", "headline", "section", "entry")
"""The commands that may print in the font for headings."""

_NAME = re.compile(r"[A-Za-z0-9-]+")
_ACCENT = re.compile(r"^[^%\n]*\baccent\s*=\s*\{?([0-9A-Fa-f]{6})\b", re.MULTILINE)
_VALUES = (("base", Typed, "classic"), ("options", TypedMapping, "{paper: a4}"))
_KEYS = ("description", "base", "fonts", "headings", "dates", "options")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a file theme.yaml says; `base` is the theme that it builds on, if it does."""

    name: str
    base: str = ""
    fonts: Mapping[tuple[str, str], Typeface] = field(default_factory=dict)
    headings: frozenset[str] = frozenset()
    dates_first: bool = False
    options: Keys = field(default_factory=dict)


def load_design(looks: Looks, content: Path, language: str = "") -> Checked[Design]:
    """Return the design that an edition asks for, of content in a folder.

    Options of the theme give way to those of the edition, those of its base to its own.
    """
    folders = theme_folders(content)
    chain: list[Theme] = []
    findings: list[Diagnostic] = []
    name: str = looks.theme
    asked: Typed | None = None
    while name:
        if name not in folders:
            return failed(*findings, unknown_theme(asked or name, folders))
        if any(theme.name == name for theme in chain):
            message = f"the theme {cited(name)} builds on itself"
            place = asked.span if asked else None
            return failed(*findings, Diagnostic(Code.THEME_FILE, message, place, "remove `base`"))
        findings += _not_read(folders[name], content)
        if not _NAME.fullmatch(name):
            message = f"{cited(name)} can't be the name of a theme: use ASCII letters, digits and -"
            span = Span(folders[name] / THEME_FILE)
            return failed(
                *findings, Diagnostic(Code.THEME_FILE, message, span, "rename its folder")
            )
        theme, asked = _read_theme(name, folders[name] / THEME_FILE, findings)
        chain.insert(0, theme)
        name = theme.base
    # A theme that names no fonts has those of the default one.
    fonts: dict[tuple[str, str], Typeface] = {}
    if all(theme.name != THEME for theme in chain):
        fonts |= _read_theme(THEME, folders[THEME] / THEME_FILE, findings)[0].fonts
    options = _paper(language)
    for theme in chain:
        fonts |= theme.fonts
        options |= theme.options
    has_aside = "aside" in options
    fonts |= dict(looks.fonts)
    options |= dict(looks.options)
    if not has_aside:
        options.pop("aside", None)
    given = [(option, options[option.name]) for option in OPTIONS if option.name in options]
    own = any(not folders[theme.name].is_relative_to(latex_dir()) for theme in chain)
    design = Design(
        themes=tuple(theme.name for theme in chain),
        home=project_of(content).absolute() if own else None,
        fonts=fonts,
        headings=tuple(name for name in HEADINGS if any(name in one.headings for one in chain)),
        keys=tuple(
            (option.group, option.key, value)
            for option, value in given
            if isinstance(value, str) and option.group not in (WORDS, TXT)
        ),
        words=replace(
            _words({option.key: value for option, value in given if option.group == WORDS}),
            dates_first=any(theme.dates_first for theme in chain),
        ),
        text_width=int(str(options.get("text_width", 0))),
        accent=str(options.get("accent", _accent(folders[theme.name] for theme in chain))),
    )
    return Checked(design, tuple(findings))


def _accent(folders: Iterable[Path]) -> str:
    """Return the accent that the theme.sty of one or more themes sets, the last one first.

    TeX reads it there; other formats need it too.
    """
    accent = "000000"
    for folder in folders:
        with contextlib.suppress(OSError):  # TeX reports it
            found = _ACCENT.findall((folder / "theme.sty").read_text("utf-8", "replace"))
            accent = found[-1].upper() if found else accent
    return accent


def _not_read(folder: Path, content: Path) -> Iterator[Diagnostic]:
    """Yield an error for the project's theme of the same name as one of cvtex's."""
    own = project_of(content) / "themes" / folder.name / THEME_FILE
    if own.parent != folder and own.is_file():
        message = f"{cited(folder.name)} is one of cvtex's own themes, so this one is not used"
        yield Diagnostic(Code.THEME_FILE, message, Span(own), "rename its folder")


def _words(given: Keys) -> DesignWords:
    """Return what options say otherwise than a language: styles, and texts by name."""
    styles = {key: value for key, value in given.items() if isinstance(value, str)}
    texts = {
        key: {name: DesignWord(str(text), text.span) for name, text in value}
        for key, value in given.items()
        if not isinstance(value, str)
    }
    return DesignWords(
        dates=styles.get("dates", ""),
        case=styles.get("case", ""),
        form=styles.get("form", ""),
        labels=texts.get("labels", {}),
        titles=texts.get("titles", {}),
        aside=tuple(texts.get("aside", {})),
    )


def describe_theme(folder: Path) -> str:
    """Return what a theme says of itself, in a line; nothing, if it says nothing."""
    given = read_inside(folder / THEME_FILE).value
    said = given.value("description") if isinstance(given, TypedMapping) else None
    return " ".join(said.split()) if isinstance(said, Typed) else ""


def plain_design() -> Design:
    """Return the design of what asks for none."""
    return load_design(PLAIN, Path()).value or Design()


def _paper(language: str) -> Keys:
    """Return the paper of the place that a language tag (BCP 47) names, where it is not A4."""
    places = {part.upper() for part in language.split("-")[1:]}
    return {"paper": "letter"} if places & {"US", "CA"} else {}


def _read_theme(name: str, file: Path, findings: list[Diagnostic]) -> tuple[Theme, Typed | None]:
    """Return what a theme.yaml says, and the base as it was typed."""
    read = read_inside(file)
    findings += read.diagnostics
    given = read.value
    if not isinstance(given, TypedMapping):
        if given is not None and not isinstance(given, Empty):
            hint = "as in `fonts: {text: Linux Libertine O}`"
            message = "a theme is a mapping of keys"
            findings.append(Diagnostic(Code.THEME_FILE, message, given.span, hint))
        return Theme(name), None
    for key in given:
        if key not in _KEYS:
            hint = f"the keys are {', '.join(_KEYS)}"
            message = f"a theme has no key {cited(key)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
    for called, kind, example in _VALUES:
        value = given.value(called)
        if value is not None and not isinstance(value, kind | Empty):
            message, hint = f"`{called}` has no such value", f"as in `{called}: {example}`"
            findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span, hint))
    base = given.value("base")
    options = given.value("options")
    theme = Theme(
        name,
        str(base) if isinstance(base, Typed) else "",
        read_fonts(given.value("fonts"), findings),
        _headings(given.value("headings"), findings),
        _is_first(given.value("dates"), findings),
        read_options(options, (), findings) if isinstance(options, TypedMapping) else {},
    )
    return theme, base if isinstance(base, Typed) else None


def _is_first(given: Value | None, findings: list[Diagnostic]) -> bool:
    """Tell whether the dates of an entry stand, and are read, before its heading."""
    if given is None or isinstance(given, Empty):
        return False
    if given not in ("first", "last"):
        message, hint = "`dates` of a theme are `first` or `last`", "as in `dates: first`"
        findings.append(Diagnostic(Code.VALUE_UNKNOWN, message, given.span, hint))
    return given == "first"


def _headings(given: Value | None, findings: list[Diagnostic]) -> frozenset[str]:
    if given is None or isinstance(given, Empty):
        return frozenset()
    named = given if isinstance(given, TypedList) else [given]
    for one in named:
        if one not in HEADINGS:
            message, hint = "this has no heading", f"one of {', '.join(HEADINGS)}"
            findings.append(Diagnostic(Code.VALUE_UNKNOWN, message, one.span, hint))
    return frozenset(str(one) for one in named if one in HEADINGS)
