"""Whatever is in a file, its faults are reported; nothing breaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from cvtex.build.check import check_content
from cvtex.diagnostics import FINDINGS_MAX, Diagnostic
from cvtex.exchange.export.exporting import export_file
from cvtex.exchange.texts.plain import escaped
from cvtex.exchange.texts.rich import from_markdown
from cvtex.importing.importing import import_file
from cvtex.report.text import render
from cvtex.source.yaml import parse_yaml

from . import strategies
from .conftest import Write
from .json_resume_schema import faults


def _everything(path: Path) -> tuple[Diagnostic, ...]:
    """Import, check and export a file; return all that was said."""
    imported = import_file(path)
    if imported.value is not None:
        again = parse_yaml(imported.value.text, Path("again.yaml"))
        assert again.value is not None, render(again.diagnostics)
    checked = check_content(path)
    exported = export_file(path)
    if exported.value is not None:
        assert not faults(json.loads(exported.value))
    found = imported.diagnostics + checked.diagnostics + exported.diagnostics
    assert all(finding.span and finding.span.file == path for finding in found)
    render(found)
    return found


@settings(max_examples=settings().max_examples // 2)
@given(strategies.hostile)
def test_anything(tmp_path: Path, value: Any) -> None:  # noqa: ANN401 - any JSON there is
    """Any value in any place is read or is a finding in the file."""
    for name in ("resume.json", "resume.yaml"):
        path = tmp_path / name
        path.write_text(json.dumps(value), encoding="utf-8")
        _everything(path)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ('{"basics": "Ada"}', ["0:0 import-shape"]),
        ('{"basics": {"name": ["Ada"]}}', []),
        ('{"basics": {"name": null}, "work": null}', ["0:0 import-repaired"]),
        ('{"basics": {"name": "A"}, "work": "Acme"}', []),
        ('{"basics": {"name": "A"}, "work": [["B"]]}', ["1:36 import-left-out"]),
        ('{"basics": {"name": "A"}, "work": [{"name": {"a": []}}]}', []),
        ('{"basics": {"name": "A"}, "work": [{"name": "B", "startDate": 2020}]}', []),
        (
            '{"basics": {"name": "A"}, "work": [{"name": "B", "startDate": "2020-13"}]}',
            ["1:63 import-repaired"],
        ),
        (
            '{"basics": {"name": "A"}, "work": [{"startDate": "2020"}]}',
            ["1:36 import-left-out"],
        ),
        (
            '{"basics": {"name": "A", "image": "data:a", "age": 7}}',
            ["1:26 import-left-out", "1:45 import-left-out"],
        ),
        ('{"basics": {"name": "A"}, "meta": {"cvtex": {"sections": 1}}}', ["1:58 import-left-out"]),
        ('{"language": ["en"], "basics": {"name": "A"}}', ["1:14 import-left-out"]),
        (
            (
                '{"language": "en", "basics": {"name": "A", "language": "English"}, '
                '"meta": {"language": "zh"}}'
            ),
            ["1:89 import-left-out"],
        ),
        (
            (
                '{"basics": {"name": "A"}, "meta": {"cvtex": {"sections": '
                '[{"type": "skills", "count": 2}, '
                '{"type": "skills", "count": 1, "entries": ["C"]}]}}}'
            ),
            ["1:59 import-left-out", "1:110 import-left-out"],
        ),
        (
            (
                '{"basics": {"name": "A"}, "skills": ["C"], "meta": {"cvtex": {"sections": '
                '[{"type": "skills", "count": "all"}]}}}'
            ),
            ["1:95 import-left-out"],
        ),
        (
            '{"basics": {"name": "A"}, "publications": [{"name": "B", "releaseDate": "May 2021"}]}',
            ["1:73 import-left-out"],
        ),
        (
            '{"basics": {"name": "A"}, "skills": [{"name": "B", "text": "C"}]}',
            ["1:52 import-left-out"],
        ),
        (
            '{"basics": {"name": "A"}, "meta": {"cvtex": {"sections": [{"type": "odd"}]}}}',
            ["1:68 import-repaired"],
        ),
        ("[]", ["0:0 import-shape"]),
        ('{"hello": "world"}', ["0:0 import-shape"]),
        ("", ["0:0 content-empty"]),
        ("null", ["1:1 content-empty"]),
    ],
)
def test_places(write: Write, document: str, expected: list[str]) -> None:
    """What is wrong is told at its place in the JSON, all of it at once."""
    found = import_file(write(document), "en", verbose=True).diagnostics

    assert [
        f"{finding.span.line}:{finding.span.column} {finding.code}"
        for finding in sorted(found, key=lambda finding: finding.span or Path())
        if finding.span
    ] == expected


def test_words_behind_a_comma(tmp_path: Path) -> None:
    """Words that a comma of YAML makes a key without a value are reported."""
    path = tmp_path / "other.yaml"
    school = "{institution: U, startDate: Sep 1, 2015, area: Rivers, locks and mills}"
    path.write_text(f"content:\n  basics: {{name: Ada}}\n  education:\n    - {school}\n")
    told = [finding.message for finding in import_file(path, "en", verbose=True).diagnostics]

    assert told == [
        "`Sep 1` is not a date: it is printed as typed",
        "`2015` is left out: a content file has no field for it",
        "`locks and mills` is left out: a content file has no field for it",
    ]


def test_slips_of_other_programs(write: Write) -> None:
    """Comments, commas too many and links to files are left out of a foreign file, each said."""
    text = "See [notes](notes.md), [a page](../page.html) and [site](example.org/a)."
    work = '[{"name": "Mill", "startDate": "2020-01",},]'
    path = write(
        f'{{"basics": {{"name": "Ada", "summary": "{text}"}}, // a comment\n"work": {work}}}'
    )
    imported = import_file(path, "en", verbose=True)

    assert imported.value
    assert "See notes, a page and [site](https://example.org/a)." in imported.value.text
    assert {f"{finding.code}: {finding.message}" for finding in imported.diagnostics} == {
        "json-syntax: JSON has no comments",
        "json-syntax: there is an extra comma",
        "import-repaired: the link to `notes.md` is left out: it is not a web address",
        "import-repaired: the link to `../page.html` is left out: it is not a web address",
    }


def test_no_more_than_is_read(write: Write) -> None:
    """Of a file full of what has no place no more is reported than of one in YAML."""
    unknown = dict.fromkeys((f"key{number}" for number in range(5_000)), 1)
    path = write({"basics": {"name": "A", **unknown, "label": ["B"]}})
    found = import_file(path, verbose=True).diagnostics
    gathered = import_file(path, "en").diagnostics

    assert len(found) == FINDINGS_MAX + 1  # the last says how many more there are
    assert len(gathered) == 1
    assert "`key11` and 1988 more are left out" in gathered[0].message


OWN = """\
{"contacts": [{"email": "ada@example.org", "url": "https://example.org"},
  {"profile": {"network": "X"}}, "+1"],
 "sections": [{"type": "experience", "entries": {"name": "X"}},
  {"type": "experience", "entries": [{"name": "A", "date": "2024-13", "summary": []}, null]},
  "skills"]}
