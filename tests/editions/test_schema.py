"""The JSON Schema of a file of editions agrees with what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from cvtex.editions.schema import editions_schema
from cvtex.editions.settings import KEYS, read_editions

SCHEMA = editions_schema()
VALIDATOR = Draft7Validator(SCHEMA)


@pytest.mark.parametrize(
    ("source", "good"),
    [
        ("en: {content: en.yaml}", True),
        ("en: {content: en.yaml, theme: classic, pages: 2}", True),
        ("en: {content: en.yaml, theme: , pages: }", True),
        ('en: {content: en.yaml, pages: "2"}', True),
        ("en: {content: en.yaml, pages: {max: 2, fill: 0.7}}", True),
        ("en: {content: en.yaml, pages: {max: 2, full: 0.7}}", False),
        ("en_2-long: {content: en.yaml}", True),
        ("", False),
        ("{}", False),
        ("[en]", False),
        ("en:", False),
        ("en: en.yaml", False),
        ("defaults: {content: en.yaml}\nen: {pages: 2}", True),
        ("en: {content: }", False),
        ("en: {content: [en.yaml]}", False),
        ("en: {content: en.yaml, page: 2}", False),
        ("en: {content: en.yaml, theme: [classic]}", False),
        ("en: {content: en.yaml, design: {accent: 1F4E79, margins: {top: 12mm}}}", True),
        ("en: {content: en.yaml, design: {theme: classic, fonts: {text: Noto Serif}}}", True),
        ("en: {content: en.yaml, design: }", True),
        ("en: {content: en.yaml, design: [a4]}", False),
        ("en: {content: en.yaml, design: {papers: a4}}", False),
        ("en: {content: en.yaml, design: {paper: a5}}", False),
        ("en: {content: en.yaml, design: {font_size: 10}}", False),
        ("en: {content: en.yaml, design: {line_height: 9}}", False),
        ("en: {content: en.yaml, design: {justify: maybe}}", False),
        ("en: {content: en.yaml, design: {fonts: {body: Noto Serif}}}", False),
        ("defaults: {design: {paper: letter}}\nen: {content: en.yaml}", True),
        ("defaults: {desing: {paper: letter}}\nen: {content: en.yaml}", False),
        ("en: {content: en.yaml, pages: 0}", False),
        ("en: {content: en.yaml, pages: 10000}", False),
        ("en: {content: en.yaml, pages: two}", False),
        ("../en: {content: en.yaml}", False),
        ("en fr: {content: en.yaml}", False),
    ],
)
def test_agrees(tmp_path: Path, source: str, *, good: bool) -> None:
    """The schema takes the files that are read without a finding, and no other."""
    (tmp_path / "en.yaml").touch()
    file = tmp_path / "editions.yaml"
    file.write_text(source, encoding="utf-8")
    read = read_editions(file)

    assert (not read.diagnostics) is good
    assert VALIDATOR.is_valid(yaml.safe_load(source)) is good


@pytest.mark.parametrize("source", ["en: {}", "en: {pages: 2}"])
def test_without_content(source: str) -> None:
    """The schema takes an edition without a content, which may be that of `defaults`."""
    assert VALIDATOR.is_valid(yaml.safe_load(source))


def test_documented() -> None:
    """The schema takes the first example of the documentation."""
    page = Path(__file__).parents[2] / "docs" / "editions.md"
    example = page.read_text(encoding="utf-8").split("```yaml editions\n")[1].split("```")[0]

    assert not [*VALIDATOR.iter_errors(yaml.safe_load(example))]


def test_described() -> None:
    """It is a JSON Schema, and describes each key that an edition may have."""
    Draft7Validator.check_schema(SCHEMA)
    keys = SCHEMA["definitions"]["Keys"]["properties"]

    assert tuple(keys) == KEYS
    assert all(key["description"].endswith(".") for key in keys.values())
