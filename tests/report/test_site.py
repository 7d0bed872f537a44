"""The page of a site: all public editions, with the files of each."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from browser import IN_BROWSER, NIGHT, WITH_AXE, ask, violations
from cvtex.build.check import check_content
from cvtex.document import Document
from cvtex.report.site import SiteEdition, SiteFile, SitePicture, render_site
from elements import read_html

PEOPLE = Path(__file__).parents[1] / "people"
NU = os.environ.get("CVTEX_NU")  # the Nu checker's vnu.jar


def _document(name: str) -> Document:
    document = check_content(PEOPLE / name).value
    assert document is not None
    return document


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page of editions in three languages."""
    files = (SiteFile('Ada & "Co".pdf', 1_234_567), SiteFile("Ada Sample.docx", 9))
    return render_site(
        [
            SiteEdition(_document("all_sections.en.yaml"), files, SitePicture("en-1.png", 9, 12)),
            SiteEdition(_document("all_sections.zh.yaml"), (SiteFile("简历.html", 4500),)),
            SiteEdition(_document("long.he.yaml"), (SiteFile("he.json", 4500),)),
        ]
    )


def test_editions(page: str) -> None:
    """Each edition is told in its own language, which the page says of it."""
    editions = read_html(page).find("article")
    told = [(one.attributes["lang"], one.attributes["dir"]) for one in editions]
    titles = [one.find("h2")[0].text for one in editions]

    assert told == [("en-GB", "ltr"), ("zh-Hans", "ltr"), ("he", "rtl")]
    assert titles[:2] == ["Ada Sample – CV", "张样例 – 简历"]
    assert [one.find("p")[0].text for one in editions] == [
        "English (United Kingdom)",
        "中文 (简体)",
        "עברית",
    ]
    assert "Engineer of tide mills, part-time cartographer" in editions[0].text


def test_files(page: str) -> None:
    """Each file is a link, with its format and size; what a browser can't show is downloaded."""
    links = read_html(page).find("a")
    rows = [" ".join(row.text.split()) for row in read_html(page).find("li")]

    assert [link.attributes["href"] for link in links][:3] == [
        "Ada%20%26%20%22Co%22.pdf",
        "Ada%20Sample.docx",
        "%E7%AE%80%E5%8E%86.html",
    ]
    assert ["download" in link.attributes for link in links] == [False, True, False, True]
    assert rows[0] == 'Ada & "Co".pdf PDF, 1235 kB'
    assert rows[1] == "Ada Sample.docx Word, 1 kB"


def test_alone(page: str) -> None:
    """The page has no script, and loads pictures of its own folder alone."""
    policy = read_html(page).find("meta", http_equiv="Content-Security-Policy")[0]

    assert policy.attributes["content"].endswith("; img-src 'self'")
    assert not read_html(page).find("script")
    assert not read_html(page).find("link")


def test_unknown_language() -> None:
    """A language that has no name in CLDR is shown by its tag."""
    edition = SiteEdition(replace(_document("small.en.yaml"), language="en-x-own"), ())

    assert edition.language_name == "en-x-own"


class TestInBrowser:
    """The page in a real browser."""

    pytestmark = IN_BROWSER

    @WITH_AXE
    @pytest.mark.parametrize("options", [(), (NIGHT,)], ids=["light", "dark"])
    def test_accessible(self, tmp_path: Path, page: str, options: tuple[str, ...]) -> None:
        """axe-core finds nothing against WCAG 2.2 AA, nor against its own best practice."""
        assert violations(tmp_path, page, *options) == []

    def test_width(self, tmp_path: Path, page: str) -> None:
        """Nothing is wider than the window of a phone (WCAG 2.2, 1.4.10)."""
        question = "const {clientWidth, scrollWidth} = document.documentElement;"
        question += "return [clientWidth, scrollWidth];"
        shown, needed = ask(tmp_path, page, question, "--window-size=320,900")

        assert needed == shown

    @pytest.mark.skipif(NU is None, reason="CVTEX_NU does not name the Nu checker")
    def test_valid(self, tmp_path: Path, page: str) -> None:
        """The Nu checker finds no error in the HTML."""
        file = tmp_path / "index.html"
        file.write_text(page, encoding="utf-8")
        command = ["java", "-jar", str(NU), "--errors-only", str(file)]
        found = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

        assert (found.stderr, found.returncode) == ("", 0)
