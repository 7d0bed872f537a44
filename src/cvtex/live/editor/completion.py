"""What may be written at the caret, and what is known about what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from lsprotocol import types

from cvtex.content.letter_files import is_letter
from cvtex.content.overlay import NAME as PRIVATE
from cvtex.content.repairs.suggestions import plain
from cvtex.design.looks import theme_folders
from cvtex.editions.tailoring import ALL
from cvtex.live.editor.places import CaretPlace, Step, place_at
from cvtex.live.editor.positions import EditorText
from cvtex.live.editor.references import (
    VARIANTS,
    audiences,
    edition_names,
    steps_to,
    tags_of_parts,
)
from cvtex.live.editor.schema_view import (
    Node,
    SchemaView,
    description,
    examples,
    is_container,
    values,
)
from cvtex.locales import known_locales
from cvtex.paths import EDITIONS

_USUAL = (
    *("name", "organization", "institution", "position", "study_type", "area", "title"),
    *("start_date", "end_date", "date", "location", "url", "summary", "highlights", "keywords"),
)
"""Keys that most entries have, in their usual order."""

_RARE = frozenset({"for", "not_for", "hidden", "notes", "id", "variants", "priority", "ignore"})
"""Keys that print nothing, which come last."""


class Schemas:
    """The schemas of content files and of editions, each made when first asked for."""

    @cached_property
    def content(self) -> SchemaView:
        """The schema of a content file."""
        from cvtex.content.schema import content_schema  # noqa: PLC0415 - takes 0.1 s

        return SchemaView(content_schema())

    @cached_property
    def letter(self) -> SchemaView:
        """The schema of a cover letter."""
        from cvtex.content.schema import letter_schema  # noqa: PLC0415 - the same

        return SchemaView(letter_schema())

    @cached_property
    def editions(self) -> SchemaView:
        """The schema of editions.yaml."""
        from cvtex.editions.schema import editions_schema  # noqa: PLC0415 - the same

        return SchemaView(editions_schema())

    def of(self, path: Path, place: CaretPlace) -> tuple[SchemaView, tuple[Step, ...]]:
        """Return the schema of a file, and the steps to a place from its root."""
        if path.name == EDITIONS.name:
            return self.editions, place.steps
        if is_letter(path):
            return self.letter, place.steps
        steps = place.steps
        if path.name == PRIVATE:
            is_language = steps and steps[0][0] in known_locales()
            return self.content, steps[1:] if is_language else steps
        before = steps_to(path)
        if before and steps and steps[0][0] is None:  # a list replaces the item
            steps = steps[1:]
        return self.content, (*before, *steps)


def completions(
    schemas: Schemas, text: EditorText, position: types.Position
) -> list[types.CompletionItem]:
    """Return what fits at a position: keys of the schema, values, names and tags in use."""
    place = place_at(text.lines, position.line, text.column(position))
    if place is None:
        return []
    view, steps = schemas.of(text.path, place)
    items: list[types.CompletionItem] = []
    if place.is_value:
        nodes = view.at(steps)
        items += _named(text.path, place) or _values(nodes, is_empty=not place.word)
    if place.is_key:
        items += _keys(view, steps, place.present)
        if place.path[-1:] == (VARIANTS,):
            items += [_value(tag, "") for tag in _unique(audiences(text.path))]
    end = max(place.end, text.column(position))
    where = text.in_line(position.line, min(place.start, end), end)
    line = text.lines[position.line]
    has_colon, needs_space = line.startswith(":", end), line[: place.start].endswith(":")
    for item in items:
        new = item.label if has_colon else item.insert_text or item.label
        new = f" {new}" if needs_space else new
        item.text_edit, item.filter_text = types.TextEdit(where, new), item.label
    return items


def hover(schemas: Schemas, text: EditorText, position: types.Position) -> types.Hover | None:
    """Return what the schema says in words about the key or the value at a position."""
    place = place_at(text.lines, position.line, text.column(position))
    if place is None:
        return None
    view, steps = schemas.of(text.path, place)
    nodes = view.at((*steps, (place.word, place.present)) if place.is_key else steps)
    told = [description(nodes)]
    known = values(nodes)
    if place.is_value and known.get(place.word):
        told.append(f"`{place.word}`: {known[place.word]}")
    elif known:
        told.append("One of " + ", ".join(f"`{value}`" for value in known) + ".")
    elif shown := [f"`{example}`" for example in examples(nodes) if _is_scalar(example)]:
        told.append("For example " + " or ".join(shown) + ".")
    words = "\n\n".join(filter(None, told))
    if not words:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, words)
    return types.Hover(content, text.in_line(position.line, place.start, place.end))


def _keys(
    view: SchemaView, steps: tuple[Step, ...], present: Mapping[str, str]
) -> Iterator[types.CompletionItem]:
    required = {key for node in view.at(steps, present) for key in node.get("required", ())}
    found = view.keys(steps, present)
    usual = [key for key in _USUAL if key in found]
    order = [
        *filter(required.__contains__, found),
        *usual,
        *(key for key in found if key not in _RARE),
        *found,
    ]
    for number, key in enumerate(dict.fromkeys(order)):
        nodes = found[key]
        yield types.CompletionItem(
            key,
            kind=types.CompletionItemKind.Property,
            sort_text=f"{number:03}",
            documentation=_documentation(nodes),
            insert_text=f"{key}:" if is_container(nodes) else f"{key}: ",
        )


def _values(nodes: list[Node], *, is_empty: bool) -> list[types.CompletionItem]:
    """Return the values that the schema lists, or else its examples for an empty value."""
    if known := values(nodes):
        return [_value(value, told) for value, told in known.items()]
    if not is_empty:
        return []
    return [_value(str(one), "an example") for one in examples(nodes) if _is_scalar(one)]


def _named(path: Path, place: CaretPlace) -> list[types.CompletionItem]:
    """Return the names that the project has for the value of a key."""
    key = next(iter(place.path[-1:]), "")
    names: Iterable[str] = ()
    match key:
        case "for" | "not_for":
            names = [*audiences(path), *tags_of_parts(path)]
        case "audience":
            names = [*tags_of_parts(path), ALL]
        case "extends":
            names = edition_names(path)
        case "theme":
            names = theme_folders(path.parent)
        case "language" if len(place.steps) == 1:
            names = sorted(known_locales())
        case "content" | "resume":
            files = (file.name for file in path.parent.glob("*.yaml"))
            names = sorted(name for name in files if name not in (EDITIONS.name, PRIVATE))
        case "include":
            below = (file.relative_to(path.parent) for file in path.parent.glob("*/*.yaml"))
            names = sorted(file.as_posix() for file in below)
    return [_value(name, "") for name in _unique(names)]


def _value(value: str, told: str) -> types.CompletionItem:
    return types.CompletionItem(
        str(value),
        kind=types.CompletionItemKind.Value,
        documentation=told or None,
        insert_text=plain(value),
    )


def _documentation(nodes: list[Node]) -> str | None:
    shown = [f"{example}" for example in examples(nodes) if _is_scalar(example)]
    told = [description(nodes), f"For example {' or '.join(shown)}." if shown else ""]
    return "\n\n".join(filter(None, told)) or None


def _unique(names: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(map(str, names))]


def _is_scalar(example: object) -> bool:
    return isinstance(example, str | int | float)
