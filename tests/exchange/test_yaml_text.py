"""The YAML that is written: read back the same, and good to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.content.schema import content_schema
from cvtex.diagnostics import Span
from cvtex.exchange.yaml_writer import ORDER, WIDTH, write_yaml
from cvtex.report.text import render
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

HERE = Span(Path("resume.json"))

_PIECES = st.sampled_from(
    [
        *(
            "#",
            " #",
            ": ",
            ":",
            "- ",
            "-",
            "---",
            "...",
            "? ",
            "*",
            "&a",
            "!b",
            "%",
            "@",
            "`",
            "|",
            ">",
        ),
        *("'", '"', "\\", "[", "]", "{", "}", ",", "~", "null", "no", "1:30", "2023.10", "<<", "="),
        *("\n", "\n\n", "\t", " ", "  ", "张样例，", "word", "a much longer word of text "),
    ]
)
# What stands in a content file: see JSON_CHARACTER for the rest.
_PRINTED = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
_TEXTS = (st.lists(_PIECES, max_size=40).map("".join) | st.text(_PRINTED, max_size=200)).filter(
    lambda text: bool(text.strip())
)
_KEYS = st.sampled_from(ORDER).filter(lambda key: "date" not in key)
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(_KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def _typed(value: object) -> Value:
    if isinstance(value, dict):
        return TypedMapping({Typed(key, HERE): _typed(inner) for key, inner in value.items()}, HERE)
    if isinstance(value, list):
        return TypedList([_typed(item) for item in value], HERE)
    return Typed(str(value), HERE)


def _written(value: object) -> str:
    typed = _typed(value)
    assert isinstance(typed, TypedMapping)
    return write_yaml(typed)


@given(st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4))
def test_read_back(value: dict[str, object]) -> None:
    """Every text is read back as it is, whatever is in it and wherever it stands."""
    read = parse_yaml(_written(value), Path("resume.yaml"))

    assert read.ok, render(read.diagnostics)
    assert read.value == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no", "no"),
        ("2023-09", "2023-09"),
        ("1:30", "1:30"),
        ("张样例，工程师", "张样例，工程师"),
        ("it's", "it's"),
        ('the "one"', 'the "one"'),
        ("a: b", '"a: b"'),
        ("a #1", '"a #1"'),
        ("C#", "C#"),
        ("**bold**", '"**bold**"'),
        (r"\*star", r"\*star"),
        (r"*a\*", r"'*a\*'"),
        ("- point", '"- point"'),
        ("张" * 200, "张" * 200),
        ("\u200b\u2060", '"\\u200b\\u2060"'),
        ("\u3000样例", '"\\u3000样例"'),
        ("one\n\ntwo", "|-\n  one\n\n  two"),
    ],
)
def test_quotes(text: str, written: str) -> None:
    """Quotes stand where YAML needs them and nowhere else; Chinese stays as it is."""
    assert _written({"text": text}) == f"text: {written}\n"


def test_looks() -> None:
    """Keys stand in the schema's order, sections and entries apart, and what is short in a line."""
    entry = {
        "highlights": ["one", "word " * 30 + "end"],
        "end_date": "present",
        "keywords": ["Python", "C++"],
        "name": "Mill",
    }
    text = _written({"sections": [{"entries": [entry, entry], "type": "projects"}], "name": "Ada"})
    words = ("word " * 17).rstrip()
    written = (
        "      - name: Mill\n"
        "        keywords: [Python, C++]\n"
        "        end_date: present\n"
        "        highlights:\n"
        "          - one\n"
        "          - >-\n"
        f"            {words}\n"
        f"            {words[20:]} end\n"
    )

    assert text == (
        f"name: Ada\n\nsections:\n  - type: projects\n    entries:\n{written}\n{written}"
    )
    assert max(map(len, text.splitlines())) <= WIDTH


def test_dates() -> None:
    """A date in words keeps the quotes by which it is told from a slip; other dates need none."""
    dates = {"date": "Spring 2023", "start_date": "2023-09", "end_date": "present"}
    typed = {Typed(key, HERE): Typed(text, HERE, quoted=True) for key, text in dates.items()}

    assert (
        write_yaml(TypedMapping({**typed}, HERE))
        == 'date: "Spring 2023"\nstart_date: 2023-09\nend_date: present\n'
    )


def test_every_key_has_its_place() -> None:
    """The order knows no key that the schema does not have."""
    schema = content_schema()
    known = {
        key
        for model in (schema, *schema["definitions"].values())
        for key in model.get("properties", ())
    }

    assert set(ORDER) <= known
