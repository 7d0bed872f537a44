from __future__ import annotations

import pytest

from cvtex.style.straight_quote import straight_quote

from .conftest import Tell


@pytest.mark.parametrize(
    ("language", "text", "hints"),
    [
        ("en", 'the ⟦"⟧Golden Sluice⟦"⟧ award', "“”"),
        ("en", '⟦"⟧Top 10⟦"⟧, in 2023', "“”"),
        ("en", "he said ⟦'⟧go⟦'⟧", "‘’"),
        ("en", "rock ⟦'⟧n⟦'⟧ roll", "’’"),
        ("en", "users⟦'⟧ payments, don⟦'⟧t", "’’"),
        ("en", "class of ⟦'⟧99, the 90⟦'⟧s", "’’"),
        ("en", "said ⟦'⟧don⟦'⟧t⟦'⟧ twice", "‘’’"),
        ("en", '**⟦"⟧bold⟦"⟧** and [⟦"⟧link⟦"⟧](https://example.org/it\'s)', "“”“”"),
        ("en", 'a “mixed⟦"⟧ pair', "”"),
        ("zh", '获⟦"⟧长风杯⟦"⟧奖', "“”"),
        ("zh-Hant", '獲⟦"⟧長風盃⟦"⟧獎，⟦"⟧Best⟦"⟧', "「」“”"),
        ("zh-TW", "獲⟦'⟧長風盃⟦'⟧獎", "『』"),
        ("ja", '⟦"⟧かな⟦"⟧', "「」"),
        ("de", "der ⟦\"⟧Preis⟦\"⟧, ⟦'⟧so⟦'⟧, geht⟦'⟧s", "„“‚‘’"),
        ("de", 'ein „Preis⟦"⟧', "“"),
        ("de-AT", '⟦"⟧Preis⟦"⟧', "„“"),
        ("de-CH", '⟦"⟧Preis⟦"⟧', "«»"),
        ("sv", '⟦"⟧pris⟦"⟧', "””"),
        ("ru", '⟦"⟧приз⟦"⟧', "«»"),
    ],
)
def test_told(tell: Tell, language: str, text: str, hints: str) -> None:
    """A straight mark is told, with the mark to write by its place."""
    told = tell(straight_quote, language, text)

    assert told.texts == [text]
    assert [finding.hint[len("write `")] for finding in told.findings] == [*hints]


@pytest.mark.parametrize("language", ["he", "ar", "ca", "eo"])
def test_unknown_marks(tell: Tell, language: str) -> None:
    """Where the marks of a language are not known, the hint names none, and nothing is fixed."""
    told = tell(straight_quote, language, "⟦\"⟧aba⟦\"⟧ a⟦'⟧b ⟦'⟧c⟦'⟧")

    assert len(told.findings) == 5
    for finding in told.findings:
        assert finding.hint == "write a typographic one, or put code between backticks"
        assert not finding.fixes


@pytest.mark.parametrize(
    "text",
    [
        "a 27\" screen, 6'2\" tall, 5'",
        '`it\'s "code"`',
        "https://example.org/it's, www.example.org/o'a",
        "“typed” as it’s right, 「對」",
        "[it](https://example.org/'a')",
    ],
)
def test_right(tell: Tell, text: str) -> None:
    """Feet and inches, code and addresses stay as they are."""
    assert tell(straight_quote, "en", text).findings == []
