"""Defines the JSON Schema of a document of verdicts."""

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
            "read": _COUNT | {"description": "of these, those that both readers read"},
        }
    )
    check = object_of(
        {
            "code": {"enum": sorted(PROOFS), "description": "`cvtex docs verify` explains each"},
            "severity": {"enum": list(Severity), "description": "for this edition"},
            "found": _COUNT | {"description": "the number of findings"},
        }
    )
    return object_of(
        {
            "edition": maybe("string", "its name; null without an edition"),
            "pdf": _TEXT | {"description": "the PDF, or the draft if it failed"},
            "sha256": maybe(
                "string", "of the PDF, in hexadecimal; null if there is none that can be read"
            ),
            "language": maybe("string", "the BCP 47 tag of the PDF"),
            "proven": {
                "type": "boolean",
                "description": "whether there are no errors, in the PDF or in a later build",
            },
            "pages": _COUNT,
            "words": {**words, "type": ["object", "null"], "description": "null without content"},
            "standards": _list({"type": "string"}, "those that it conforms to, as `PDF/UA-1`"),
            "checks": _list(check, "all checks that were made"),
            "withheld": {
                "type": "boolean",
                "description": "whether words are left out, because the PDF has private details",
            },
            "reading": {**_reading(), "type": ["object", "null"]},
            "missing": _list(_TEXT, "what a hiring system looks for and did not find"),
            "diagnostics": _list(record_schema(), "all findings"),
            "failed": _list(
                record_schema(),
                "why the current content can't be built; the PDF is the previous one, if any",
            ),
        }
    )


def _reading() -> dict[str, Any]:
    entry = object_of(
        {
            "name": maybe("string", "the title, if it is not named after its organisation"),
            **{
                key: maybe("string", what)
                for key, what in (
                    ("organisation", "the employer or school"),
                    ("role", "the position"),
                    ("degree", "the degree"),
                    ("place", "the place"),
                    ("dates", "the dates as they are printed"),
                    ("start", "the first day, month or year, as in ISO 8601"),
                    ("end", "the last, or `present`; also a single date"),
                )
            },
            "details": _list(_TEXT, "fields of the heading whose kind is unknown"),
            "text": _list(_TEXT, "the paragraphs below the heading"),
            "highlights": _list(_TEXT, "the list items below the heading"),
        }
    )
    section = object_of(
        {
            "title": _TEXT,
            "kind": maybe("string", "its kind, if the title is a standard heading"),
            "text": _list(_TEXT, "paragraphs and list items that belong to no entry"),
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
            "pages": _COUNT | {"description": "the number of pages that were read"},
            "whole": {"type": "boolean", "description": "whether that is all pages"},
        }
    ) | {"description": "what a hiring system reads in the PDF; null if nothing"}


def _list(items: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": items}
