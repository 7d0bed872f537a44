"""All rules, on texts that people write and on texts that nobody would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvtex.build.check import check_content
from cvtex.content.load import check_schema
from cvtex.diagnostics.codes import STYLE
from cvtex.exchange.loading import load_content
from cvtex.source.yaml import parse_yaml
from cvtex.style import RULES, check_style

from .strategies import texts

LANGUAGES = st.sampled_from(["en", "zh", "zh-Hant", "ja", "ko"])


@given(st.lists(texts.filter(str.strip), min_size=1), LANGUAGES, st.booleans())
def test_any_text(highlights: list[str], language: str, aliased: bool) -> None:  # noqa: FBT001 - drawn
    """No rule raises on any text, and every finding is inside a line of the file."""
    told = {"name": "A", "summary": "\n".join(highlights), "highlights": highlights}
    more = told if aliased else {"name": "B"}
    sections = [{"type": "projects", "entries": [told, more]}]
    content = {"language": language, "name": "Ada", "sections": sections}
    source = yaml.dump(content, allow_unicode=True)
    value = parse_yaml(source, Path("resume.yaml")).value
    assert value is not None
    resume = check_schema(value).value
    if resume is None:
        return  # a character that YAML can't hold
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", source)
    for finding in check_style(resume):
        span = finding.span
        assert finding.code in STYLE
        assert finding.hint
        assert span is not None
        assert 1 <= span.column <= span.column + span.length - 1 <= len(lines[span.line - 1])


@pytest.mark.parametrize("name", ["content/resume.en.yaml", "content/resume.zh.yaml"])
def test_content(checkout: Path, name: str) -> None:
    """The résumés here have nothing that a rule is wrong about."""
    assert check_content(checkout / name).diagnostics == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_small(people: Path, language: str) -> None:
    """The small invented people have no findings."""
    resume = load_content(people / f"small.{language}.yaml").value
    assert resume is not None

    assert check_style(resume) == ()


def test_codes() -> None:
    """Each code of style has the one rule of its name."""
    assert sorted(f"style-{rule.__name__.replace('_', '-')}" for rule in RULES) == sorted(STYLE)
