"""Every section without a title of its own has a heading in each language."""

from __future__ import annotations

import pytest

from cvtex.locales import known_locales
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionType
from cvtex.wording.locale import find_locale

UNTITLED = [
    kind
    for kind in section_types().values()
    if not kind.section.model_fields["title"].is_required()
]


@pytest.mark.parametrize("kind", UNTITLED, ids=lambda kind: kind.name)
def test_headings(kind: SectionType) -> None:
    """The heading is in the locale, or in the file of the type."""
    locales = filter(None, map(find_locale, known_locales()))
    without = [locale.tag for locale in locales if not kind.title_in(locale)]

    assert without == []
