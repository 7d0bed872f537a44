"""The editions of a project, from `content/editions.yaml`: one PDF each.

Read by hand and not by pydantic, because every run of doit reads it, also one with nothing to do.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from cvtex.codes import Code
from cvtex.content.typed import Empty, Typed, TypedMapping, Value
from cvtex.content.yaml import read_yaml
from cvtex.diagnostics import Checked, Diagnostic, Span
from cvtex.resources import latex_dir

KEYS = ("content", "theme", "pages")
THEME = "classic"

# What every file system takes for a name, and no shell for more than one word; some Windows keeps
# for its devices. It stands in the JSON Schema too, whose patterns have no flags.
NAME = re.compile(
    "(?!([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|([Cc][Oo][Mm]|[Ll][Pp][Tt])[0-9])$)"
    "[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One PDF to build: its name, the content file, a theme, how many pages it may have.

    `span` is where the number of pages stands.
    """

    name: str
    content: Path
    theme: str = THEME
    pages: int | None = None
    span: Span | None = None


def read_editions(path: Path) -> Checked[tuple[Edition, ...]]:
    """Return the editions in a file that have a content, in its order, and what is wrong."""
    read = read_yaml(path)
    if read.value is None:
        return Checked(None, read.diagnostics)
    findings = list(read.diagnostics)
    value = read.value
    if not isinstance(value, TypedMapping) or not value:
        findings.append(
            Diagnostic(
                Code.EDITIONS_EMPTY,
                "there is no edition here",
                Span(path),
                "an edition is a name with its content, as in `en: {content: resume.en.yaml}`",
            )
        )
        return Checked(None, tuple(findings))
    editions = [_edition(name, keys, path.parent, findings) for name, keys in value.items()]
    return Checked(tuple(edition for edition in editions if edition), tuple(findings))


def _edition(name: Typed, value: Value, folder: Path, findings: list[Diagnostic]) -> Edition | None:
    keys = value if isinstance(value, TypedMapping) else TypedMapping({}, name.span)
    if not NAME.fullmatch(name):
        findings.append(
            Diagnostic(
                Code.EDITION_NAME,
                f"`{name}` can't be the name of a PDF",
                name.span,
                "a name is made of letters of ASCII, digits, - and _; a few are devices of Windows",
            )
        )
    for key in keys:
        if key not in KEYS:
            close = difflib.get_close_matches(key, KEYS, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"the keys are {', '.join(KEYS)}"
            findings.append(
                Diagnostic(Code.KEY_UNKNOWN, f"an edition has no key `{key}`", key.span, hint)
            )
    given = {
        str(key): inner
        for key, inner in keys.items()
        if not isinstance(inner, Empty)  # a key that was left empty is as one that is not there
    }
    content = _content(name, given.get("content"), folder, findings)
    theme = _theme(given.get("theme"), findings)
    pages = _pages(given.get("pages"), findings)
    if content is None:
        return None
    limited = given.get("pages")
    return Edition(str(name), content, theme, pages, limited.span if limited else name.span)


def _content(
    name: Typed, given: Value | None, folder: Path, findings: list[Diagnostic]
) -> Path | None:
    if given is None or not isinstance(given, Typed):
        findings.append(
            Diagnostic(
                Code.KEY_MISSING,
                f"the edition `{name}` has no `content`",
                name.span,
                "add a line `content: resume.en.yaml`, a file beside this one",
            )
        )
        return None
    path = folder / given
    if not _is_file(path):
        findings.append(
            Diagnostic(
                Code.FILE_MISSING, f"there is no file `{path}`", given.span, "check the name"
            )
        )
        return None
    return path


def themes() -> list[str]:
    """Return the names of the themes that there are."""
    return sorted(path.stem for path in (latex_dir() / "themes").glob("*.sty"))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the file system
        return False


def _theme(given: Value | None, findings: list[Diagnostic]) -> str:
    if given is None:
        return THEME
    known = themes()
    if isinstance(given, Typed) and given in known:
        return str(given)
    hint = f"one of {', '.join(known)}"
    findings.append(Diagnostic(Code.THEME_UNKNOWN, "there is no such theme", given.span, hint))
    return THEME


def _pages(given: Value | None, findings: list[Diagnostic]) -> int | None:
    if given is None:
        return None
    if isinstance(given, Typed) and re.fullmatch("[1-9][0-9]{0,3}", given):
        return int(given)
    findings.append(
        Diagnostic(
            Code.VALUE_TYPE, "`pages` is a whole number, from 1", given.span, "as in `pages: 2`"
        )
    )
    return None
