from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.diagnostics.codes import Code
from cvtex.exchange.loading import load_content
from cvtex.style.long import long
from cvtex.style.manuscript import Manuscript

from .conftest import Tell

EN = "The lower lock was measured in spring on day 60 and found to be in want of repair; "
ZH = "测量了水闸并写下其中缘由，"


@pytest.mark.parametrize(
    ("language", "text", "lines"),
    [
        # Set by XeTeX as three lines and as four.
        ("en", EN * 4, 0),
        ("en", EN * 5, 4),
        ("zh", ZH * 11, 0),
        ("zh", ZH * 12, 4),
        ("zh-Hant", ZH * 12, 4),
        ("en", f"[{EN}](https://example.org/{'a' * 400})", 0),
        ("en", f"`{EN * 5}`", 5),
    ],
)
def test_lines(tell: Tell, language: str, text: str, lines: int) -> None:
    """A highlight of more than three lines is told, by what is printed of it."""
    messages = [finding.message for finding in tell(long, language, text).findings]

    assert [message.split()[4] for message in messages] == ([str(lines)] if lines else [])


def test_levels(tmp_path: Path) -> None:
    """A highlight further in has less room; summaries and skills are no highlights."""
    path = tmp_path / "resume.yaml"
    text = "测" * 139
    path.write_text(
        f"""\
language: zh
name: 张
summary: {text * 2}
sections:
  - {{type: skills, entries: [{text * 2}]}}
  - type: experience
    entries:
      - name: 工厂
        highlights:
          - text: {text}
            highlights:
              - text: {text}
      - name: 码头
        parts: [{{highlights: [{text * 2}]}}]
""",
        encoding="utf-8",
    )
    resume = load_content(path).value
    assert resume is not None
    told = [finding.span.line for finding in long(Manuscript(resume)) if finding.span]

    assert told == [12, 14]
    assert {finding.code for finding in long(Manuscript(resume))} == {Code.STYLE_LONG}
