"""A résumé as the rules read it: its texts, its highlights, its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from cvtex.content.resume import Resume
from cvtex.diagnostics import SECRET, Span
from cvtex.schema.fields import Record
from cvtex.schema.records import Described, Highlight
from cvtex.schema.texts import NOT_PROSE, texts_of
from cvtex.style.prose import Prose, read_prose


class Manuscript:
    """What the rules look at, each part made once."""

    def __init__(self, resume: Resume) -> None:
        """Begin with a résumé."""
        self.resume = resume

    @property
    def language(self) -> str:
        """The tag's first part, as `zh`."""
        return self.resume.language.partition("-")[0].lower()

    @property
    def sets_han(self) -> bool:
        """Whether the file is in a language that is written without spaces between words."""
        return self.language in ("zh", "ja", "yue")

    @cached_property
    def _prose(self) -> dict[Span, Prose]:
        # By place, because what YAML repeats by an alias was typed once.
        return {typed.span: read_prose(typed) for typed in texts_of(self.resume, NOT_PROSE)}

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """Every text, in the order of the file; none that is a secret, for rules cite texts."""
        return tuple(self._prose[span] for span in sorted(self._prose) if span.file != SECRET)

    @cached_property
    def highlights(self) -> tuple[tuple[Prose, int, bool], ...]:
        """Every highlight, of free lists too: its text, its level from 1, whether any are below."""
        return tuple(self._highlights(_told(self.resume), 1))

    def _highlights(
        self, items: Iterable[Highlight], level: int
    ) -> Iterator[tuple[Prose, int, bool]]:
        for item in items:
            if item.text.span.file == SECRET:
                continue
            yield self._prose[item.text.span], level, bool(item.highlights)
            yield from self._highlights(item.highlights, level + 1)


def first_text(record: Record) -> Span | None:
    """Return where the first text of a record stands, if it has any."""
    return min((text.span for text in texts_of(record)), default=None)


def _told(resume: Resume) -> Iterator[Highlight]:
    for section in resume.sections:
        for entry in section.records():
            for part in (entry, *getattr(entry, "parts", ())):
                if isinstance(part, Highlight):
                    yield part
                elif isinstance(part, Described):
                    yield from part.highlights
