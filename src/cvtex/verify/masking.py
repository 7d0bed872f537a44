"""What may be told of a file that has words of a secret in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cvtex.diagnostics import SECRET, Diagnostic, Span, masked
from cvtex.document import Document


def guarded(findings: Iterable[Diagnostic], document: Document | None) -> tuple[Diagnostic, ...]:
    """Return findings on what was made of a Document, masked if a part of that is secret.

    Whatever they cite may be the secret, also where the same words stand in the content.
    """
    if document and SECRET in _files(document):
        return tuple(
            replace(one, message=masked(one.message), span=one.span or Span(SECRET))
            for one in findings
        )
    return tuple(findings)


def _files(document: Document) -> Iterator[Path]:
    """Yield the files that the words of a document were typed in."""
    yield from (leaf.span.file for leaf in document.leaves())
    if document.photo:
        yield document.photo.span.file
