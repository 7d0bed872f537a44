"""The options of a design: what they take, and that the page and the docs have them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from cvtex.design.colours import contrast
from cvtex.design.looks import Looks, read_looks
from cvtex.design.options import LABELS, OPTIONS
from cvtex.diagnostics import Diagnostic
from cvtex.locales import MODEL, words_of
from cvtex.source.yaml import parse_yaml

PAGE = Path(__file__).parents[2] / "docs" / "design.md"


def _read(design: str) -> tuple[Looks, list[str]]:
    """Return the looks that a design asks for, and the places and codes of what is wrong."""
    findings: list[Diagnostic] = []
    value = parse_yaml(design, Path("design.yaml")).value
    looks = read_looks(None, value, Path(), findings)
    spans = [(finding.span, finding.code) for finding in findings]
    return looks, [f"{span.line}:{span.column} {code}" for span, code in spans if span]


@pytest.mark.parametrize(
    ("design", "options"),
    [
        ("{paper: letter}", {"paper": "letter"}),
        ("{margins: 20mm}", {"margins": "margin = 20mm"}),
        ("{margins: {top: 1in, left: 18mm}}", {"margins": "top = 1in, left = 18mm"}),
        ("{font_size: 10.5pt}", {"font_size": "10.5pt"}),
        ("{line_height: 1.25}", {"line_height": "1.25"}),
        ("{accent: b00020}", {"accent": "B00020"}),
        ("{accent: '#b00020'}", {"accent": "B00020"}),
        ("{ink: 000000}", {"ink": "000000"}),
        ("{justify: true}", {"justify": "true"}),
        ("{page_numbers: off}", {"page_numbers": "off"}),
        ("{date_style: YYYY-MM}", {"date_style": "y-MM"}),
        ("{labels: {courses: off}}", {"labels": (("courses", ""),)}),
        ("{titles: {summary: About me}}", {"titles": (("summary", "About me"),)}),
        ("{photo_size: {width: 30mm}}", {"photo_size": "width = 30mm"}),
        ("{accent: }", {}),
    ],
)
def test_taken(design: str, options: dict[str, str]) -> None:
    """A value of the right kind is taken, as TeX is to get it."""
    looks, findings = _read(design)

    assert findings == []
    assert dict(looks.options) == options


@pytest.mark.parametrize(
    ("design", "finding"),
    [
        ("{papr: a4}", "1:2 key-unknown"),
        ("{paper: a5}", "1:9 value-type"),
        ("{margins: 20}", "1:11 value-type"),
        ("{margins: 200mm}", "1:11 value-type"),
        ("{margins: {above: 20mm}}", "1:12 key-unknown"),
        ("{date_style: medium}", "1:14 value-type"),
        ("{labels: {keyword: Tools}}", "1:11 key-unknown"),
        ("{labels: {keywords: [Tools]}}", "1:10 value-type"),
        ("{titles: Work}", "1:10 value-type"),
        ("{titles: {experience: off, works: Work}}", "1:28 key-unknown"),
        ("{photo_size: {width: 90mm}}", "1:14 value-type"),
        ("{photo_size: 30mm}", "1:14 value-type"),
        ("{font_size: 10}", "1:13 value-type"),
        ("{font_size: 30pt}", "1:13 value-type"),
        ("{line_height: tight}", "1:15 value-type"),
        ("{density: 9}", "1:11 value-type"),
        ("{accent: red}", "1:10 value-type"),
        ("{accent: FFB000}", "1:10 contrast-low"),
        ("{justify: maybe}", "1:11 value-type"),
        ("{links: [accent]}", "1:9 value-type"),
        ("{theme: baroque}", "1:9 theme-unknown"),
        ("{fonts: Noto Serif}", "1:9 value-type"),
        ("{fonts: {body: Noto Serif}}", "1:10 key-unknown"),
        ("{fonts: {text: {Arb: Amiri}}}", "1:17 key-unknown"),
        ("{fonts: {mono: {family: Lato, sclae: 1}}}", "1:31 key-unknown"),
        ("{fonts: {mono: {family: Lato, scale: big}}}", "1:38 value-type"),
        (r"{fonts: {text: '\input x'}}", "1:16 value-type"),
        ("[paper]", "1:1 value-type"),
    ],
)
def test_wrong(design: str, finding: str) -> None:
    """A wrong value is reported at its place."""
    assert finding in _read(design)[1]


def test_examples() -> None:
    """Each example of the page is taken."""
    rows = re.findall(r"^\| `(\w+)` \| .* \| `(.*)` \|$", PAGE.read_text("utf-8"), re.MULTILINE)

    assert len(rows) == len(OPTIONS) + 2
    for name, example in rows:
        assert _read(f"{{{name}: {example}}}")[1] == []


def test_meant() -> None:
    """What was nearly typed is named."""
    findings: list[Diagnostic] = []
    typed = "{date_stlye: long, labels: {keyword: T}, fonts: {txet: Lato, text: {Arb: Lato}}}"
    typed = typed.replace("{", "{paper: A4, ", 1)
    read_looks(None, parse_yaml(typed, Path("design.yaml")).value, Path(), findings)

    assert [finding.hint for finding in findings] == [
        "did you mean `a4`?",
        "did you mean `date_style`?",
        "did you mean `keywords`?",
        "did you mean `text`?",
        "did you mean `Arab`?",
    ]


def test_labels() -> None:
    """The labels that a design may change are those that the languages have."""
    assert set(LABELS) == set(words_of(MODEL)["labels"])


def test_schema_takes_the_examples() -> None:
    """An editor that knows the schema takes each example."""
    from jsonschema import Draft7Validator  # noqa: PLC0415 - this test alone needs it

    for option in OPTIONS:
        assert Draft7Validator(option.kind.schema()).is_valid(yaml.safe_load(option.example))


def test_contrast() -> None:
    """The contrast with white is that of WCAG: 21 for black, 1 for white, 4.48 for 777777."""
    assert [round(contrast(colour), 2) for colour in ("000000", "FFFFFF", "777777")] == [
        21.0,
        1.0,
        4.48,
    ]
