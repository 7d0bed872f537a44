"""The editions of a project, from `content/editions.yaml`: one PDF each.

Read by hand and not by pydantic, because every run of doit reads it, also one with nothing to do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cvtex.content.project import OUTSIDE, is_inside, read_inside
from cvtex.design.looks import PLAIN, Looks, read_looks
from cvtex.diagnostics import Checked, Diagnostic, Span
from cvtex.diagnostics.codes import PROOFS, Code
from cvtex.editions.pages import SPARSE, read_pages
from cvtex.source.file import ENDINGS
from cvtex.source.synonyms import closest
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

DEFAULTS = "defaults"
"""The name that is no edition: what stands there holds for all."""

KEYS = ("content", "theme", "design", "pages", "warn")

# Files that a hint names.
_NAMED_MAX = 5

# What every file system takes for a name, and no shell for more than one word; some Windows keeps
# for its devices. It stands in the JSON Schema too, whose patterns have no flags.
NAME = re.compile(
    "(?!([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|([Cc][Oo][Mm]|[Ll][Pp][Tt])[0-9])$)"
    "[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """What pages an edition is to fit: how many at most, how full the last of several has to be.

    `fixed` are the options of its design that the person set, which no build changes.
    """

    pages: int | None
    fill: float
    fixed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One PDF to build: its name, the content file, its looks, how many pages it may have.

    `fill` is the share of the last page to be filled, if one is asked for; `span` is where the
    pages stand; `warn` are the checks that do not stop it.
    """

    name: str
    content: Path
    looks: Looks = PLAIN
    pages: int | None = None
    span: Span | None = None
    warn: frozenset[Code] = frozenset()
    fill: float | None = None

    @property
    def fit(self) -> Fit:
        """What pages it is to fit; without `fill`, the last one is not to be nearly empty.

        Where a page that is nearly empty only warns, nothing is done about it.
        """
        least = 0 if Code.PAGE_SPARSE in self.warn else SPARSE
        return Fit(self.pages, self.fill or least, tuple(name for name, _ in self.looks.options))


def read_editions(path: Path) -> Checked[tuple[Edition, ...]]:
    """Return the editions in a file that have a content, in its order, and what is wrong."""
    read = read_inside(path)
    if read.value is None:
        return Checked(None, read.diagnostics)
    findings = list(read.diagnostics)
    value = read.value
    if not isinstance(value, TypedMapping) or not value.keys() - {DEFAULTS}:
        findings.append(
            Diagnostic(
                Code.EDITIONS_EMPTY,
                "there is no edition here",
                # A list, or a text, has a place; a file without a value has none.
                Span(path) if isinstance(value, Empty) else value.span,
                "an edition is a name with its content, as in `en: {content: resume.en.yaml}`",
            )
        )
        return Checked(None, tuple(findings))
    defaults = value.value(DEFAULTS)
    named = {name: keys for name, keys in value.items() if name != DEFAULTS}
    _check_names(named, findings)
    editions = [
        _edition(name, _merged(defaults, keys), path.parent, findings)
        for name, keys in named.items()
    ]
    # What is wrong with the defaults is so in each edition.
    found = tuple(dict.fromkeys(findings))
    return Checked(tuple(edition for edition in editions if edition), found)


def _merged(defaults: Value | None, keys: Value) -> Value:
    """Return what an edition has, with what it does not say from the defaults; designs are one.

    The theme may stand in the design or beside it.
    """
    if not (isinstance(defaults, TypedMapping) and isinstance(keys, TypedMapping)):
        return keys
    if _theme_of(keys):
        defaults = _without_theme(defaults)
    both = {
        key: _merged(defaults.value(key), value) if key == "design" else value
        for key, value in keys.items()
    }
    return TypedMapping({**defaults, **both}, keys.span)


def _theme_of(keys: TypedMapping) -> Value | None:
    design = keys.value("design")
    within = design.value("theme") if isinstance(design, TypedMapping) else None
    return keys.value("theme") or within


def _without_theme(keys: TypedMapping) -> TypedMapping:
    kept = {
        key: _without_theme(value) if isinstance(value, TypedMapping) else value
        for key, value in keys.items()
        if key != "theme"
    }
    return TypedMapping(kept, keys.span)


def _check_names(names: Iterable[Typed], findings: list[Diagnostic]) -> None:
    """Find names that are one file where capitals don't count, as on macOS and Windows."""
    known: dict[str, Typed] = {}
    for name in names:
        other = known.setdefault(name.lower(), name)
        if other is not name:
            message = f"`{name}.pdf` and `{other}.pdf` are the same file on many machines"
            hint = "names must differ by more than case"
            findings.append(Diagnostic(Code.EDITION_NAME, message, name.span, hint))


