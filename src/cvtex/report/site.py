"""Writes the page of a site, with the public editions by language and the files of each.

It is one file without scripts; it loads only the pictures beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template

from cvtex.document import Document
from cvtex.editions.site import Site
from cvtex.report.templates import page_environment, styles

_FOLDER = Path(__file__).parent

_KINDS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".html": "HTML",
    ".md": "Markdown",
    ".txt": "TXT",
    ".png": "PNG",
    ".json": "JSON Resume",
}
_PAGE = re.compile(r"-(\d+)\.png$")
_SHOWN = (".pdf", ".html")
"""What a browser shows; others are downloaded."""


@dataclass(frozen=True, slots=True)
class SitePicture:
    """A picture, with its size in pixels."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """Its address, from the page."""
        return quote(self.name)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to download, with its size in bytes."""

    name: str
    count: int

    @property
    def address(self) -> str:
        """Its address, from the page."""
        return quote(self.name)

    @property
    def kind(self) -> str:
        """The name of its format, which is the same in each language."""
        end = Path(self.name).suffix
        if (page := _PAGE.search(self.name)) and page[1] != "1":
            return f"PNG {page[1]}"
        return _KINDS.get(end, end.removeprefix(".").upper())

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it."""
        return Path(self.name).suffix in _SHOWN

    @property
    def size(self) -> str:
        """Its size in kilobytes."""
        return f"{max(1, round(self.count / 1000))} kB"


@dataclass(frozen=True, slots=True)
class SiteEdition:
    """An edition: its Document, the files to download, and two pictures.

    `picture` is that of its first page, `card` the one to share on social networks.
    """

    document: Document
    files: tuple[SiteFile, ...]
    picture: SitePicture | None = None
    card: SitePicture | None = None

    @property
    def stem(self) -> str:
        """What its files are called, without their endings."""
        return Path(self.files[0].name).stem if self.files else ""

    @property
    def title(self) -> str:
        """The title of its files."""
        return self.document.title

    @property
    def headline(self) -> str:
        """Its headline, "" without one."""
        return self.document.headline.text if self.document.headline else ""

    @property
    def language(self) -> str:
        """Its language as a BCP 47 tag."""
        return self.document.language

    @property
    def language_name(self) -> str:
        """The name of its language in that language, or the tag."""
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 50 ms, for this alone

        try:
            named = Locale.parse(self.language, sep="-").get_display_name()
        except (ValueError, UnknownLocaleError):
            named = None
        return named or self.language

    @property
    def direction(self) -> str:
        """The direction of its lines, as HTML has it."""
        return "rtl" if self.document.rtl else "ltr"


@dataclass(frozen=True, slots=True)
class _Page:
    """The address of the page of an edition, from the site, and its language."""

    language: str
    address: str


def render_site(editions: Sequence[SiteEdition], site: Site) -> str:
    """Return the page of one or more editions, those of one language together.

    What the site does not say of itself is taken from the first edition.
    """
    first = editions[0]
    title = site.title or first.document.name.text
    languages: dict[str, list[SiteEdition]] = {}
    for edition in editions:
        languages.setdefault(edition.language, []).append(edition)
    return _template().render(
        languages=[*languages.values()],
        first=first,
        site=site,
        title=title,
        description=site.description or first.headline or title,
        card=next((edition.card for edition in editions if edition.card), None),
        pages=[page for of_one in languages.values() for page in _pages(of_one)[:1]],
        **styles(_FOLDER / "site.css"),
    )


def _pages(editions: Iterable[SiteEdition]) -> list[_Page]:
    files = ((edition.language, file) for edition in editions for file in edition.files)
    return [_Page(tag, file.address) for tag, file in files if file.name.endswith(".html")]


@cache
def _template() -> Template:
    return page_environment(_FOLDER).get_template("site.html.j2")
