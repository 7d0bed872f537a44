"""The web page of a résumé in a real browser."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from browser import IN_BROWSER, NIGHT, WITH_AXE, ask, browse, violations
from cvtex.build.check import check_content
from cvtex.writers.html import write_page
from made import pdftotext

PEOPLE = Path(__file__).parents[1] / "people"

NU = os.environ.get("CVTEX_NU")  # the Nu checker's vnu.jar

pytestmark = IN_BROWSER


def _page(name: str) -> str:
    document = check_content(PEOPLE / name).value
    assert document is not None
    return write_page(document)


@WITH_AXE
@pytest.mark.parametrize("name", ["all_sections.en.yaml", "all_sections.zh.yaml", "long.he.yaml"])
@pytest.mark.parametrize("options", [(), (NIGHT,)], ids=["light", "dark"])
def test_accessible(tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, nor against its own best practice."""
    assert violations(tmp_path, _page(name), *options) == []


@pytest.mark.parametrize("width", [320, 900])
def test_width(tmp_path: Path, width: int) -> None:
    """Nothing is wider than the window, also on a phone (WCAG 2.2, 1.4.10)."""
    question = "const root = document.documentElement; return [root.clientWidth, root.scrollWidth];"
    size = f"--window-size={width},900"
    shown, needed = ask(tmp_path, _page("all_sections.en.yaml"), question, size)

    assert needed == shown


def test_print(tmp_path: Path) -> None:
    """A person can print it: every line is on the paper."""
    pdf = tmp_path / "printed.pdf"
    html = _page("all_sections.zh.yaml")
    browse(tmp_path, html, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    printed = pdftotext(pdf, "-layout")
    document = check_content(PEOPLE / "all_sections.zh.yaml").value

    assert document is not None
    words = "".join(printed.split())
    assert all("".join(section.title.text.split()) in words for section in document.sections)


@pytest.mark.skipif(NU is None, reason="CVTEX_NU does not name the Nu checker")
def test_valid(tmp_path: Path) -> None:
    """The Nu checker finds no error in the HTML."""
    for file in PEOPLE.glob("*.yaml"):
        (tmp_path / f"{file.stem}.html").write_text(_page(file.name), encoding="utf-8")
    command = ["java", "-jar", str(NU), "--errors-only", *map(str, tmp_path.glob("*.html"))]
    found = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

    assert found.stderr == ""
    assert found.returncode == 0
