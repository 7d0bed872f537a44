"""The report in a real browser."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from browser import IN_BROWSER, NIGHT, WITH_AXE, ask, browse, violations
from cvtex.report.page import render_page
from elements import read_html
from made import pdftotext
from report.records import picture, record, verdict

if TYPE_CHECKING:
    from report.records import Record

pytestmark = IN_BROWSER


def _html(*verdicts: Record) -> str:
    pictures = [[picture(1), picture(2)]] * len(verdicts)
    return render_page(record(*verdicts), pictures, lambda _: ["        moths: none"] * 20)


def _hostile() -> Record:
    hostile = verdict()
    hostile["reading"]["name"] = "<script>document.title = 'taken'</script>"
    hostile["reading"]["links"] = ["javascript:document.title='taken'"]
    hostile["diagnostics"][0]["message"] = "<img src=x onerror=\"document.title = 'taken'\">"
    return hostile


@pytest.mark.parametrize(
    ("options", "paper"),
    [((), (0xFA, 0xF9, 0xF6)), ((NIGHT,), (0x17, 0x19, 0x1C))],
    ids=["light", "dark"],
)
def test_looks(tmp_path: Path, options: tuple[str, ...], paper: tuple[int, int, int]) -> None:
    """The page's own policy lets its style and pictures in, by day and by night."""
    shot = tmp_path / "shot.png"
    browse(tmp_path, _html(verdict()), f"--screenshot={shot}", "--window-size=1280,900", *options)
    with Image.open(io.BytesIO(shot.read_bytes())) as image:
        colours = image.convert("RGB").getcolors(1 << 20) or []
        corner = image.convert("RGB").getpixel((2, 2))

    assert corner == paper
    assert sum(count for count, colour in colours if colour == (0, 0, 0)) > 100_000


def test_nothing_runs(tmp_path: Path) -> None:
    """What a PDF has in it of scripts is shown, and does not run."""
    html = _html(_hostile())
    seen = read_html(browse(tmp_path, html, "--dump-dom"))

    assert seen.find("title")[0].text == read_html(html).find("title")[0].text
    assert not seen.find("script")
    assert "document.title = 'taken'" in seen.find("dd", class_="name")[0].text


def test_width(tmp_path: Path) -> None:
    """Nothing is wider than the window, also on a phone and with long words (WCAG 2.2, 1.4.10)."""
    long = verdict()
    long["reading"]["sections"][0]["entries"][0]["organisation"] = "Engines" * 60
    long["diagnostics"][0]["message"] = f"`{'moths' * 90}` does not come back"
    question = """
        const page = document.documentElement.outerHTML.replace(/<script[^]*<.script>/, "");
        const seen = [];
        for (const width of [320, 700, 1280]) {
            const frame = document.createElement("iframe");
            frame.width = width;
            frame.srcdoc = page;
            document.body.append(frame);
            await new Promise(done => frame.onload = done);
            const root = frame.contentDocument.documentElement;
            const heading = frame.contentWindow.getComputedStyle(root.querySelector("h3"));
            seen.push([width, root.clientWidth, root.scrollWidth, heading.marginBottom]);
        }
        return seen;
    """

    for width, shown, needed, below in ask(tmp_path, _html(long, long), question):
        assert below != "0px"  # a heading keeps its distance
        assert needed == shown
        assert shown == pytest.approx(width, abs=20)


def test_print(tmp_path: Path) -> None:
    """On paper everything is there, also what is folded on a screen, an edition from a new page."""
    pdf = tmp_path / "printed.pdf"
    html = render_page(record(verdict(edition="en"), verdict(edition="zh")), [[], []])
    browse(tmp_path, html, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    printed = pdftotext(pdf, "-layout")
    pages = printed.split("\f")[:-1]

    assert printed.count("Found the first moth") == 2
    starts = [number for number, page in enumerate(pages) if "SHA-256" in page]
    assert len(starts) == 2
    assert starts[0] == 0
    assert pages[starts[1]].split()[0] == "zh"


@WITH_AXE
@pytest.mark.parametrize("options", [(), (NIGHT,), ("--window-size=400,800",)])
def test_accessible(tmp_path: Path, options: tuple[str, ...]) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, nor against its own best practice."""
    html = _html(verdict(), verdict(edition="zh", language="zh", pdf="out/zh.pdf"))

    assert violations(tmp_path, html, *options) == []
