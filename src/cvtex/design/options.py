"""The options of a design: what a person may set in `design:`, as one table."""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from cvtex.design.colours import READABLE, contrast
from cvtex.design.kinds import (
    Colour,
    Length,
    Lengths,
    Margins,
    NamedTexts,
    NameList,
    NumberBetween,
    OneOf,
    OptionKind,
    Setting,
    UnknownNameError,
    WholeNumber,
)
from cvtex.diagnostics import Diagnostic, Fix
from cvtex.diagnostics.codes import Code
from cvtex.paths import FormName
from cvtex.source.fixes import instead_of
from cvtex.source.synonyms import meanings
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited

_FLAG = {"true": "true", "false": "false"}

WORDS = "words"
"""The group of what changes words and not looks: its keys are those of `cvtex.document.Words`."""

TXT = "txt"
"""The group of what is for plain text alone: its keys are those of `cvtex.document.Design`."""

LABELS = ("supervisor", "mentor", "programme", "courses", "keywords", "enclosures")
"""The labels of the languages."""

DATES = {
    **{style: style for style in ("short", "long", "numeric")},
    "YYYY-MM": "y-MM",
    "YYYY.MM": "y.MM",
    "YYYY/MM": "y/MM",
    "MM/YYYY": "MM/y",
    "MM.YYYY": "MM.y",
    "YYYY": "y",
}
"""Styles of dates: how much CLDR's forms of a language say, or a pattern of CLDR for all."""


def _titled() -> list[str]:
    from cvtex.sections import section_types  # noqa: PLC0415 - heavy, and few name titles

    return ["summary", *section_types()]


class Option(NamedTuple):
    """An option: its name, what values it takes, the group and key of the class that it sets.

    `text` says what it is for, `example` is a value in YAML.
    """

    name: str
    kind: OptionKind
    group: str
    key: str
    text: str
    example: str


OPTIONS = (
    Option(
        "paper",
        OneOf({"a4": "a4", "letter": "letter"}),
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
        NumberBetween(1, 2),
        *("text", "lines"),
        "The distance of lines, in sizes of the text.",
        "1.35",
    ),
    Option(
        "density",
        NumberBetween(0.5, 2),
        *("text", "density"),
        "The space between sections, entries and highlights, as a share of the theme's own.",
        "0.85",
    ),
    Option(
        "justify",
        OneOf(_FLAG),
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
        "The colour of secondary text: labels, separators, the foot.",
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
        OneOf({"plain": "plain", "accent": "accent"}),
        *("text", "links"),
        "The look of links in running text.",
        "plain",
    ),
    Option(
        "heading_style",
        OneOf({style: style for style in ("rule", "line", "lines", "band", "plain")}),
        *("section", "style"),
        "What goes with the title of a section: a rule below it, a line beside it, lines on both"
        " sides of it, a coloured band behind it, or nothing.",
        "band",
    ),
    Option(
        "heading_case",
        OneOf({"typed": "", "upper": "upper"}),
        *(WORDS, "case"),
        "Titles of sections as they are typed, or in capitals.",
        "upper",
    ),
    Option(
        "date_style",
        OneOf(DATES),
        *(WORDS, "dates"),
        "How dates are printed: `short` (Mar 2021), `long` (March 2021) and `numeric` (03/2021) are"
        " those of the language (CLDR); or in one form for all languages. The default is what"
        " people write in résumés in the language.",
        "YYYY-MM",
    ),
    Option(
        "labels",
        NamedTexts(lambda: LABELS, may_be_off=True),
        *(WORDS, "labels"),
        "Other words for the labels of the language, or `off` for what has none.",
        "{keywords: Technologies, courses: off}",
    ),
    Option(
        "titles",
        NamedTexts(_titled),
        *(WORDS, "titles"),
        "Other titles for the sections by their type; a section's own `title` takes precedence.",
        "{experience: Work, summary: About me}",
    ),
    Option(
        "publication_form",
        OneOf({form: form for form in get_args(FormName)}),
        *(WORDS, "form"),
        "The form of publications; a section's own `form` takes precedence. The default is"
        " `gbt7714` in Chinese, and `plain` in other languages.",
        "ieee",
    ),
    Option(
        "skills",
        OneOf({layout: layout for layout in ("inline", "labels", "grid")}),
        *("term", "layout"),
        "How skills, languages and interests stand: each in a line of its own, its label before it"
        " (`inline`) or in a column for labels (`labels`), or two beside each other (`grid`).",
        "labels",
    ),
    Option(
        "aside",
        NameList(_titled),
        *(WORDS, "aside"),
        "The sections in the column beside the text, by their type. They are read first, after the"
        " contacts; themes without such a column have all sections in their order.",
        "[skills, languages, awards]",
    ),
    Option(
        "bullets",
        OneOf({colour: f"\\cv{colour}" for colour in ("accent", "quiet", "ink")}),
        *("highlight", "color"),
        "The colour of bullets. The mark is always •, the only one that all parsers read.",
        "accent",
    ),
    Option(
        "icons",
        OneOf(_FLAG),
        *("header", "icons"),
        "Whether a drawn icon stands before each contact. It is a path and no text, so that no"
        " parser reads it.",
        "true",
    ),
    Option(
        "photo_side",
        OneOf({side: side for side in ("left", "right")}),
        *("photo", "side"),
        "The side of the head on which the photo stands; the default is the end of a line.",
        "left",
    ),
    Option(
        "photo_size",
        Lengths(("width", "height"), Length(28, 171)),
        *("photo", "size"),
        "The size of the photo: as large as fits into this width and height.",
        "{width: 30mm, height: 40mm}",
    ),
    Option(
        "photo_shape",
        OneOf({shape: shape for shape in ("rectangle", "rounded", "circle")}),
        *("photo", "shape"),
        "The outline of the photo.",
        "rounded",
    ),
    Option(
        "page_numbers",
        OneOf({style: style for style in ("off", "number", "total", "name")}),
        *("page", "numbers"),
        "The foot from the second page on: nothing (`off`), the number, the number and that of the"
        " last page (`total`, as in 2/3), or the name and the number (`name`, the default).",
        "total",
    ),
    Option(
        "text_width",
        WholeNumber(30, 200),
        *(TXT, "text_width"),
        "The longest line of plain text (`txt`), in columns, of which a Han character takes two."
        " The default is to wrap no line, as web forms expect.",
        "72",
    ),
)
"""All options that are one value; `theme` and `fonts` have readers of their own."""

