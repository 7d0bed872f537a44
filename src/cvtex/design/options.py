"""The options of a design: what a person may set in `design:`, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cvtex.design.colours import READABLE, contrast
from cvtex.design.kinds import Choice, Colour, Kind, Length, Margins, Number
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.synonyms import closest
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited

_FLAG = {"true": "true", "false": "false"}


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its name, what values it takes, the key of the class that it sets.

    `text` says what it is for, `example` is a value in YAML.
    """

    name: str
    kind: Kind
    group: str
    key: str
    text: str
    example: str


OPTIONS = (
    Option(
        "paper",
        Choice({"a4": "a4", "letter": "letter"}),
        *("page", "size"),
        "The size of the paper; `letter` is the default for American English.",
        "letter",
    ),
    Option(
        "margins",
        Margins(Length(14, 142)),
        *("page", "margin"),
        "The margins of the page: one length for all, or some by side.",
        "{top: 15mm, left: 18mm}",
    ),
    Option(
        "font_size",
        Length(7, 14),
        *("text", "size"),
        "The size of running text; what is larger or smaller changes with it.",
        "10.5pt",
    ),
    Option(
        "line_height",
        Number(1, 2),
        *("text", "leading"),
        "The distance of lines, in sizes of the text.",
        "1.35",
    ),
    Option(
        "density",
        Number(0.5, 2),
        *("text", "density"),
        "The space between sections, entries and highlights, as a share of the theme's own.",
        "0.85",
    ),
    Option(
        "justify",
        Choice(_FLAG),
        *("text", "justify"),
        "Whether the lines of a paragraph all end at the margin.",
        "true",
    ),
    Option(
        "accent",
        Colour(),
        *("page", "accent"),
        "The colour of names and headings.",
        "B00020",
    ),
    Option(
        "quiet",
        Colour(),
        *("page", "quiet"),
        "The colour of what steps back: labels, separators, the foot.",
        "5A5F66",
    ),
    Option(
        "ink",
        Colour(),
        *("page", "ink"),
        "The colour of running text.",
        "1A1A1A",
    ),
    Option(
        "links",
        Choice({"plain": "plain", "accent": "accent"}),
        *("text", "links"),
        "The look of links in running text.",
        "plain",
    ),
    Option(
        "page_numbers",
        Choice({"off": "off", "number": "number", "name": "name"}),
        *("page", "numbers"),
        "The foot from the second page on: nothing, the number, or the name and the number.",
        "name",
    ),
)
"""All options that are one value; `theme` and `fonts` have readers of their own."""

Keys = dict[str, str]
"""Values as TeX takes them, by the name of the option."""


def read_options(given: TypedMapping, others: tuple[str, ...], findings: list[Diagnostic]) -> Keys:
    """Return the options that are given, and add what is wrong to the findings.

    `others` are the keys that may stand beside them, and are read elsewhere.
    """
    known = {option.name: option for option in OPTIONS}
    keys: Keys = {}
    for key, value in given.items():
        if key in others or isinstance(value, Empty):
            continue  # left empty is as not there
        meant = str(key)
        if key not in known:
            names = [*known, *others]
            meant = closest(key, [name for name in names if name not in given], {})
            hint = f"did you mean `{meant}`?" if meant else f"the options are {', '.join(names)}"
            message = f"a design has no option {cited(key)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
        if meant in known:
            _read(known[meant], value, keys, findings)
    return keys


def _read(option: Option, value: Value, keys: Keys, findings: list[Diagnostic]) -> None:
    try:
        keys[option.name] = option.kind.read(value)
    except ValueError as error:
        shown = cited(value) if isinstance(value, Typed) else "this"
        message = f"`{option.name}` can't be {shown}: {error}"
        hint = f"as in `{option.name}: {option.example}`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span, hint))
        return
    if isinstance(option.kind, Colour) and (ratio := contrast(keys[option.name])) < READABLE:
        message = f"the contrast of {cited(str(value))} on white is {ratio:.1f} to 1"
        hint = f"a darker colour is easier to read: from {READABLE} to 1 on (WCAG 2.1, 1.4.3)"
        findings.append(Diagnostic(Code.COLOUR_PALE, message, value.span, hint))


def options_schema() -> dict[str, Any]:
    """Return the JSON Schema of each option by its name."""
    return {option.name: {"description": option.text, **option.kind.schema()} for option in OPTIONS}
