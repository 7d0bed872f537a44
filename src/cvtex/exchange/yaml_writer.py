"""Writes a content file's values as readable YAML: keys in order, blank lines, few quotes.

PyYAML's emitter writes no blank lines and quotes by YAML's types, while here each scalar is a text;
but its analysis decides which texts need quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import takewhile

from yaml.emitter import Emitter

from cvtex.diagnostics import Span
from cvtex.schema.dates import DateInWords, parse_date
from cvtex.source.characters import ODD_SPACE
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

WIDTH = 100
"""The line width to which texts are folded."""

ORDER = (
    *("language", "fluency", "type", "kind", "authors", "et_al", "title", "form", "sort"),
    *("break_before", "table", "name", "name_reading", "name_latin", "headline", "contacts"),
    *("facts", "photo", "file", "alt", "phone", "email", "address", "profile"),
    *("network", "username", "family", "given", "self"),
    *("institution", "organization", "position", "role", "awarder", "issuer", "entity"),
    *("study_type", "area", "department", "level", "location", "venue", "publisher", "place"),
    *("year", "volume", "issue", "pages", "number", "doi", "url", "label", "value", "score"),
    *("keywords", "date", "start_date", "end_date", "supervisor", "mentor", "programme"),
    *("scores", "courses", "reference", "summary", "text", "highlights", "parts"),
    *("entries", "sections", "closing", "signature", "ignore"),
)
"""The keys of the schema in the order of a file."""

_DATES = frozenset({"date", "start_date", "end_date"})
# Lists and mappings written in one line if they fit.
_IN_LINE = frozenset({"keywords", "scores", "courses", "authors", "profile"})
# Characters that YAML needs to escape (YAML 1.1, section 5.1), line ends, and characters that are
# invisible in a file: format characters, and spaces and joiners at the start.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe"
    f"\uffff]|^[\u200c\u200d]|^{ODD_SPACE.pattern}"
)
# The analysis writes nothing.
_ANALYSE = Emitter(StringIO(), allow_unicode=True).analyze_scalar


def write_yaml(content: TypedMapping, notes: Mapping[Span, str] | None = None) -> str:
    """Return the text of a content file, from which each scalar is read back unchanged.

    `notes` are comments above the values with these spans, each once: what a person is to check.
    """
    return "\n".join(_mapping(content, 0, dict(notes or {}))) + "\n"


def _mapping(mapping: TypedMapping, indent: int, notes: dict[Span, str]) -> Iterator[str]:
    """Yield the lines of a mapping; a note is taken out of `notes` when it is written."""
    space = " " * indent
    for key in sorted(mapping, key=rank):
        value = mapping[key]
        if isinstance(value, Empty):
            continue
        if not indent and key == "sections":
            yield ""
        name = str(key) if _is_plain(str(key)) else _quoted(key)
        line = _flow(value) if key in _IN_LINE else None
        yield from _note(value, space, notes)
        if isinstance(value, Typed):
            text = _date(value) if key in _DATES else _scalar(value, indent, len(name) + 2)
            yield f"{space}{name}: {text}"
        elif not value:
            yield f"{space}{name}: {'[]' if isinstance(value, TypedList) else '{}'}"
        elif line is not None and indent + len(name) + 2 + _width(line) <= WIDTH:
            yield f"{space}{name}: {line}"
        elif isinstance(value, TypedMapping):
            yield f"{space}{name}:"
            yield from _mapping(value, indent + 2, notes)
        else:
            yield f"{space}{name}:"
            yield from _list(str(key), value, indent + 2, notes)


def _list(key: str, items: TypedList, indent: int, notes: dict[Span, str]) -> Iterator[str]:
    """Yield the lines of a list, with blank lines between sections and long entries."""
    space = " " * indent
    for place, item in enumerate(items):
        if place and (key == "sections" or (key == "entries" and _is_tall(item, items[place - 1]))):
            yield ""
        line = _flow(item) if key in _IN_LINE else None
        yield from _note(item, space, notes)
        if isinstance(item, Typed):
            yield f"{space}- {_scalar(item, indent)}"
        elif line is not None and indent + 2 + _width(line) <= WIDTH:
            yield f"{space}- {line}"
        elif isinstance(item, TypedMapping) and item:
            lines = [*_mapping(item, indent + 2, notes)]
            comments = sum(1 for _ in takewhile(lambda one: one.lstrip().startswith("#"), lines))
            yield from (f"{space}{line.lstrip()}" for line in lines[:comments])
            yield f"{space}- {lines[comments].lstrip()}"
            yield from lines[comments + 1 :]
        elif isinstance(item, TypedList) and item:
            yield f"{space}-"
            yield from _list("", item, indent + 2, notes)
        elif not isinstance(item, Empty):
            yield f"{space}- {'[]' if isinstance(item, TypedList) else '{}'}"


def _note(value: Value, space: str, notes: dict[Span, str]) -> Iterator[str]:
    """Yield the comment above a value, also of a value in one line with others."""
    if note := notes.pop(value.span, ""):
        yield f"{space}# check: {note}"


def _is_tall(*items: Value) -> bool:
    return any(isinstance(item, TypedMapping) and len(item) > 1 for item in items)


def rank(key: str) -> int:
    """Return a key's position in `ORDER`; unknown keys rank with the names."""
    return ORDER.index(key if key in ORDER else "entity")


