"""The page of the preview in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import IN_BROWSER, WITH_AXE
from devtools import Page, browser

pytestmark = IN_BROWSER

_READY = "document.querySelector('.sheet img')?.naturalWidth > 0 && document.querySelector('.line')"
_STATE = "document.getElementById('state').textContent"
_HINT = "document.getElementById('hint').textContent"


@pytest.fixture(scope="module")
def page(served: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:  # noqa: ANN401
    """Return the page in a browser, where both editions are proven."""
    served.proven("en")
    served.proven("zh")
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def test_click(served: Any, page: Page) -> None:  # noqa: ANN401 - the type is in a conftest
    """A click on a line shows its YAML; a line of the YAML marks its text on the page.

    So does the caret of an editor, without another panel.
    """
    page.open(served.address)
    page.wait(_READY)
    number, file, line, *_ = next(
        leaf for leaf in served.proven("en")["leaves"] if leaf[4] == "Ada Sample"
    )
    box = next(box for box in served.proven("en")["boxes"] if box[0] == number)
    left, top, width, height = page.ask("""
        const {left, top, width, height} = document.querySelector('.sheet').getBoundingClientRect();
        return [left, top, width, height];
    """)

    page.click(left + width * (box[2] + box[4]) / 2, top + height * (box[3] + box[5]) / 2)
    page.wait(f"{_HINT} === '{file}:{line}'")
    selected = page.ask("return document.querySelector('.line[aria-selected=true]').textContent")
    page.ask("document.getElementById('lines').focus()")
    page.press("ArrowDown")
    page.wait(f"{_HINT} === '{file}:{line + 1}'")
    page.press("ArrowUp")
    page.wait("document.querySelectorAll('.chosen').length === 1")
    marked = page.ask("return parseFloat(document.querySelector('.chosen').style.left) / 100")

    page.ask("document.getElementById('tab-looks').click()")
    assert served.post("caret", file=file, line=line + 2)[0] == 204
    page.wait(f"{_HINT} === '{file}:{line + 2}'")

    assert page.ask("return document.getElementById('looks').hidden") is False
    assert "Ada Sample" in selected
    assert marked == pytest.approx(box[2], abs=0.001)


def test_edit(served: Any, page: Page) -> None:  # noqa: ANN401 - the same
    """A save replaces the picture of the page, which stays where it was scrolled to."""
    page.open(served.address, width=1280, height=400)
    page.wait(_READY)
    page.ask("""document.getElementById('pages').scrollTop = 300;
        window.before = document.querySelector('.sheet img').src;""")
    content: Path = served.folder / "content" / "resume.en.yaml"
    text = content.read_text(encoding="utf-8")
    assert "nine mills" in text
    content.write_text(text.replace("nine mills", "eleven mills"), encoding="utf-8")
    page.wait("document.querySelector('.sheet img').src !== window.before")

    assert page.ask("return document.querySelector('.sheet img').complete") is True
    assert page.ask("return document.getElementById('pages').scrollTop") == 300


@WITH_AXE
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (380, False)])
def test_accessible(served: Any, page: Page, width: int, *, dark: bool) -> None:  # noqa: ANN401
    """Axe finds nothing in any of its parts, light and dark, and a phone scrolls only down."""
    page.open(served.address, width=width, dark=dark)
    page.wait(_READY)
    found = {}
    for part in ("source", "findings", "reading", "looks"):
        page.ask(f"document.getElementById('tab-{part}').click()")
        found[part] = page.violations()

    assert found == {"source": [], "findings": [], "reading": [], "looks": []}
    assert page.ask("return document.documentElement.scrollWidth") == width


def test_looks(served: Any, page: Page) -> None:  # noqa: ANN401 - the type is in a conftest
    """The controls try a look, show it as a trial, and discard it."""
    page.open(served.address)
    page.wait(_READY)
    page.ask("""
        document.getElementById('tab-looks').click();
        const size = document.getElementById('font_size');
        size.value = '11pt';
        size.dispatchEvent(new Event('change', {bubbles: true}));
    """)
    page.wait(f"{_STATE}.startsWith('Trial') && !document.getElementById('write').disabled")
    tried = served.until("en", lambda one: one["tried"])["looks"]["font_size"]
    page.ask("document.getElementById('discard').click()")
    page.wait(f"!{_STATE}.startsWith('Trial') && document.getElementById('write').disabled")

    assert tried == "11pt"
    assert page.ask("return document.getElementById('font_size').value") == ""