"""


def test_hints_in_json(write: Write) -> None:
    """A hint for a JSON file is in terms of JSON."""
    hints = [finding.hint for finding in import_file(write(OWN)).diagnostics]

    assert sorted(hints) == [
        'add `"name": "..."`',
        'add `"username": "..."`',
        'add with a language tag, as `"language": "en"` or `"language": "zh-Hans"`',
        'begin it with `"type": "skills"`',
        "put each between `{` and `}`",
        'put each between `{` and `}`: `{"name": "X"}`',
        "put it in double quotes",
        "write 2023, 2023-09, 2023-09-01 or present",
        'write `"phone": "+1"`',
        "write it, or remove it",
    ]


@pytest.mark.parametrize(
    "formula",
    [r"$\foo x$", r"$\SI{5}{\kilo\metre}$", r"$\sqrt$", r"$\frac{1$", r"$\xrightarrow{f}$"],
)
def test_formula_that_is_not_known(formula: str) -> None:
    """A formula with a command that is not known, or that is not LaTeX, is printed as typed."""
    assert from_markdown(f"{formula} and $\\left(\\alpha\\right)$") == f"{escaped(formula)} and (α)"


def test_deep_formula() -> None:
    """A formula with braces too deep for the parser is printed as it was typed."""
    formula = rf"$\alpha{'{' * 3_000}{'}' * 3_000}$"

    assert from_markdown(f"{formula} and $\\alpha$") == f"{formula} and α"
