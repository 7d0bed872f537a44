"""The JSON Schema of `editions.yaml`, for editors."""

from __future__ import annotations

from typing import Any

from cvtex.codes import PROOFS
from cvtex.editions.settings import NAME, themes


def editions_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of editions, with the themes that there are."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "editions.schema.json",
        "title": "Editions",
        "description": "The PDFs that cvtex builds: each key is the name of one.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {
            "title": "name",
            "pattern": f"^{NAME.pattern}$",
            "patternErrorMessage": "a name consists of ASCII letters, digits, - and _",
        },
        "additionalProperties": {"$ref": "#/definitions/Edition"},
        "definitions": {
            "Edition": {
                "title": "Edition",
                "description": "One PDF to build.",
                "type": "object",
                "required": ["content"],
                "properties": {
                    "content": {
                        "description": "The content file, beside this one.",
                        "type": "string",
                        "pattern": r"\S",
                        "examples": ["resume.en.yaml", "resume.zh.yaml"],
                    },
                    "theme": {
                        "description": "The look; the default is `classic`.",
                        "enum": [*themes(), None],
                    },
                    "pages": {
                        "description": "The maximum number of pages; more are an error.",
                        "type": ["integer", "string", "null"],
                        "minimum": 1,
                        "maximum": 9999,
                        "pattern": "^[1-9][0-9]{0,3}$",
                        "patternErrorMessage": "`pages` is a whole number, from 1",
                        "examples": [1, 2],
                    },
                    "warn": {
                        "description": "Checks of the PDF that only warn instead of stopping it.",
                        "type": ["array", "null"],
                        "items": {"enum": sorted(PROOFS)},
                        "examples": [["page-sparse"]],
                    },
                },
                "additionalProperties": False,
            }
        },
    }