def _edition(name: Typed, value: Value, folder: Path, findings: list[Diagnostic]) -> Edition | None:
    keys = value if isinstance(value, TypedMapping) else _without_key(name, value, findings)
    if not NAME.fullmatch(name):
        findings.append(
            Diagnostic(
                Code.EDITION_NAME,
                f"`{name}` can't be the name of a PDF",
                name.span,
                "a name consists of ASCII letters, digits, - and _; some are reserved by Windows",
            )
        )
    given = _given(keys, findings)
    content = _content(name, given["content"], folder, findings) if "content" in given else None
    if "content" not in given:
        findings.append(
            Diagnostic(
                Code.KEY_MISSING,
                f"the edition {cited(name)} has no `content`",
                name.span,
                f"add `content: {_example(folder, name)}`, a file beside this one",
            )
        )
    looks = read_looks(given.get("theme"), given.get("design"), folder, findings)
    pages, fill = read_pages(given.get("pages"), findings)
    warn = _warn(given.get("warn"), findings)
    if content is None:
        return None
    limited = given.get("pages")
    place = limited.span if limited else name.span
    return Edition(str(name), content, looks, pages, place, warn, fill)


def _given(keys: TypedMapping, findings: list[Diagnostic]) -> dict[str, Value]:
    """Return what an edition has by its keys; one that was nearly typed is read as it was meant."""
    given: dict[str, Value] = {}
    for key, inner in keys.items():
        meant = str(key)
        if key not in KEYS:
            meant = closest(key, [one for one in KEYS if one not in keys], {})
            hint = f"did you mean `{meant}`?" if meant else f"the keys are {', '.join(KEYS)}"
            message = f"an edition has no key {cited(key)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
        if meant and not isinstance(inner, Empty):  # left empty is as not there
            given.setdefault(meant, inner)
    return given


def _without_key(name: Typed, value: Value, findings: list[Diagnostic]) -> TypedMapping:
    """Return the keys that are meant by a file's name alone, which is no edition."""
    files = value if isinstance(value, TypedList) and len(value) == 1 else [value]
    file = files[0]
    if isinstance(value, Empty) or not isinstance(file, Typed):
        return TypedMapping({}, name.span)
    findings.append(
        Diagnostic(
            Code.KEY_MISSING,
            f"the edition {cited(name)} has no `content`",
            value.span,
            f"write `{name}: {{content: {file}}}`",
        )
    )
    return TypedMapping({Typed("content", file.span): file}, value.span)


def _content(name: Typed, given: Value, folder: Path, findings: list[Diagnostic]) -> Path | None:
    if not isinstance(given, Typed):
        message, hint = (
            "`content` is the name of a file",
            f"as in `content: {_example(folder, name)}`",
        )
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
        return None
    path = folder / given
    if not _is_file(path):
        there = ", ".join(f"`{name}`" for name in _contents(folder)[:_NAMED_MAX])
        hint = (
            f"write it, or name one that is here: {there}" if there else "write it, or name another"
        )
        message = f"there is no file `{path}`"
        findings.append(Diagnostic(Code.FILE_MISSING, message, given.span, hint))
        return None
    if path.suffix.lower() not in ENDINGS:
        message = f"{cited(given)} is not read: the name of a content file ends in .yaml or .json"
        findings.append(
            Diagnostic(Code.FILE_OUTSIDE, message, given.span, "if it is one, rename it")
        )
        return None
    if not is_inside(path, folder):
        message = f"{cited(given)} is not read: it is outside the project"
        hint = f"move it there; {OUTSIDE}=1 in the environment allows another place"
        findings.append(Diagnostic(Code.FILE_OUTSIDE, message, given.span, hint))
        return None
    return path


def _contents(folder: Path) -> list[str]:
    """Return the names of the content files that there may be in a folder."""
    names = (path.name for end in ("yaml", "yml", "json") for path in folder.glob(f"*.{end}"))
    return sorted(name for name in names if name not in ("editions.yaml", "private.yaml"))


def _example(folder: Path, name: str) -> str:
    """Return the content file that an edition is likely to be of."""
    names = _contents(folder)
    likely = f"resume.{name}.yaml"
    return next(iter(difflib.get_close_matches(likely, names, n=1, cutoff=0.4)), likely)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the file system
        return False


def _warn(given: Value | None, findings: list[Diagnostic]) -> frozenset[Code]:
    """Return the checks that an edition wants to be warned by only."""
    if given is None:
        return frozenset()
    if not isinstance(given, TypedList):
        message, hint = "`warn` is a list of checks", "as in `warn: [page-sparse]`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
        return frozenset()
    known = {code.value: code for code in PROOFS}
    wanted = set()
    for code in given:
        if isinstance(code, Typed) and code in known:
            wanted.add(known[code])
            continue
        if isinstance(code, Typed) and str(code) in set(Code):
            message, hint = (
                f"{cited(code)} can't be turned into a warning",
                "it is not a check of the finished PDF",
            )
            findings.append(Diagnostic(Code.VALUE_UNKNOWN, message, code.span, hint))
            continue
        close = difflib.get_close_matches(code, known, n=1) if isinstance(code, Typed) else []
        hint = f"did you mean `{close[0]}`?" if close else "docs/verify.md lists them"
        what = f"check {cited(code)}" if isinstance(code, Typed) else "such check"
        findings.append(Diagnostic(Code.VALUE_UNKNOWN, f"there is no {what}", code.span, hint))
    return frozenset(wanted)
