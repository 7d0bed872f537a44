"""A résumé in many writing systems proves all that one in English does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cvtex.diagnostics.codes import LAYOUT
from cvtex.document import Text
from cvtex.unicode.bidi import stretches
from cvtex.verify.checks import prove
from cvtex.verify.opened import open_pdf
from cvtex.verify.readback.normalization import letters
from cvtex.verify.readback.order import is_name_first, moved
from cvtex.verify.readback.readers import texts_of
from cvtex.verify.readback.words import read_back

if TYPE_CHECKING:
    from made import Made


@pytest.fixture(scope="module")
def scripts(built: Callable[[str, str], Made]) -> Made:
    """Return an invented person who writes in many scripts, those from right to left among them."""
    return built("scripts.en", "classic")


def test_scripts(scripts: Made) -> None:
    """It makes every check but for how full its pages are, and all words come back in order."""
    with texts_of(scripts.pdf) as texts, open_pdf(scripts.pdf, texts) as opened:
        assert opened.value
        read = read_back(texts, scripts.document, opened.value.owners)

    found = (*scripts.findings, *prove(scripts.pdf, scripts.document))
    assert {finding.code for finding in found} <= LAYOUT
    assert read.diagnostics == ()
    assert read.value
    assert read.value.read == read.value.typed > 200


def test_order_from_right_to_left(scripts: Made) -> None:
    """A text from right to left is found out of its place as any other is."""
    leaves = list(scripts.document.leaves())
    turned = [leaf for leaf in leaves if stretches(leaf.text)]
    assert len(turned) > 20
    for leaf in turned[:9]:
        rest = [one.text for one in leaves if one != leaf]
        assert leaf in moved(["\n".join([*rest, leaf.text])], scripts.document)
        assert (
            moved(
                ["\n".join(one.text[::-1] if one == leaf else one.text for one in leaves)],
                scripts.document,
            )
            == []
        )


@pytest.mark.parametrize(
    ("name", "page", "first"),
    [
        ("Ada Sample", "Ada Sample\nEngineer", True),
        ("Ada Sample", "\n  Ada  \nSample\nEngineer", True),
        ("Ada Sample", "Ada Sample, Engineer", False),
        ("Ada Sample", "Engineer\nAda Sample", False),
        ("Ada Sample", "", False),
        ("שלום عمر", "םולש رمع\nEngineer", True),
        ("🎉", "Engineer", True),
    ],
)
def test_name(scripts: Made, name: str, page: str, *, first: bool) -> None:
    """The name is the first line that has letters, whatever its direction and length."""
    document = scripts.document
    named = replace(document, name=replace(document.name, content=(Text(name),)))

    assert is_name_first([page], named) == first


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Façade – №1, ½", "Facade1½"),
        ("שָׁלוֹם (1948)", "שלום1948"),
        ("x\u0304 ´q¨", "xq"),
        ("ﬁ\u2060\u200f", "fi"),
    ],
)
def test_letters(text: str, compared: str) -> None:
    """The order of texts is compared by their letters and numbers."""
    assert letters(text) == compared
