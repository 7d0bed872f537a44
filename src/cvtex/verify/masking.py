"""Masks findings about a Document that has secret words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span, is_secret, masked
from cvtex.document import Document


def guarded(findings: Iterable[Diagnostic], document: Document | None) -> tuple[Diagnostic, ...]:
    """Return findings about a Document, masked if a part of it is secret.

    Any quotation may be secret, even if the content has the same words.
    """
    secret = next(filter(is_secret, _files(document)), None) if document else None
    if secret:
        return tuple(
            replace(item, message=masked(item.message), span=item.span or Span(secret))
            for item in findings
        )
    return tuple(findings)


def _files(document: Document) -> Iterator[Path]:
    """Yield the files of a document's words."""
    yield from (leaf.span.file for leaf in document.leaves())
    yield from (picture.span.file for picture in document.pictures.values())
