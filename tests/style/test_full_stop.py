from __future__ import annotations

import pytest

from cvtex.style.full_stop import full_stop

from .conftest import Tell


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["Did this.", "Did that.", "Did mor⟦e⟧"]),
        ("en", ["Did this", "Did that", "Did more⟦.⟧"]),
        ("en", ["Did this", "Did that⟦.⟧"]),
        ("en", ["Did (this).", "Did that.", "Did more (or less⟦)⟧"]),
        ("en", ["Did this", "Did “that⟦.⟧”"]),
        ("en", ["Did this", "Did **that⟦.⟧**"]),
        ("en", ["Did this.", "Did that.", "Did **mor⟦e⟧**"]),
        ("en", ["Did this.", "Did that.", "Ran `code⟦`⟧"]),
        ("en", ["Node.js⟦.⟧", "Rust"]),
        ("zh", ["做了这个。", "做了那个。", "又做⟦了⟧"]),
        ("zh-Hant", ["做了這個", "做了那個⟦。⟧"]),
    ],
)
def test_told(tell: Tell, language: str, texts: list[str]) -> None:
    """Of two ways to end a highlight the rarer is told, in a tie the full stop."""
    expected = [text.replace("code⟦`⟧", "cod⟦e⟧`") for text in texts]

    assert tell(full_stop, language, *expected).texts == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["Did this.", "Did that."],
        ["Did this", "Did that"],
        ["Did this", "C, C++, etc.", "for Sample Inc.", "by A. B.", "a Ph.D.", "at 9 a.m."],
        ["Did this.", "Two things:", "两件事：", "Why?", "First;", "and so on…", "and ..."],
        ["做了这个", "分词、情感分析等……"],
    ],
)
def test_right(tell: Tell, texts: list[str]) -> None:
    """A lead-in, an ellipsis and an abbreviation agree with both ways."""
    assert tell(full_stop, "en", *texts).findings == []


def test_mend(tell: Tell) -> None:
    """The hint has the full stop of the script, the message a line with the other way."""
    told = tell(full_stop, "zh", "做了这个。", "做了那个。", "又做了")
    (finding,) = told.findings

    assert finding.hint.startswith("write `。` ")
    assert finding.message.endswith("where 2 others end in one, as in line 8")
