"""Converts the looks of RenderCV (`design`, `locale`) and of YAMLResume (`layouts`) to a design.

What has no like here is left out; the keys are those of RenderCV 1 to 2.8 and YAMLResume 0.5 on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cvtex.design.options import read_options
from cvtex.diagnostics import Span
from cvtex.exchange.detection import FileFormat
from cvtex.exchange.json_names import json_lists
from cvtex.exchange.texts.flattening import items_of
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", re.IGNORECASE)
_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_SIDES = ("top", "right", "bottom", "left")
_BYTE = 255
_PAPER = {"a4": "a4", "a4paper": "a4", "us-letter": "letter", "letter": "letter"}
_PAPER |= {"letterpaper": "letter"}
_RULES = {
    **dict.fromkeys(("with_full_line", "with-full-line"), "rule"),
    **dict.fromkeys(("with_partial_line", "with-partial-line"), "line"),
    **dict.fromkeys(("without_line", "without-line"), "plain"),
    **dict.fromkeys(("centered_with_centered_partial_line",), "lines"),
}
_DATES = {
    "MONTH_ABBREVIATION YEAR": "short",
    "MONTH_NAME YEAR": "long",
    "FULL_MONTH_NAME YEAR": "long",
    "MONTH_IN_TWO_DIGITS/YEAR": "MM/YYYY",
    "MONTH_IN_TWO_DIGITS.YEAR": "MM.YYYY",
    "YEAR-MONTH_IN_TWO_DIGITS": "YYYY-MM",
    "YEAR/MONTH_IN_TWO_DIGITS": "YYYY/MM",
    "YEAR": "YYYY",
}
_FLAGS = {"true": "true", "false": "false", "True": "true", "False": "false"}


def _colour(text: str) -> str:
    if match := _RGB.fullmatch(text):
        parts = [int(part) for part in match.groups()]
        return "".join(f"{part:02X}" for part in parts) if max(parts) <= _BYTE else ""
    if match := _HEX.fullmatch(text):
        digits = match[1].upper()
        return digits if len(digits) == len("RRGGBB") else "".join(2 * one for one in digits)
    return ""


def _among(words: dict[str, str]) -> Callable[[str], str]:
    return lambda text: words.get(text, "")


def _length(text: str) -> str:
    return re.sub(r"\s+", "", text)


_NUMBERS = _among({word: "number" if flag == "true" else "off" for word, flag in _FLAGS.items()})
_NOT_NUMBERED = _among({"true": "off", "false": "number", "True": "off", "False": "number"})
_ALIGNED = _among({"justified": "true", "left": "false"})
_SIDE = _among({"left": "left", "right": "right"})


@dataclass(frozen=True, slots=True)
class _Like:
    """An option of ours, the paths of what is like it, the newest first, and its conversion."""

    option: tuple[str, ...]
    paths: tuple[str, ...]
    convert: Callable[[str], str]


_RENDERCV = (
    _Like(("accent",), ("colors.section_titles", "colors.name", "color"), _colour),
    _Like(("ink",), ("colors.body", "colors.text"), _colour),
    _Like(("quiet",), ("colors.footer", "colors.last_updated_date_and_page_numbering"), _colour),
    _Like(("paper",), ("page.size", "page_size"), _among(_PAPER)),
    *(
        _Like(("margins", side), (f"page.{side}_margin", f"margins.page.{side}"), _length)
        for side in _SIDES
    ),
    _Like(("page_numbers",), ("page.show_footer", "page.show_page_numbering"), _NUMBERS),
    _Like(("page_numbers",), ("disable_page_numbering",), _NOT_NUMBERED),
    _Like(
        ("font_size",), ("typography.font_size.body", "text.font_size", "font_size"), _length
    ),
    _Like(
        ("fonts", "text"),
        ("typography.font_family.body", "typography.font_family", "text.font_family", "font"),
        str,
    ),
    _Like(
        ("fonts", "heading"),
        ("typography.font_family.section_titles", "section_titles.font_family"),
        str,
    ),
    _Like(("justify",), ("typography.alignment", "text.alignment", "text_alignment"), _ALIGNED),
    _Like(("heading_style",), ("section_titles.type",), _among(_RULES)),
    _Like(("icons",), ("header.connections.show_icons", "header.use_icons_for_connections"),
          _among(_FLAGS)),
    _Like(("photo_side",), ("header.photo_position",), _SIDE),
    _Like(("date_style",), ("templates.single_date",), _among(_DATES)),
)  # fmt: skip
_RENDERCV_LOCALE = (_Like(("date_style",), ("date_template", "single_date"), _among(_DATES)),)
_YAML_RESUME = (
    _Like(("paper",), ("page.paperSize",), _among(_PAPER)),
    *(
        _Like(("margins", side), (f"page.margins.{side}", f"margins.{side}"), _length)
        for side in _SIDES
    ),
    _Like(("page_numbers",), ("page.showPageNumbers",), _NUMBERS),
    _Like(("font_size",), ("typography.fontSize",), _length),
    _Like(("fonts", "text"), ("typography.fontFamily",), str),
)


def looks_of(value: TypedMapping, file_format: FileFormat) -> TypedMapping:
    """Return the keys of an edition, `design` and `order`, for the looks of a file."""
    given = TypedMapping({}, value.span)
    found: list[tuple[Value, tuple[_Like, ...]]] = []
    if file_format is FileFormat.RENDERCV:
        found = [(value_of(value, "design"), _RENDERCV)]
        found += [
            (value_of(value, name), _RENDERCV_LOCALE) for name in ("locale", "locale_catalog")
        ]
    elif file_format is FileFormat.YAML_RESUME:
        layouts = items_of(value.value("layouts") or value_of(value, "layout"))
        found = [(layout, _YAML_RESUME) for layout in layouts if _is_for_paper(layout)][:1]
    for source, likes in found:
        _convert(source, likes, given)
    edition = TypedMapping({}, value.span)
    titles, order = _sections(found[0][0]) if found else (None, None)
    if titles and file_format is FileFormat.YAML_RESUME:
        given[Typed("titles", value.span)] = titles
    if design := _valid(given):
        edition[Typed("design", value.span)] = design
    if order and file_format is FileFormat.YAML_RESUME:
        edition[Typed("order", value.span)] = order
    return edition


def value_of(value: Value, path: str) -> Value:
    """Return the value at a path with dots, or an empty mapping."""
    found = value
    for step in path.split("."):
        inner = found.value(step) if isinstance(found, TypedMapping) else None
        if inner is None:
            return TypedMapping({}, Span(value.span.file))
        found = inner
    return found


def _is_for_paper(layout: Value) -> bool:
    return value_of(layout, "engine") in ("latex", "docx", "html", TypedMapping({}, layout.span))


def _convert(source: Value, likes: Iterable[_Like], given: TypedMapping) -> None:
    """Add the options that are like those of a file."""
    for like in likes:
        for path in like.paths:
            text = value_of(source, path)
            made = like.convert(str(text)) if isinstance(text, Typed) and text.strip() else ""
            if made:
                *owners, last = like.option
                place = given
                for name in owners:
                    inner = place.value(name)
                    if not isinstance(inner, TypedMapping):
                        inner = TypedMapping({}, text.span)
                        place[Typed(name, text.span)] = inner
                    place = inner
                if last not in place:
                    place[Typed(last, text.span)] = Typed(made, text.span)
                break


def _sections(layout: Value) -> tuple[TypedMapping | None, TypedList | None]:
    """Return titles by our types, and the types in order, of YAMLResume's `sections`."""
    kinds = {name: kind.name for name, kind in json_lists().items()} | {"basics": "summary"}
    aliases, listed = value_of(layout, "sections.aliases"), value_of(layout, "sections.order")
    titles = TypedMapping({}, layout.span)
    for name, title in aliases.items() if isinstance(aliases, TypedMapping) else ():
        if str(name) in kinds and isinstance(title, Typed) and title.strip():
            titles[Typed(kinds[str(name)], name.span)] = title
    order = [
        Typed(kinds[str(name)], name.span)
        for name in items_of(listed)
        if isinstance(name, Typed) and str(name) in kinds and name != "basics"
    ]
    return titles or None, TypedList(list(order), layout.span) if order else None


def _valid(given: TypedMapping) -> TypedMapping:
    """Return the options that a design may have; one with a wrong value is left out."""
    valid = TypedMapping({}, given.span)
    for key, value in given.items():
        alone = TypedMapping({key: value}, value.span)
        if key == "fonts" or read_options(alone, ("fonts",), []):
            valid[key] = value
    return valid
