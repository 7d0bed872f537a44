"""Certificates and licences."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Dated
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionType, Sorted


class Certificate(Dated):
    """A certificate."""

    name: Worded
    """The certificate, which is the title of the entry."""
    issuer: Text | None = None
    """The organisation that issued it."""
    url: Url | None = None
    """A web page, linked from the name."""


class CertificatesSection(Sorted):
    """Certificates and licences."""

    type: Literal["certificates"]
    entries: Some[Certificate]
    """The certificates, printed in your order."""


SECTION = SectionType(
    section=CertificatesSection,
    heading={"name": Role.CERTIFICATE, "issuer": Role.ORGANISATION},
    synonyms="certificate certifications certification licenses licences courses",
    json_list="certificates",
    json_synonyms={"title": "name"},
)
