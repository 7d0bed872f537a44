"""The tags alone tell what the Document tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.diagnostics import Severity
from cvtex.document import Paragraph, Text
from cvtex.verify.checks import prove
from cvtex.verify.opened import open_pdf
from cvtex.verify.structure.screen_reader import Tag, read_tags, utterances

if TYPE_CHECKING:
    from made import Made


def _tags(made: Made) -> tuple[Tag, ...]:
    with open_pdf(made.pdf) as opened:
        assert opened.value
        return read_tags(opened.value)


def test_read_back(sample: Made) -> None:
    """Name, headings, items and links come back from the tags, in the Document's language."""
    (top,) = _tags(sample)
    told = list(utterances((top,)))
    headings = [one.text for one in told if one.kind in {"heading 1", "heading 2"}]
    document = sample.document

    assert (top.kind, top.language) == ("Document", document.language)
    assert headings == [document.name.text, *(one.title.text for one in document.sections)]
    assert {one.kind for one in told} >= {"paragraph", "heading 3", "item 1", "item 2", "link"}
    assert all(one.url.startswith(("https:", "mailto:", "tel:")) for one in told if one.url)


def test_spaces(sample: Made) -> None:
    """Words that are parted in the content are parted in the tags."""
    told = " ".join(one.text for one in utterances(_tags(sample)))

    assert sample.document.headline
    assert sample.document.headline.text in told


def test_text_that_is_left_out(sample: Made) -> None:
    """A text that the tags do not have is found at its line, a text that nobody typed is too."""
    last = sample.document.sections[-1]
    lost = replace(last.title, content=(Text("没有人 told it"),))
    more = replace(last, blocks=(*last.blocks, Paragraph(lost)))
    sections = (*sample.document.sections[:-1], more)
    (finding,) = prove(sample.pdf, replace(sample.document, sections=sections))
    others = prove(sample.pdf, replace(sample.document, sections=sample.document.sections[1:]))

    assert (finding.code, finding.span) == ("tags-mismatch", lost.span)
    assert finding.severity is Severity.ERROR
    assert len(others) > len(sample.document.sections[0].blocks)
    assert all("which was not typed" in other.message for other in others)


def test_other_language(sample: Made) -> None:
    """A page that is read out in the wrong language is found."""
    found = prove(sample.pdf, replace(sample.document, language="fr"))

    assert {finding.code for finding in found} == {"tags-mismatch"}
