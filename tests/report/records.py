"""Verdicts of invented people, as JSON has them."""

from __future__ import annotations

import copy
import io
from typing import Any

from PIL import Image

from cvtex.report.pictures import PageJpeg

Record = dict[str, Any]


def picture(page: int = 1) -> PageJpeg:
    """Return a page that is black."""
    jpeg = io.BytesIO()
    Image.new("L", (118, 168)).save(jpeg, "JPEG")
    return PageJpeg(page, jpeg.getvalue(), 118, 168)


def entry(**told: object) -> Record:
    """Return an entry of which nothing was read but what is told."""
    fields = ("name", "organisation", "role", "degree", "place", "dates", "start", "end")
    lists = ("details", "text", "highlights")
    return dict.fromkeys(fields) | {name: [] for name in lists} | told


def verdict(**told: object) -> Record:
    """Return a verdict in which everything is there, each thing told apart from the others."""
    return copy.deepcopy(_FULL) | told


def record(*verdicts: Record) -> Record:
    """Return the document that holds verdicts."""
    return {"version": 1, "verdicts": list(verdicts)}


_FULL: Record = {
    "edition": "grace",
    "pdf": "out/.build/grace/draft.pdf",
    "language": "en-GB",
    "sha256": "0123456789abcdef" * 4,
    "proven": False,
    "pages": 2,
    "words": {"typed": 412, "read": 397},
    "standards": ["PDF/UA-1", "PDF/A-2a"],
    "checks": [
        {"code": "words-lost", "severity": "error", "found": 1},
        {"code": "page-sparse", "severity": "warning", "found": 23},
        {"code": "tags-missing", "severity": "error", "found": 0},
    ],
    "reading": {
        "name": "Ada Sample",
        "emails": ["ada@example.org", "sample@example.org"],
        "phones": ["+1 202 555 0143"],
        "links": ["https://example.org/ada?a=1&b=2", "example.org/without"],
        "header": ["Engineer of engines", "Sampleton"],
        "sections": [
            {
                "title": "Where I worked",
                "kind": "experience",
                "text": ["A paragraph of no entry."],
                "entries": [
                    entry(
                        name="The Engine",
                        organisation="Example Engines Ltd.",
                        role="Programmer",
                        degree="MSc",
                        place="Exampleville",
                        dates="March 2021 to now",
                        start="2021-03",
                        end="present",
                        details=["part time", "remote"],
                        text=["What was done there."],
                        highlights=["Wrote the first program", "Found the first moth"],
                    ),
                    entry(dates="1843", end="1843"),
                    entry(role="Nobody knows when"),
                ],
            },
            {"title": "Curiosities", "kind": None, "text": [], "entries": []},
        ],
        "pages": 2,
        "whole": True,
    },
    "withheld": False,
    "missing": ["the dates of `Nobody knows when` in `Where I worked`"],
    "failed": [],
    "diagnostics": [
        {
            "file": "content/resume.yaml",
            "line": 12,
            "column": 9,
            "length": 5,
            "severity": "error",
            "code": "words-lost",
            "message": "`moths` does not come back: pdftotext reads `moth`",
            "hint": "write it in letters",
        },
        {
            "file": None,
            "line": None,
            "column": None,
            "length": None,
            "severity": "warning",
            "code": "page-sparse",
            "message": "the last page is nearly empty",
            "hint": None,
        },
    ],
}
