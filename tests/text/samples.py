"""Many strings in one document: each in every field that takes text, and read back from the PDF."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.paths import DOCUMENT

SECTIONS = 9
"""How many sections there are."""


def sections(strings: Sequence[str]) -> list[dict[str, object]]:
    """Return sections of every type, in which each string stands in every field."""

    def each(make: object) -> list[object]:
        assert callable(make)
        return [make(text) for text in strings]

    return [
        {"type": "experience", "entries": each(_employer)},
        {"type": "education", "entries": each(_school)},
        {"type": "projects", "entries": each(_project)},
        {"type": "awards", "entries": each(lambda text: {"title": text, "awarder": text})},
        {"type": "certificates", "entries": each(lambda text: {"name": text, "issuer": text})},
        {"type": "skills", "entries": each(lambda text: {"name": text, "keywords": [text, text]})},
        {"type": "languages", "entries": each(lambda text: {"language": text, "fluency": text})},
        {"type": "interests", "entries": each(lambda text: {"name": text, "keywords": [text]})},
        {"type": "text", "title": strings[0], "text": "\n\n".join(strings)},
    ]


def _employer(text: str) -> dict[str, object]:
    return {
        "name": text,
        "position": text,
        "location": text,
        "mentor": text,
        "start_date": "2020-01",
        "end_date": "present",
        "summary": text,
        "highlights": [{"text": text, "highlights": [text]}],
    }


def _school(text: str) -> dict[str, object]:
    return {
        "institution": text,
        "study_type": text,
        "area": text,
        "scores": [{"name": text, "score": text}],
        "courses": [{"name": text, "score": text}],
        "date": "2019",
    }


def _project(text: str) -> dict[str, object]:
    return {"name": text, "role": text, "url": "https://example.org/x", "keywords": [text]}


# What YAML's shortest escapes stand for, which nobody means who types them: see `yaml-escape`.
_CODES = {"_": "xA0", "N": "x85", "L": "u2028", "P": "u2029"}


def quoted(value: object) -> str:
    """Return a value as YAML in ASCII, each other character by its code."""
    dumped = yaml.safe_dump(value, default_style='"', sort_keys=False, width=10**6)
    return re.sub(r"\\(.)", lambda escape: "\\" + _CODES.get(escape[1], escape[1]), dumped)


def write(
    file: Path, strings: Sequence[str], language: str, chosen: Iterable[int], share: int = 1
) -> None:
    """Write a content file with strings in some of the sections.

    Each section has all of them, or a share: then the strings are dealt to the sections.
    """
    every = [sections(strings[at % share :: share])[at] for at in range(SECTIONS)]
    content = {
        "language": language,
        "name": strings[0],
        "headline": strings[-1],
        "contacts": [{"address": text} for text in strings[:9]],
        "sections": [every[at] for at in chosen],
        "ignore": [str(code) for code in Code if code.startswith("style-")],
    }
    file.write_text(quoted(content), encoding="utf-8")


Built = tuple[Document | None, Path, tuple[Diagnostic, ...]]


def build(folder: Path, file: Path) -> Built:
    """Return the Document of a content file, its PDF, and all that was found."""
    edition = Edition(file.stem, file, warn=LAYOUT)
    work, pdf = folder / f"{file.stem}.work", folder / f"{file.stem}.pdf"
    source = write_source(edition, work)
    if not source.ok:
        return None, pdf, source.diagnostics
    document, _ = pickle.loads((work / DOCUMENT).read_bytes())  # noqa: S301 - just written
    made = make_pdf(edition, work, pdf)
    return document, pdf, source.diagnostics + made.diagnostics


def lost(findings: Iterable[Diagnostic]) -> list[str]:
    """Return what is wrong with a build, as far as text goes."""
    harmless = LAYOUT | {
        Code.TEXT_INVISIBLE,
        Code.TEXT_SEQUENCE,
        Code.TEXT_COMMENT,
        Code.TEXT_PARAGRAPHS,
        Code.TEXT_COMMA,
        Code.TEXT_QUOTES,
        Code.TEXT_LOOKALIKE,
        Code.WORDS_INTERLEAVED,
        Code.DATE_FUTURE,
    }
    return [
        f"{finding.code}: {finding.message}"
        for finding in findings
        if finding.code not in harmless and not finding.code.startswith("style-")
    ]