def _flow(value: Value) -> str | None:
    """Return a value in YAML's flow style, or None if it has line ends or is empty."""
    if isinstance(value, Typed):
        if _is_plain(str(value), flow=True):
            return str(value)
        return None if "\n" in value else _quoted(value)
    if isinstance(value, TypedList):
        items = [_flow(item) for item in value]
        return f"[{', '.join(map(str, items))}]" if items and None not in items else None
    if isinstance(value, TypedMapping):
        parts = [(key, _flow(value[key])) for key in sorted(value, key=rank)]
        if not parts or any(part is None for _, part in parts):
            return None
        return "{" + ", ".join(f"{key}: {part}" for key, part in parts) + "}"
    return None


def _date(value: Typed) -> str:
    """Return a date, with words in quotes."""
    try:
        date = parse_date(value)
    except ValueError:
        return _scalar(value, 0)
    return _quoted(value) if isinstance(date, DateInWords) else _scalar(value, 0)


def _scalar(value: str, indent: int, before: int = 2) -> str:
    """Return a text in the simplest style that is read back unchanged."""
    text = str(value)
    if "\n" in text:
        return _block(text, indent) or _quoted(text)
    if indent + before + _width(text) > WIDTH and _can_fold(text):
        lines = _folded(text, WIDTH - indent - 2)
        return "\n".join([">-", *(" " * (indent + 2) + line for line in lines)])
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str, *, flow: bool = False) -> bool:
    """Return whether a text needs no quotes, in block or flow style."""
    analysis = _ANALYSE(text)
    allowed = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    return bool(allowed) and bool(text) and not _ESCAPED.search(text)


def _quoted(text: str) -> str:
    if not re.search(r'[\\"]', text) and not _ESCAPED.search(text):
        return f'"{text}"'
    if not _ESCAPED.search(text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return '"' + _ESCAPED.sub(_escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - two digits


def _block(text: str, indent: int) -> str | None:
    """Return a text of several lines as a literal block, or None if it can't be one."""
    lines = text.split("\n")
    if not lines[0].strip() or not lines[-1].strip() or text[:1].isspace():
        return None
    if any(line != line.rstrip() for line in lines) or _ESCAPED.search(text.replace("\n", "")):
        return None
    space = " " * (indent + 2)
    return "\n".join(["|-", *(space + line if line else "" for line in lines)])


def _can_fold(text: str) -> bool:
    """Return whether a text can be folded at single spaces; Chinese can't."""
    words = text.split(" ")
    return (
        all(words)
        and not re.search(r"[\t]", text)
        and not _ESCAPED.search(text)
        and not any(unicodedata.east_asian_width(char) in "WF" for char in text)
    )


def _folded(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
