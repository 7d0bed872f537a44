"""Findings for a tool."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.report.json import render, schema

VALIDATOR = Draft202012Validator(schema())
DIAGNOSTICS = st.builds(
    Diagnostic,
    code=st.sampled_from(Code),
    message=st.text(),
    span=st.none()
    | st.builds(
        Span,
        file=st.just(Path("简历.yaml")),
        line=st.integers(0, 9),
        column=st.integers(1, 9),
        length=st.integers(1, 9),
    ),
    hint=st.text(),
)


def test_document() -> None:
    """A finding has its place, its message and its hint, in plain UTF-8."""
    path = Path("简历.yaml")
    findings = [
        Diagnostic(Code.STYLE_LONG, "太长"),
        Diagnostic(Code.KEY_UNKNOWN, "`naem` is no key", Span(path, 3, 5, 4), "it is `name`"),
        Diagnostic(Code.FILE_MISSING, "there is no such file", Span(path)),
    ]
    said = render(findings)
    nowhere = {"line": None, "column": None, "length": None}

    assert "太长" in said
    assert json.loads(said) == {
        "version": 1,
        "diagnostics": [
            {
                "file": "简历.yaml",
                **nowhere,
                "severity": "error",
                "code": "file-missing",
                "message": "there is no such file",
                "hint": None,
            },
            {
                "file": "简历.yaml",
                "line": 3,
                "column": 5,
                "length": 4,
                "severity": "error",
                "code": "key-unknown",
                "message": "`naem` is no key",
                "hint": "it is `name`",
            },
            {
                "file": None,
                **nowhere,
                "severity": "warning",
                "code": "style-long",
                "message": "太长",
                "hint": None,
            },
        ],
    }


def test_nothing_found() -> None:
    """A tool reads a document also when there are no findings."""
    assert json.loads(render([])) == {"version": 1, "diagnostics": []}


@given(st.lists(DIAGNOSTICS))
def test_any_findings(findings: list[Diagnostic]) -> None:
    """Every document is as its schema says, and has every finding."""
    document = json.loads(render(findings))
    VALIDATOR.validate(document)

    assert len(document["diagnostics"]) == len(findings)


@pytest.mark.parametrize(
    "change",
    [
        {"code": "no-such-code"},
        {"severity": "fatal"},
        {"line": 0},
        {"more": 1},
        {"message": None},
    ],
)
def test_schema_refuses(change: dict[str, object]) -> None:
    """The schema has something against what is no finding of ours."""
    document = json.loads(render([Diagnostic(Code.OUTPUT, "it is wrong")]))
    document["diagnostics"][0] |= change

    assert not VALIDATOR.is_valid(document)


def test_schema() -> None:
    """The schema is one (JSON Schema 2020-12)."""
    Draft202012Validator.check_schema(schema())
