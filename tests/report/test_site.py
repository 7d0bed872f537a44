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
from cvtex.editions.site import Site
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
    english = _document("all_sections.en.yaml")
    card = SitePicture("en card.png", 1200, 630)
    return render_site(
        [
            SiteEdition(english, files, SitePicture("en-1.png", 9, 12), card),
            SiteEdition(_document("all_sections.zh.yaml"), (SiteFile("简历.html", 4500),)),
            SiteEdition(_document("long.he.yaml"), (SiteFile("he.json", 4500),)),
            SiteEdition(english, (SiteFile("short.html", 4500), SiteFile("short-2.png", 4500))),
        ],
        Site(description="Engines & tides", url="https://ada.example.org/cv/", index=False),
    )


def test_editions(page: str) -> None:
    """Editions stand below their language, which the page says of them, by its own name."""
    sections = read_html(page).find("section")
    told = [(one.attributes["lang"], one.attributes["dir"]) for one in sections]
    titles = [[title.text for title in one.find("h3")] for one in sections]

    assert told == [("en-GB", "ltr"), ("zh-Hans", "ltr"), ("he", "rtl")]
    assert titles[:2] == [["Ada Sample – CV"] * 2, ["张样例 – 简历"]]
    names = ["English (United Kingdom)", "中文 (简体)", "עברית"]
    assert [one.find("h2")[0].text for one in sections] == names
    (links,) = read_html(page).find("nav")
    assert [link.text for link in links.find("a")] == names
    assert "Engineer of tide mills, part-time cartographer" in sections[0].text
    # Two of one title are known by the names of their files.
    assert [one.text for one in sections[0].find("bdi")] == ['Ada & "Co"', "short"]


def test_files(page: str) -> None:
    """Each file is a link, with its format and size; what a browser can't show is downloaded."""
    rows = [row for part in read_html(page).find("article") for row in part.find("li")]
    links = [link for row in rows for link in row.find("a")]

    assert [link.attributes["href"] for link in links] == [
        "Ada%20%26%20%22Co%22.pdf",
        "Ada%20Sample.docx",
        "short.html",
        "short-2.png",
        "%E7%AE%80%E5%8E%86.html",
        "he.json",
    ]
    downloaded = ["download" in link.attributes for link in links]
    assert downloaded == [False, True, False, True, False, True]
    assert [" ".join(row.text.split()) for row in rows][:4] == [
        "PDF 1235 kB",
        "Word 1 kB",
        "HTML 4 kB",
        "PNG 2 4 kB",
    ]


def test_found(page: str) -> None:
    """With an address, social networks find a picture, and search engines the pages by language."""
    names = ("property", "name")
    meta = {
        one.attributes[name]: one.attributes["content"]
        for one in read_html(page).find("meta")
        for name in names
        if name in one.attributes
    }
    links = [
        (one.attributes["rel"], one.attributes.get("hreflang"), one.attributes["href"])
        for one in read_html(page).find("link")
    ]

    assert meta["og:image"] == "https://ada.example.org/cv/en%20card.png"
    assert (meta["description"], meta["robots"]) == ("Engines & tides", "noindex")
    assert links == [
        ("canonical", None, "https://ada.example.org/cv/"),
        ("alternate", "en-GB", "https://ada.example.org/cv/short.html"),
        ("alternate", "zh-Hans", "https://ada.example.org/cv/%E7%AE%80%E5%8E%86.html"),
    ]


def test_unsaid() -> None:
    """What the site does not say is the first edition's; without an address, there are no links."""
    edition = SiteEdition(_document("all_sections.en.yaml"), ())
    page = render_site([edition], Site())

    assert read_html(page).find("title")[0].text == "Ada Sample"
    assert 'name="description" content="Engineer of tide mills' in page
    assert not read_html(page).find("link")
    assert "robots" not in page


def test_alone(page: str) -> None:
    """The page has no script, and loads pictures of its own folder alone."""
    policy = read_html(page).find("meta", http_equiv="Content-Security-Policy")[0]

    assert policy.attributes["content"].endswith("; img-src 'self'")
    assert not read_html(page).find("script")


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
