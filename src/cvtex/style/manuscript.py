"""A résumé's texts, highlights and language, for the style rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from cvtex.content.resume import Resume
from cvtex.diagnostics import Span, is_secret
from cvtex.schema.fields import Record
from cvtex.schema.records import Described, HighlightModel
from cvtex.schema.texts import NOT_PROSE, texts_of
from cvtex.source.typed import Typed
from cvtex.style.prose import Prose, read_prose
from cvtex.wording.locale import find_locale, general_locale


class Manuscript:
    """The texts of a résumé, each parsed once."""

    def __init__(self, resume: Resume) -> None:
        """Create a manuscript of a résumé."""
        self.resume = resume

    @property
    def language(self) -> str:
        """The language subtag, as `zh`."""
        return self.resume.language.partition("-")[0].lower()

    @property
    def sets_han(self) -> bool:
        """Whether the file is in Chinese or Japanese."""
        return self.language in ("zh", "ja", "yue")

    @cached_property
    def quotes(self) -> dict[str, tuple[str, str]]:
        """The language's opening and closing mark for `"` and for `'`; '' if they are not known."""
        tag = self.resume.language
        locale = find_locale(tag) or general_locale(tag)
        templates = {'"': locale.quotes, "'": locale.inner_quotes} if locale else {'"': "", "'": ""}
        pairs = ((mark, template.partition("{text}")) for mark, template in templates.items())
        return {mark: (opening, closing) for mark, (opening, _, closing) in pairs}

    @cached_property
    def _prose(self) -> dict[tuple[Span, str], Prose]:
        # An alias in YAML repeats a text; an import may make several of one.
        return {_key(typed): read_prose(typed) for typed in texts_of(self.resume, NOT_PROSE)}

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """All texts in the order of the file, except secrets, since findings quote texts."""
        return tuple(self._prose[key] for key in sorted(self._prose) if not is_secret(key[0].file))

    @cached_property
    def highlights(self) -> tuple[tuple[Prose, int, bool], ...]:
        """All highlights and list items: text, level from 1, and whether there are any below."""
        return tuple(self._highlights(_top_highlights(self.resume), 1))

    def _highlights(
        self, items: Iterable[HighlightModel], level: int
    ) -> Iterator[tuple[Prose, int, bool]]:
        for item in items:
            if is_secret(item.text.span.file):
                continue
            yield self._prose[_key(item.text)], level, bool(item.highlights)
            yield from self._highlights(item.highlights, level + 1)


def _key(typed: Typed) -> tuple[Span, str]:
    return typed.span, str(typed)


def first_text(record: Record) -> Span | None:
    """Return the span of the first text of a record, or None."""
    return min((text.span for text in texts_of(record)), default=None)


def _top_highlights(resume: Resume) -> Iterator[HighlightModel]:
    for section in resume.sections:
        for entry in section.records():
            for part in (entry, *getattr(entry, "parts", ())):
                if isinstance(part, HighlightModel):
                    yield part
                elif isinstance(part, Described):
                    yield from part.highlights
