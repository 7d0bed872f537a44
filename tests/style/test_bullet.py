"""Bullets and numbers that are typed where the page prints a bullet."""

from __future__ import annotations

import pytest

from cvtex.style.bullet import bullet

from .conftest import Tell


@pytest.mark.parametrize(
    "text",
    [
        *("⟦•⟧ Built it", "⟦•⟧Built it", "⟦・⟧設計を担当", "⟦·⟧ 中点", "⟦‣⟧ a", "⟦●⟧ 甲", "⟦-⟧ a"),
        *("⟦*⟧ a", "⟦+⟧ a", "⟦–⟧ a", "⟦—⟧ a", "⟦-⟧ [ ] to do", "⟦→⟧ a", "⟦■⟧ 甲"),
    ],
)
def test_told(tell: Tell, text: str) -> None:
    """A bullet that is typed is reported, because the page prints its own."""
    told = tell(bullet, "en", text)

    assert told.texts == [text]
    assert told.findings[0].hint == "remove it"


@pytest.mark.parametrize(
    "texts",
    [
        ("⟦1.⟧ First", "2. Second", "3. Third"),
        ("⟦1、⟧第一", "2、第二"),
        ("⟦（1）⟧第一", "（2）第二"),
        ("⟦①⟧第一", "②第二"),
        ("⟦一、⟧第一", "二、第二"),
        ("⟦a)⟧ First", "b) Second"),
    ],
)
def test_numbers(tell: Tell, texts: tuple[str, ...]) -> None:
    """The numbers of a list are reported once, at the first."""
    assert tell(bullet, "zh", *texts).texts == list(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("- 5 degrees", "+20 % sales", "-5 °C", "*.py", "○○会社で設計", "→"),
        ("1. FC Köln", "Ran a mill"),
        ("1.5 million", "2.5 million"),
        ("2019. A year", "一、二月", "A) plan", "-o is an option"),
        ("**bold** text", "- one\n    - two", "–5 to 3"),
    ],
)
def test_quiet(tell: Tell, texts: tuple[str, ...]) -> None:
    """Signs and numbers that belong to the text are not reported."""
    assert tell(bullet, "en", *texts).findings == []
