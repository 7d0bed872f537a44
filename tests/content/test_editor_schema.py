"""The JSON Schema of a content file agrees with the model, and explains every key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import TypeAdapter

from cvtex.content.load import check_schema
from cvtex.content.resume import Resume
from cvtex.content.schema import content_schema
from cvtex.diagnostics import Span
from cvtex.diagnostics.codes import Code
from cvtex.schema.docstrings import describe
from cvtex.schema.records import Described
from cvtex.sections.experience import Employer
from cvtex.sections.list import ListSection
from cvtex.sections.section_type import SectionModel
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

from .conftest import every_record

TOP = Path(__file__).parents[2]
FILE = Path("resume.yaml")
HERE = Span(FILE, 1, 1)

SCHEMA = content_schema()
VALIDATOR = Draft7Validator(SCHEMA)
OBJECTS = {"": SCHEMA} | {
    name: of for name, of in SCHEMA["definitions"].items() if "properties" in of
}
KEYS = [(name, key) for name, of in OBJECTS.items() for key in of["properties"]]
RECORDS = every_record()
EXAMPLES = [
    (record, name, example)
    for record in RECORDS
    for name, described in describe(record).items()
    for example in described.examples
]

# What is wrong with a value by itself, and with the keys of a mapping: for a schema to find.
OF_THE_SCHEMA = {
    *(Code.CONTENT_EMPTY, Code.CONTENT_TYPE, Code.SECTION_TYPE, Code.LIST_EMPTY),
    *(Code.KEY_UNKNOWN, Code.KEY_MISSING, Code.VALUE_TYPE, Code.VALUE_UNKNOWN),
    *(Code.TEXT_EMPTY, Code.FLAG_TYPE),
}

# YAML 1.2.2, section 10.3: the core schema, by which editors read.
_CORE = (
    (re.compile("true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile("[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def _as_editors_read(value: Value) -> Any:  # noqa: ANN401 - JSON
    """Return a value as YAML 1.2 has it, where this program keeps what was typed."""
    if isinstance(value, Empty):
        return None
    if isinstance(value, TypedMapping):
        return {str(key): _as_editors_read(inner) for key, inner in value.items()}
    if isinstance(value, TypedList):
        return [_as_editors_read(inner) for inner in value]
    if not value.quoted:
        for form, read in _CORE:
            if form.fullmatch(value):
                return read(str(value))
    return str(value)


def _good_files() -> list[str]:
    page = (TOP / "docs" / "schema.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)[-1]
    people = sorted((TOP / "tests" / "people").glob("*.yaml"))
    return [example, *(path.read_text(encoding="utf-8") for path in people)]


@cache
def _parsed(text: str) -> Value:
    value = parse_yaml(text, FILE).value
    assert value is not None
    return value


GOOD = _good_files()
SMALL = [text for text in GOOD if len(text) < 10_000]


@pytest.mark.parametrize("text", GOOD, ids=lambda text: text[:40])
def test_good(text: str) -> None:
    """What the model accepts, the schema accepts, as an editor reads it."""
    value = _parsed(text)

    assert check_schema(value).ok
    assert [error.message for error in VALIDATOR.iter_errors(_as_editors_read(value))] == []


def _typed(text: str, *, quoted: bool = False) -> Typed:
    return Typed(text, HERE, quoted=quoted)


def _with_unknown_key(value: Value) -> Value:
    if isinstance(value, TypedMapping):
        return TypedMapping({**value, _typed("positon"): _typed("x")}, HERE)
    return value


def _without_first(value: Value) -> Value:
    if isinstance(value, TypedMapping):
        return TypedMapping(dict([*value.items()][1:]), HERE)
    return TypedList(value[1:], HERE) if isinstance(value, TypedList) else value


CHANGES: dict[str, Callable[[Value], Value]] = {
    "an unknown key": _with_unknown_key,
    "without its first": _without_first,
    "empty": lambda _: Empty(HERE),
    "a text": lambda _: _typed("Ada"),
    "a number": lambda _: _typed("2023"),
    "a fraction": lambda _: _typed("1.5"),
    "a boolean": lambda _: _typed("true"),
    "a boolean in quotes": lambda _: _typed("true", quoted=True),
    "blank": lambda _: _typed(" ", quoted=True),
    "an empty list": lambda _: TypedList([], HERE),
    "a list of it": lambda value: TypedList([value], HERE),
    "an empty mapping": lambda _: TypedMapping({}, HERE),
}


def _paths(value: Value) -> Iterator[tuple[int | str, ...]]:
    yield ()
    inner: Iterator[tuple[int | str, Value]] = iter(())
    if isinstance(value, TypedMapping):
        inner = iter(value.items())
    elif isinstance(value, TypedList):
        inner = iter(enumerate(value))
    for step, below in inner:
        yield from ((step, *path) for path in _paths(below))


def _changed(value: Value, path: tuple[int | str, ...], change: Callable[[Value], Value]) -> Value:
    if not path:
        return change(value)
    step, rest = path[0], path[1:]
    if isinstance(value, TypedMapping):
        items = value.items()
        return TypedMapping(
            {key: _changed(of, rest, change) if key == step else of for key, of in items}, HERE
        )
    assert isinstance(value, TypedList)
    return TypedList(
        [_changed(of, rest, change) if at == step else of for at, of in enumerate(value)], HERE
    )


@st.composite
def _values(draw: st.DrawFn) -> Value:
    """Return a good file in which one value or two are not what they were."""
    value = _parsed(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(_paths(value))))
        value = _changed(value, path, CHANGES[draw(st.sampled_from(list(CHANGES)))])
    return value


@given(_values())
def test_changed(value: Value) -> None:
    """What the model accepts, the schema accepts; unknown keys and wrong kinds neither does."""
    checked = check_schema(value)
    accepted = VALIDATOR.is_valid(_as_editors_read(value))

    if checked.ok:
        assert accepted
    if {finding.code for finding in checked.diagnostics} & OF_THE_SCHEMA:
        assert not accepted


_PUBLISHED = "sections: [{type: publications, entries: [{%s}]}]"


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("headline: 2023", False),
        ("headline: no", False),
        ("headline:", False),
        ("headline: ''", True),
        ("headline: [Engineer]", True),
        ("adress: here", True),
        ("contacts:", False),
        ("contacts: ada@example.org", True),
        ("contacts: [{emial: ada@example.org}]", True),
        ("sections: [{type: skills, entries: [Sieving, 7, {name: Sums, level: }]}]", False),
        ("sections: [{type: skills, entries: [{nmae: Sums}]}]", True),
        ("sections: [{type: skills, entries: []}]", True),
        ("sections: [{type: skils, entries: [Sieving]}]", True),
        ("sections: [{title: Skills, entries: [Sieving]}]", True),
        ("sections: [{type: text, title: Note, text: It is., entries: [x]}]", True),
        ("sections: [{type: list, title: Also, entries: [a, {text: b, highlights: [c]}]}]", False),
        ("sections: [{type: awards, entries: [{title: Prize, date: 2023-09-01}]}]", False),
        ("sections: [{type: awards, entries: [{title: Prize, date: [2023]}]}]", True),
        ("sections: [{type: experience, entries: [{name: Ltd, positon: Head}]}]", True),
        (_PUBLISHED % 'kind: book, title: On, authors: [A, {name: B, self: "true"}]', False),
        (_PUBLISHED % "kind: book, title: On, authors: [{name: B, self: yes}]", True),
        (_PUBLISHED % "kind: paper, title: On, authors: [A]", True),
    ],
)
def test_refused(line: str, *, refused: bool) -> None:
    """The schema refuses what it should, whatever the model says: a table beside the search."""
    value = _parsed(f"language: en\nname: Ada\n{line}\n")
    assert isinstance(value, TypedMapping)
    whole = TypedMapping({_typed("sections"): TypedList([], HERE), **value}, HERE)

    assert VALIDATOR.is_valid(_as_editors_read(whole)) is not refused
    assert check_schema(whole).ok is not refused


def test_is_a_schema() -> None:
    """It is a JSON Schema of the draft that it names, and all that it refers to is in it."""
    Draft7Validator.check_schema(SCHEMA)
    referred = set(re.findall(r"'\$ref': '#/definitions/(\w+)'", str(SCHEMA)))

    assert SCHEMA["$schema"] == Draft7Validator.META_SCHEMA["$schema"]
    assert referred == set(SCHEMA["definitions"])


def test_every_record() -> None:
    """Each record that a file is made of is in the schema, with all of its keys."""
    assert len(OBJECTS) > 30
    for record in RECORDS:
        keys = {field.alias or name for name, field in record.model_fields.items()}
        if record.__name__ in OBJECTS:
            assert keys == set(OBJECTS[record.__name__]["properties"])


def test_described() -> None:
    """Each key says in sentences what it holds.

    One example alone would be typed for the person by an editor that completes the key.
    """
    for name, key in KEYS:
        described = OBJECTS[name]["properties"][key]

        assert re.fullmatch(r"[A-Z].*\.", described.get("description", "")), (name, key)
        assert len(described.get("examples", ())) != 1, (name, key)
        assert "default" not in described, (name, key)


def test_examples() -> None:
    """What a description gives as an example is accepted when it is typed as it stands."""
    for record, name, example in EXAMPLES:
        wanted = TypeAdapter(record.model_fields[name].rebuild_annotation())
        wanted.validate_python(_parsed(example))


def test_inherited() -> None:
    """A key of several records is described once, and a record may say it in its own words."""
    titled, listed = describe(SectionModel)["title"], describe(ListSection)["title"]

    assert describe(Employer)["summary"] == describe(Described)["summary"]
    assert titled != listed
    assert describe(Resume)["language"].examples == ("en", "en-GB", "zh-Hans")
    assert "example" not in describe(Resume)["language"].text
