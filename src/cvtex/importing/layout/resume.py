"""Makes a content file of a résumé whose lines were sorted: the head, then each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvtex.ats.drafting import ResumeDraft, SectionDraft
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import Block, blocks_of
from cvtex.ats.sections import SectionLines
from cvtex.ats.vocabulary import squeezed
from cvtex.document.inline import plain
from cvtex.exchange.texts.flattening import joined
from cvtex.importing.layout.entries import EntryReader, nested
from cvtex.importing.layout.header import PART, Head, read_head, words_for
from cvtex.importing.layout.heading import kind_of_entries
from cvtex.importing.layout.lists import LISTS
from cvtex.importing.layout.lost import Kept
from cvtex.importing.layout.marks import marked, without_gaps
from cvtex.importing.layout.references import publications
from cvtex.importing.source import Drafter, ImportedValues, language_of
from cvtex.markup import parse_markup
from cvtex.sections import section_types
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.wording.locale import Locale, find_locale

_AROUND = " \t[]()【】〖〗「」『』〔〕:：|"
# Of the languages that nearly everybody writes in one country (ISO 3166).
_COUNTRIES = {"zh-Hans": "CN", "ja": "JP", "ko": "KR"}
_UNKNOWN = "this heading is not one of a known kind of section"
_NO_SECTIONS = "no heading of a section was recognised: move what is above to where it belongs"


def source_of(
    draft: ResumeDraft, drafter: Drafter, origin: str, language: str = ""
) -> ImportedValues:
    """Return the values of a content file from what was read on pages.

    `language` is the language if it is known.
    """
    lines = [*draft.header, *(line for section in draft.sections for line in _lines(section))]
    headings = [_title(section.part) for section in draft.sections]
    tag, findings = language_of((line.text for line in lines), drafter.file, language, headings)
    locale = find_locale(tag)
    content = _Resume(draft, drafter, locale).content(tag)
    _leave_out_lost(draft, drafter)
    return ImportedValues(origin, content, bool(findings), drafter.leaves, drafter.notes, findings)


class _Resume:
    def __init__(self, draft: ResumeDraft, drafter: Drafter, locale: Locale | None) -> None:
        self.draft = draft
        self.drafter = drafter
        self.locale = locale
        self.country = _COUNTRIES.get(locale.tag, "") if locale else ""
        self.summary: list[Typed] = []
        self.headline: Typed | None = None
        self._summarised = ""  # the part that the summary begins in, which counts all of it

    def content(self, language: Typed) -> TypedMapping:
        drafter, draft = self.drafter, self.draft
        name = drafter.text(PART, "name", without_gaps(draft.name)) if draft.name else None
        head = read_head(draft, drafter, self.country)
        self.summary += head.summary
        self._summarised = PART if head.summary else ""
        self.headline = head.headline
        made = [section for one in draft.sections for section in self._section(one)]
        sections = TypedList(made, drafter.said("sections").span)
        if not sections:
            drafter.notes[sections.span] = _NO_SECTIONS
        return drafter.mapping(
            {
                "language": language,
                "name": name or head.name,
                **_of_head(head, drafter, self.headline),
                "summary": joined(self.summary, "\n\n"),
                "sections": sections,
            }
        )

    def _section(self, section: SectionDraft) -> list[Value]:
        part = section.part
        title, kind = _title(part), part.kind
        is_text = kind is None and section.before and section.entries  # dates in running text
        entries_in = () if is_text else section.entries
        blocks = blocks_of(part.lines if is_text else section.before, part.edge)
        if kind == "contact":
            return []
        if kind == "summary" and not entries_in:
            texts = self._texts(self._summarised or title, section.before, part.edge)
            if squeezed(title) in words_for("headline") and len(texts) == 1 and not self.headline:
                self.headline = texts[0]
            else:
                self._summarised = self._summarised or title
                self.summary += texts
            return []
        if kind in LISTS and not entries_in:
            return _there(self._named(kind, title, LISTS[kind](blocks, self.drafter, title)))
        if kind == "publications":
            return self._publications(title, blocks)
        if not entries_in:
            return _there(self._free(title, blocks, "" if kind else _UNKNOWN))
        type_ = kind_of_entries(kind)
        reader = EntryReader(self.drafter, type_, title, self.draft.body, part.edge)
        entries = reader.entries(entries_in)
        if blocks:
            self._before(entries, self._texts(title, section.before, part.edge))
        return _there(self._named(type_, title, entries, "" if kind == type_ else _UNKNOWN))

    def _publications(self, title: str, blocks: Sequence[Block]) -> list[Value]:
        """Return a section of the references that can be read, and a list of the others."""
        entries, others = publications(blocks, self.drafter, title, self.draft.name or "")
        read = self._named("publications", title, entries) if entries else None
        note = "these references could not be read: make publications of them"
        listed = self._free(title, others, note) if others else None
        return [section for section in (read, listed) if section]

    def _before(self, entries: list[Value], texts: Sequence[Typed]) -> None:
        """Put the text before the first entry into that entry, since a section has no text."""
        first = entries[0]
        assert isinstance(first, TypedMapping)  # noqa: S101 - an entry is one
        self.drafter.notes[texts[0].span] = "this stands before the first entry of the section"
        summary = first.value("summary")
        whole = [*texts, *([summary] if isinstance(summary, Typed) else [])]
        key = first.typed("summary") or Typed("summary", texts[0].span)
        first[key] = joined(whole, "\n\n") or texts[0]

    def _free(self, title: str, blocks: Sequence[Block], note: str = "") -> Value | None:
        """Return a section of text, or a list if it has items."""
        drafter = self.drafter
        if not blocks:
            drafter.left_out(title, "heading", title)
            return None
        named = {"title": drafter.text(title, "title", title, note)}
        if all(block.is_item for block in blocks):
            points = [(block.lines[0].left, self._text(title, block)) for block in blocks]
            named_type = {"type": drafter.said("list"), **named}
            return drafter.mapping({**named_type, "entries": nested(points, drafter)})
        text = joined([self._text(title, block) for block in blocks], "\n\n")
        return drafter.mapping({"type": drafter.said("text"), **named, "text": text})

    def _named(self, kind: str, title: str, entries: list[Value], note: str = "") -> Value | None:
        """Return a section with its title, unless that is the usual one in the language."""
        if not entries:
            self.drafter.left_out(title, "heading", title)
            return None
        given = self.drafter.text(title, "title", title, note)
        usual = section_types()[kind].title_in(self.locale) if self.locale else ""
        is_usual = squeezed(title) == squeezed(usual)
        named = {"type": Typed(kind, given.span), "title": None if is_usual else given}
        return self.drafter.mapping({**named, "entries": self.drafter.list(entries)})

    def _texts(self, part: str, lines: Sequence[Line], edge: float) -> list[Typed]:
        return [self._text(part, block) for block in blocks_of(lines, edge)]

    def _text(self, part: str, block: Block) -> Typed:
        text = marked(block.lines, self.draft.body)
        return self.drafter.text(part, "text", text, marked=True)


def _there(section: Value | None) -> list[Value]:
    return [section] if section else []


def _of_head(head: Head, drafter: Drafter, headline: Typed | None) -> dict[str, Value | None]:
    return {
        "title": head.title,
        "name_latin": head.name_latin,
        "headline": headline,
        "contacts": drafter.list(head.contacts),
        "facts": drafter.list(head.facts),
    }


def _leave_out_lost(draft: ResumeDraft, drafter: Drafter) -> None:
    """Count the words of the pages that nothing was made of, with those of their line as one."""
    kept = Kept(plain(parse_markup(leaf.text)) for leaf in drafter.leaves)
    parts = [(PART, draft.header)]
    parts += [(_title(section.part), (*_lines(section),)) for section in draft.sections]
    for part, lines in parts:
        for line in lines:
            if lost := " ".join(kept.lost(line.text)):
                drafter.left_out(part, lost, lost)


def _title(part: SectionLines) -> str:
    return without_gaps((part.title or "").strip(_AROUND))


def _lines(section: SectionDraft) -> Iterator[Line]:
    yield from section.before
    for entry in section.entries:
        yield from (*entry.above, *entry.lines, *entry.body)
