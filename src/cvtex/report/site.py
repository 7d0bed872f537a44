"""Writes the page of a site, with all public editions and the files of each to download.

It is one file without scripts; it loads only the pictures beside it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from cvtex.document import Document

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
_SHOWN = (".pdf", ".html")
"""What a browser shows; others are downloaded."""


@dataclass(frozen=True, slots=True)
class SitePicture:
    """A picture of the first page, with its size in pixels."""

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
    """An edition: its Document, the files to download, the picture of its first page."""

    document: Document
    files: tuple[SiteFile, ...]
    picture: SitePicture | None = None

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
    def rtl(self) -> bool:
        """Whether its lines run from right to left."""
        return self.document.rtl


def render_site(editions: Sequence[SiteEdition]) -> str:
    """Return the page of one or more editions; the person's name is that of the first."""
    style = (_FOLDER / "site.css").read_text(encoding="utf-8")
    first = editions[0].document
    return _template().render(
        shown=editions,
        title=first.name.text,
        language=first.language,
        style=Markup(style),  # noqa: S704 - our own
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("site.html.j2")
