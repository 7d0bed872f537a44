"""The JSON Schema of a document of verdicts."""

from __future__ import annotations

from typing import Any

from cvtex.diagnostics import Severity
from cvtex.diagnostics.codes import PROOFS
from cvtex.report.json import maybe, object_of, record_schema
from cvtex.report.verdict import VERSION

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}


def verdict_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cvtex verdicts",
        "description": "What `doit` writes to `out/verdict.json`, and `cvtex verify --format json`"
        " prints.",
        **object_of(
            {
                "version": {"const": VERSION},
                "verdicts": _list(_verdict(), "one for each PDF, in the order of the editions"),
            }
        ),
    }


def _verdict() -> dict[str, Any]:
    words = object_of(
        {
            "typed": _COUNT | {"description": "in the content; a Han character or kana is one"},
            "read": _COUNT | {"description": "of those, what two extractors read in the PDF"},
        }
    )
    check = object_of(
        {
            "code": {"enum": sorted(PROOFS), "description": "docs/verify.md has each"},
            "severity": {"enum": list(Severity), "description": "as the edition has it"},
            "found": _COUNT | {"description": "how many places break it"},
        }
    )
    return object_of(
        {
            "edition": maybe("string", "its name; null for a PDF that is of none"),
            "pdf": _TEXT | {"description": "the PDF; of one that failed, the draft"},
            "sha256": maybe("string", "of the PDF, in hexadecimal; null if there is no file"),
            "language": maybe("string", "the BCP 47 tag that the PDF has"),
            "proven": {
                "type": "boolean",
                "description": "whether there are no errors, neither of the PDF nor since",
            },
            "pages": _COUNT,
            "words": {**words, "type": ["object", "null"], "description": "null without content"},
            "standards": _list({"type": "string"}, "those that it keeps to, as `PDF/UA-1`"),
            "checks": _list(check, "all that were made"),
            "withheld": {
                "type": "boolean",
                "description": "whether the words of the PDF are left out here, because it has "
                "private details and a workflow may publish this",
            },
            "reading": {**_reading(), "type": ["object", "null"]},
            "missing": _list(_TEXT, "what a hiring system looks for and did not find"),
            "diagnostics": _list(record_schema(), "all that was found"),
            "failed": _list(
                record_schema(),
                "what has kept the content, as it is now, from becoming a PDF; the PDF is the one "
                "from before, if there is one",
            ),
        }
    )


def _reading() -> dict[str, Any]:
    entry = object_of(
        {
            "name": maybe("string", "what it is called where not by its organisation"),
            **{
                key: maybe("string", what)
                for key, what in (
                    ("organisation", "the employer, the school"),
                    ("role", "the position"),
                    ("degree", "the degree"),
                    ("place", "the place"),
                    ("dates", "the dates as they are printed"),
                    ("start", "the first day, month or year, as in ISO 8601"),
                    ("end", "the last, or `present`; also a lone date"),
                )
            },
            "details": _list(_TEXT, "fields of the heading that could be anything"),
            "text": _list(_TEXT, "the paragraphs below the heading"),
            "highlights": _list(_TEXT, "the points below the heading"),
        }
    )
    section = object_of(
        {
            "title": _TEXT,
            "kind": maybe("string", "its kind, if machines know the title"),
            "text": _list(_TEXT, "paragraphs and points that belong to no entry"),
            "entries": _list(entry, "jobs, schools, projects"),
        }
    )
    return object_of(
        {
            "name": maybe("string", "the person's name"),
            "emails": _list(_TEXT, "e-mail addresses"),
            "phones": _list(_TEXT, "telephone numbers"),
            "links": _list(_TEXT, "web addresses"),
            "header": _list(_TEXT, "the text before the first section"),
            "sections": _list(section, "in the order of the page"),
            "pages": _COUNT | {"description": "how many were read"},
            "whole": {"type": "boolean", "description": "whether there are no more pages"},
        }
    ) | {"description": "what a hiring system reads from the PDF alone; null if nothing"}


def _list(items: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": items}
