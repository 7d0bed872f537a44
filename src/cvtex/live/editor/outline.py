"""The outline of a file: sections and entries, or editions; and what can be folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types

from cvtex.live.editor.positions import EditorText
from cvtex.live.editor.rows import Row, read_rows
from cvtex.sections import section_types
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

# The keys of what names an entry or a section, the first that is there.
_NAMES = ("title", "name", "institution", "organization", "position", "language", "text", "type")
_LISTS = ("sections", "entries", "parts", "contacts")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a file: its name, where it begins (a line from 0), and what is in it."""

    name: str
    detail: str
    line: int
    kind: types.SymbolKind
    parts: tuple[_Part, ...]


def outline(text: EditorText) -> list[types.DocumentSymbol]:
    """Return the parts of a file; [] if it can't be read as YAML."""
    value = parse_yaml(text.buffer.text, text.path).value
    parts = [*_parts(value)] if value is not None else []
    last = len(text.lines) - 1
    while last > 0 and not text.lines[last].strip():
        last -= 1
    return _symbols(parts, last, text)


def folding(text: EditorText) -> list[types.FoldingRange]:
    """Return the ranges of lines that are below others by their indentation, and comments."""
    rows = read_rows(text.lines)
    ends = (_end(text.lines, rows, at) for at in range(len(rows)))
    found = [types.FoldingRange(at, end) for at, end in enumerate(ends) if end > at]
    return found + [
        types.FoldingRange(start, end, kind=types.FoldingRangeKind.Comment)
        for start, end in _comments(text.lines)
    ]


def _end(lines: Sequence[str], rows: Sequence[Row | None], at: int) -> int:
    """Return the last line below a line that is indented further, or the line itself."""
    row = rows[at]
    if row is None:
        return at
    end = at
    for number in range(at + 1, len(lines)):
        other, line = rows[number], lines[number]
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip(" "))
        is_list = not row.dashes and row.key is not None and not row.value
        is_item = is_list and other is not None and other.dashes and indent == row.indent
        if indent <= row.indent and not is_item:
            break
        end = number
    return end


def _comments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each comment of several lines."""
    start = -1
    for at, line in enumerate([*lines, ""]):
        is_comment = line.lstrip().startswith("#")
        if is_comment and start < 0:
            start = at
        elif not is_comment:
            if start >= 0 and at - start > 1:
                yield start, at - 1
            start = -1


def _parts(value: Value) -> Iterator[_Part]:
    """Yield the parts of a mapping or of a list."""
    match value:
        case TypedMapping():
            for key, inner in value.items():
                detail = str(inner) if isinstance(inner, Typed) else _content(inner)
                kind = types.SymbolKind.Array if key in _LISTS else types.SymbolKind.Key
                inside = tuple(_parts(inner)) if key in _LISTS else ()
                yield _Part(str(key), detail, key.span.line - 1, kind, inside)
        case TypedList():
            for item in value:
                if isinstance(item, TypedMapping):
                    yield _item(item)


def _item(item: TypedMapping) -> _Part:
    """Return a section, an entry or another item by its name."""
    names = {str(key): inner for key, inner in item.items() if isinstance(inner, Typed)}
    if item.value("profile"):
        names["name"] = Typed("profile", item.span)
    found = next((names[key] for key in _NAMES if key in names), None)
    first = next(iter(item.items()), None)
    if found is None and first:  # as `email: ada@example.org`
        found = first[1] if isinstance(first[1], Typed) else first[0]
    is_section = str(names.get("type", "")) in section_types()
    kind = types.SymbolKind.Class if is_section else types.SymbolKind.Field
    inside = (item.value(key) for key in ("entries", "parts"))
    parts = tuple(part for inner in inside if inner is not None for part in _parts(inner))
    detail = str(names.get("type", "") if is_section else names.get("position", ""))
    name = str(found or "-")
    return _Part(name, detail if detail != name else "", item.span.line - 1, kind, parts)


def _content(value: Value) -> str:
    """Return the content of an edition, for its detail."""
    content = value.value("content") if isinstance(value, TypedMapping) else None
    return str(content) if isinstance(content, Typed) else ""


def _symbols(parts: Sequence[_Part], last: int, text: EditorText) -> list[types.DocumentSymbol]:
    symbols = []
    following = [*(part.line for part in parts), last + 1][1:]
    for part, after in zip(parts, following, strict=True):
        end = min(max(part.line, after - 1), len(text.lines) - 1)
        line = min(part.line, end)
        symbols.append(
            types.DocumentSymbol(
                name=" ".join(part.name.split()) or "-",
                detail=" ".join(part.detail.split()),
                kind=part.kind,
                range=types.Range(
                    types.Position(line, 0), text.in_line(end, 0, len(text.lines[end])).end
                ),
                selection_range=text.in_line(line, 0, len(text.lines[line])),
                children=_symbols(part.parts, end, text),
            )
        )
    return symbols
