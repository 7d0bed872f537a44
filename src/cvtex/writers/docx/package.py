"""Assembles the parts of a Word document with python-docx."""

from __future__ import annotations

import datetime as dt
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as Docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cvtex.document import Document, block_tests
from cvtex.writers.docx.looks import StyleValues

_FOLDER = Path(__file__).parent

_KEPT = frozenset({RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.THEME})
"""The parts of python-docx's template that are used; others are of another program."""

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP file can have; so the same Document gives the same bytes."""


_MOST = 255
"""The characters that a property may have (python-docx, as Word)."""


class Package:
    """The parts of a .docx file of a Document."""

    def __init__(self, document: Document) -> None:
        """Begin a package, with the properties of a file."""
        self._document = document
        self._docx = Docx()
        self._links: dict[str, str] = {}
        for owner in (self._docx.part, self._docx.part.package):
            for name, one in [*owner.rels.items()]:
                if one.reltype not in (*_KEPT, RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES):
                    del owner.rels[name]
        self._describe()

    def _describe(self) -> None:
        document, about = self._document, self._docx.core_properties
        date = document.date or dt.date(*_FIRST[:3])
        about.title, about.subject = _short(document.title), _short(document.subject)
        about.author = about.last_modified_by = _short(document.name.text)
        about.language = document.language
        about.keywords = _short(", ".join(document.keywords))
        about.comments = ""
        about.created = about.modified = dt.datetime.combine(date, dt.time())

    def link(self, url: str) -> str:
        """Return the relationship of an address."""
        if url not in self._links:
            self._links[url] = self._docx.part.relate_to(url, RT.HYPERLINK, is_external=True)
        return self._links[url]

    def pictures(self, looks: StyleValues) -> dict[str, Markup]:
        """Return the photo and the signature, as large as fits into their boxes."""
        drawn = {name: self._picture(name, looks) for name in self._document.pictures}
        if "photo" in drawn:
            drawn["photo"] = _floating(drawn["photo"], looks.photo_side)
        return {name: Markup(one.xml) for name, one in drawn.items()}  # noqa: S704 - serialised

    def _picture(self, name: str, looks: StyleValues) -> BaseOxmlElement:
        photo, box = self._document.pictures[name], looks.box(name)
        pixels = photo.picture.width, photo.picture.height
        scale = min(length / count for length, count in zip(box, pixels, strict=True))
        width, height = (Pt(scale * count) for count in pixels)
        inline = self._docx.part.new_pic_inline(BytesIO(photo.picture.jpeg), width, height)
        inline.docPr.set("descr", photo.alt)
        return inline

    def made(self, **given: object) -> bytes:
        """Return the file; `given` are the names that the templates use."""

        def rendered(name: str) -> str:
            return _environment().get_template(f"{name}.xml.j2").render(given)

        part = self._docx.part
        # The body first: it finds the fonts.
        for name, element in {
            "document": self._docx.element,
            "styles": part.styles.element,
            "numbering": part.numbering_part.element,
            "settings": part.settings.element,
        }.items():
            _refill(element, rendered(name))
        fonts = rendered("fonts").encode()
        where = PackURI("/word/fontTable.xml")
        part.relate_to(Part(where, CT.WML_FONT_TABLE, fonts, part.package), RT.FONT_TABLE)
        file = BytesIO()
        self._docx.save(file)
        return _timeless(file)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests.update(block_tests())
    return environment


def _short(text: str) -> str:
    """Return as much of a text as a property holds, without half a word at the end."""
    if len(text) <= _MOST:
        return text
    cut = text[:_MOST]
    return (cut.rpartition(" ")[0] or cut).rstrip(",")  # Han has no spaces


def _floating(inline: BaseOxmlElement, side: str) -> BaseOxmlElement:
    """Return a picture at a side of the page, beside which the text runs."""
    anchor = parse_xml(_environment().get_template("anchor.xml.j2").render(side=side))
    for old in [*anchor]:
        if (new := inline.find(old.tag)) is not None:
            anchor.replace(old, new)
    return anchor


def _refill(element: BaseOxmlElement, xml: str) -> None:
    """Give an element the content of another."""
    made = parse_xml(xml)
    for inner in [*element]:
        element.remove(inner)
    element.extend([*made])


def _timeless(file: BytesIO) -> bytes:
    """Return a ZIP file without the time at which it was made."""
    made = BytesIO()
    with ZipFile(file) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _FIRST)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return made.getvalue()
