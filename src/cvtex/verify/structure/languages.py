"""Checks the language of each text in the tags (ISO 14289-1, 7.2)."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import ARTIFACT
from cvtex.verify.places import spot
from cvtex.verify.structure.screen_reader import Tag, read_tags
from cvtex.wording.language import language_of


def check_languages(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text that is tagged with another language than its own.

    A Span in another language is an utterance, which `document_tags` compares.
    """
    if document is None or opened.tree is None:
        return
    tags = read_tags(opened)
    if tags and {tag.language for tag in tags} != {document.language}:
        yield Diagnostic(
            Code.TAGS_MISMATCH,
            f"the tags do not say that the text is in `{document.language}`",
            hint="set Lang in the catalogue",
        )
    for tag in _odd(tags, document):
        place = spot(opened, tag.leaf, document)
        yield _finding(f"an element of type {tag.kind}", tag.text, tag.language, place)
    for mark, language in opened.languages.items():
        words = opened.texts.get(mark, "")
        if mark != ARTIFACT and language not in {document.language, language_of(words, document)}:
            place = spot(opened, mark, document)
            yield _finding("content", words, language, place)


def _odd(tags: tuple[Tag, ...], document: Document, around: str = "") -> Iterator[Tag]:
    for tag in tags:
        right = {around, language_of(tag.text, document)}
        if around and tag.kind != "Span" and tag.language not in right:
            yield tag
        yield from _odd(tag.kids, document, tag.language)


def _finding(what: str, words: str, language: str, place: Span | None) -> Diagnostic:
    return Diagnostic(
        Code.TAGS_MISMATCH,
        f"{what} says that `{' '.join(words.split())}` is in `{language}`",
        place,
        "a screen reader pronounces it in that language",
    )