NAMES = (*(option.name for option in OPTIONS), "fonts")
"""The names of all options but `theme`, which an edition has beside its design too."""

Keys = dict[str, Setting]
"""What options are set to, by their names."""


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
            found = meanings(key, [name for name in names if name not in given], {})
            meant = next(iter(found), "")
            fixes = instead_of(key, meant, certain=len(found) == 1) if meant else ()
            hint = f"did you mean `{meant}`?" if meant else f"the options are {', '.join(names)}"
            message = f"a design has no option {cited(key)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint, fixes=fixes))
        if meant in known:
            _read(known[meant], value, keys, findings)
    return keys


def _read(option: Option, value: Value, keys: Keys, findings: list[Diagnostic]) -> None:
    try:
        read = option.kind.read(value)
    except UnknownNameError as error:
        message = f"`{option.name}` has {error}"
        findings.append(Diagnostic(Code.KEY_UNKNOWN, message, error.span, error.hint))
        return
    except ValueError as error:
        shown = cited(value) if isinstance(value, Typed) else "this"
        message = f"`{option.name}` can't be {shown}: {error}"
        hint = f"as in `{option.name}: {option.example}`"
        fixes: tuple[Fix, ...] = ()
        if isinstance(option.kind, OneOf) and isinstance(value, Typed):
            found = meanings(value, option.kind.values, {})
            for meant in found[:1]:
                hint = f"did you mean `{meant}`?"
                fixes = instead_of(value, meant, certain=len(found) == 1)
        findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span, hint, fixes=fixes))
        return
    keys[option.name] = read
    if isinstance(read, str) and isinstance(option.kind, Colour) and contrast(read) < READABLE:
        message = f"the contrast of {cited(str(value))} on white is {contrast(read):.1f} to 1"
        hint = f"a darker colour is easier to read: from {READABLE} to 1 on (WCAG 2.1, 1.4.3)"
        findings.append(Diagnostic(Code.CONTRAST_LOW, message, value.span, hint))


def options_schema() -> dict[str, Any]:
    """Return the JSON Schema of each option by its name."""
    return {
        option.name: {
            "description": option.text,
            **option.kind.schema(),
            "examples": [example(option)],
        }
        for option in OPTIONS
    }


def example(option: Option) -> Any:  # noqa: ANN401 - what JSON has
    """Return the example of an option, as JSON."""
    import yaml  # noqa: PLC0415 - only those who make the schema or the page need it

    return yaml.safe_load(option.example)
