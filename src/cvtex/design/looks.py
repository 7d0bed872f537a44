"""What an edition asks of its looks: a theme, options, fonts."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.content.project import project_of
from cvtex.design.fonts import read_fonts
from cvtex.design.kinds import Setting
from cvtex.design.options import read_options
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.paths import latex_dir
from cvtex.source.fixes import instead_of
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited

if TYPE_CHECKING:
    from cvtex.document import Typeface

THEME = "classic"
"""The theme of an edition that names none."""

THEME_FILE = "theme.yaml"


@dataclass(frozen=True, slots=True)
class Looks:
    """What an edition asks for: a theme, options by name, fonts."""

    theme: str = THEME
    options: tuple[tuple[str, Setting], ...] = ()
    fonts: tuple[tuple[tuple[str, str], Typeface], ...] = ()


PLAIN = Looks()
"""The looks of what names none."""


def read_looks(
    theme: Value | None, design: Value | None, content: Path, findings: list[Diagnostic]
) -> Looks:
    """Return what an edition asks for, and add what is wrong to the findings.

    `theme` and `design` are its keys, `content` is the folder of its content; the theme may stand
    in the design too.
    """
    if isinstance(design, Empty):
        design = None
    if design is not None and not isinstance(design, TypedMapping):
        message, hint = "`design` is a mapping of options", "as in `design: {accent: B00020}`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, design.span, hint))
        design = None
    given = design or TypedMapping({}, Span(content))
    within = given.value("theme")
    if isinstance(theme, Typed) and isinstance(within, Typed) and theme != within:
        message = f"the theme is {cited(theme)} here, and {cited(within)} in `design`"
        findings.append(
            Diagnostic(Code.VALUE_UNKNOWN, message, theme.span, "remove one of the two")
        )
    theme = theme or within
    options = read_options(given, ("theme", "fonts"), findings)
    fonts = read_fonts(given.value("fonts"), findings)
    return Looks(_known(theme, content, findings), tuple(options.items()), tuple(fonts.items()))


def _known(given: Value | None, content: Path, findings: list[Diagnostic]) -> str:
    if given is None or isinstance(given, Empty):
        return THEME
    folders = theme_folders(content)
    if isinstance(given, Typed) and given in folders:
        return str(given)
    findings.append(unknown_theme(given, folders))
    return THEME


def theme_folders(content: Path) -> dict[str, Path]:
    """Return the folder of each theme by its name, for content in a folder.

    They are cvtex's own and those in `themes/` of the project that the content is in. A name that
    is taken is cvtex's.
    """
    homes = (project_of(content) / "themes", latex_dir() / "themes")
    files = (file for home in homes for file in sorted(home.glob(f"*/{THEME_FILE}")))
    return {file.parent.name: file.parent for file in files}


def theme_files(content: Path) -> list[Path]:
    """Return the theme.yaml of each theme, for content in a folder."""
    return [folder / THEME_FILE for folder in theme_folders(content).values()]


def unknown_theme(name: Value | str, folders: Mapping[str, Path]) -> Diagnostic:
    """Return the finding for a theme that is not there."""
    typed = str(name) if isinstance(name, str) else ""
    close = difflib.get_close_matches(typed.lower(), folders, n=1)
    hint = f"did you mean `{close[0]}`?" if close else f"one of {', '.join(sorted(folders))}"
    what = f"theme {cited(typed)}" if typed else "such theme"
    span = getattr(name, "span", None)
    fixes = instead_of(name, close[0], certain=False) if isinstance(name, Typed) and close else ()
    return Diagnostic(Code.THEME_UNKNOWN, f"there is no {what}", span, hint, fixes=fixes)
