"""What options of the command line ask of a file: `--theme`, `--set`, `--audience`."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.diagnostics import Checked, Diagnostic, Span

if TYPE_CHECKING:
    from cvtex.design.looks import Looks
    from cvtex.editions.tailoring import Tailoring

_SETTING = re.compile(r"design\.(\w+)(?:\.(\w+))?=(.*)")
_OPTIONS = ("--theme", "--set", "--audience")


def add_looks(parser: ArgumentParser) -> None:
    """Add the theme and the options of the design."""
    parser.add_argument("--theme", default="", help="the theme: see `cvtex themes`")
    parser.add_argument(
        "--set",
        dest="settings",
        action="append",
        type=_setting,
        default=[],
        metavar="design.KEY=VALUE",
        help="an option of the design, as design.accent=B00020 (`cvtex docs design`)",
    )


def looks_of(file: Path, theme: str, settings: list[str]) -> Checked[Looks]:
    """Return the looks that options of the command line ask for.

    The value of a setting is read as YAML, if it is a list or a mapping.
    """
    from cvtex.design.looks import read_looks  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.source.typed import Typed, TypedMapping  # noqa: PLC0415 - the same
    from cvtex.source.yaml import parse_yaml  # noqa: PLC0415 - the same

    given = TypedMapping({}, Span(Path("--set")))
    if theme:
        place = Span(Path(f"{_OPTIONS[0]} {theme}"))
        given[Typed("theme", place)] = Typed(theme, place)
    findings: list[Diagnostic] = []
    for text in settings:
        read = parse_yaml(_as_yaml(text), Path(f"{_OPTIONS[1]} {text}"))
        findings += read.diagnostics
        for key, value in read.value.items() if isinstance(read.value, TypedMapping) else ():
            known = given.value(key)
            if isinstance(known, TypedMapping) and isinstance(value, TypedMapping):
                value = TypedMapping({**known, **value}, value.span)  # noqa: PLW2901
            given[key] = value
    looks = read_looks(None, given, file.parent, findings)
    return Checked(looks, tuple(findings))


def tailoring_for(audience: Iterable[str]) -> Tailoring:
    """Return what an edition for some tags prints, the most important first."""
    from cvtex.editions.tailoring import Tailoring  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.source.typed import Typed  # noqa: PLC0415 - the same

    tags = (Typed(tag, Span(Path(f"{_OPTIONS[2]} {tag}"))) for tag in audience)
    return Tailoring(tuple(tags))


def _setting(text: str) -> str:
    """Return a setting that has the form of one."""
    if not _SETTING.fullmatch(text):
        raise ArgumentTypeError(f"`{text}` has to be design.KEY=VALUE, as design.accent=B00020")
    return text


def _as_yaml(text: str) -> str:
    """Return `design.accent=B00020` or `design.fonts.text=Lato` as YAML."""
    match = _SETTING.fullmatch(text)
    assert match  # noqa: S101 - `_setting` has seen to it
    value = match[3] if match[3][:1] in ("{", "[") else "'" + match[3].replace("'", "''") + "'"
    return f"{match[1]}: {f'{{{match[2]}: {value}}}' if match[2] else value}"


def cited(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings; what stands in an option is cited as a whole, for that has no lines."""
    return tuple(
        replace(one, span=Span(one.span.file)) if one.span and _is_option(one.span.file) else one
        for one in findings
    )


def _is_option(file: Path) -> bool:
    return str(file).startswith(tuple(f"{option} " for option in _OPTIONS))
