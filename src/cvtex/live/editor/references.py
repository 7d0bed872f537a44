"""The tags, editions and files that the files of a project name, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cvtex.content.includes import INCLUDE, SOURCE, included_files
from cvtex.content.letter_files import RESUME
from cvtex.diagnostics import Span
from cvtex.live.editor.places import Step
from cvtex.live.editor.project import contents_of, home_of
from cvtex.paths import EDITIONS
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import read_yaml

OF_TAGS = ("for", "not_for")
AUDIENCE = "audience"
VARIANTS = "variants"


def tags_in(value: Value | None) -> Iterator[Typed]:
    """Yield the tags in a content file or a file of editions: those of parts, and audiences."""
    if isinstance(value, TypedMapping):
        for key, inner in value.items():
            if key in (*OF_TAGS, AUDIENCE):
                yield from _texts(inner)
            elif key == VARIANTS and isinstance(inner, TypedMapping):
                yield from inner
            else:
                yield from tags_in(inner)
    elif isinstance(value, TypedList):
        for item in value:
            yield from tags_in(item)


def tags_of_parts(path: Path) -> list[Typed]:
    """Return the tags in the content files of the project of a file, and in what they include."""
    contents = contents_of(path)
    files = (file for content in contents for file in (content, *included_files(content)))
    return [tag for file in dict.fromkeys(files) for tag in tags_in(read_yaml(file).value)]


def audiences(path: Path) -> list[Typed]:
    """Return the tags that the editions of the project of a file have as their audiences."""
    return [*tags_in(read_yaml(home_of(path) / EDITIONS.name).value)]


def edition_names(path: Path) -> list[Typed]:
    """Return the names of the editions in a file of editions."""
    value = read_yaml(path).value
    return [*value] if isinstance(value, TypedMapping) else []


def steps_to(path: Path, found: frozenset[Path] = frozenset()) -> tuple[Step, ...]:
    """Return the steps to what a file is included as, from a content file; () if it is not.

    `found` are the files that it includes itself, which may be in a circle.
    """
    for content in contents_of(path):
        for file in dict.fromkeys((content, *included_files(content))):
            if file == path or file in found:
                continue
            before = () if file == content else steps_to(file, found | {path})
            for steps, name in _includes(read_yaml(file).value, before):
                if file.parent / name.strip() == path:
                    return steps
    return ()


def target_of(key: str, word: str, path: Path) -> list[Span]:
    """Return the places that the value of a key refers to: a file, an edition, or uses of a tag."""
    if key in (INCLUDE, SOURCE, RESUME, "content", "file", "photo"):
        file = path.parent / word
        return [Span(file)] if file.is_file() else []
    if key == "extends":
        return [name.span for name in edition_names(path) if name == word]
    if key in OF_TAGS or key == VARIANTS:
        return [tag.span for tag in audiences(path) if tag == word]
    if key == AUDIENCE:
        return [tag.span for tag in tags_of_parts(path) if tag == word]
    return []


def _texts(value: Value) -> Iterator[Typed]:
    match value:
        case Typed():
            yield value
        case TypedList():
            yield from (item for item in value if isinstance(item, Typed))


def _includes(
    value: Value | None, steps: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield the names of included files, with the steps to the item that each replaces."""
    if isinstance(value, TypedList):
        for item in value:
            inside = (*steps, (None, {}))
            name = item.value(INCLUDE) if isinstance(item, TypedMapping) else None
            if isinstance(name, Typed):
                yield inside, name
            else:
                yield from _includes(item, inside)
    elif isinstance(value, TypedMapping):
        siblings = {str(key): str(one) for key, one in value.items() if isinstance(one, Typed)}
        for key in ("sections", "entries"):
            if inner := value.value(key):
                yield from _includes(inner, (*steps, (key, siblings)))
