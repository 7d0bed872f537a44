from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given

from cvtex.diagnostics import Span
from cvtex.document import plain
from cvtex.markup import parse_markup
from cvtex.source.typed import Typed
from cvtex.style.prose import MASK, read_prose

from .strategies import texts


def _typed(text: str) -> Typed:
    return Typed(text, Span(Path("resume.yaml"), 1, 1, max(1, len(text))))


@given(texts)
@example("***a** b* **c***d")
@example(r"\*a\\**b**\`")
@example("`` ` `` ` a ` `  ` ``")
@example("[[a](https://example.org/a_(b))](mailto:a)")
def test_places(text: str) -> None:
    """Each character of what is printed has the place of one that was typed, or is masked."""
    prose = read_prose(_typed(text))

    assert len(prose.text) == len(prose.offsets) == len(plain(parse_markup(text)))
    assert [*prose.offsets] == sorted(set(prose.offsets))
    for read, printed, at in zip(prose.text, plain(parse_markup(text)), prose.offsets, strict=True):
        assert text[at] == printed
        assert read in (printed, MASK)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**a** *b* `c d`", "a b ###"),
        ("[a](https://example.org)", "a"),
        ("(see https://example.org/a_b).", "(see #######################)."),
        ("a@example.org, www.example.org!", "#############, ###############!"),
        ("张https://a.bc，张", "张############，张"),
        ("5 * 3, a_b, C#", "5 * 3, a_b, C#"),
    ],
)
def test_masks(text: str, read: str) -> None:
    """Code and addresses are masked, marks are gone."""
    assert read_prose(_typed(text)).text.replace(MASK, "#") == read
