"""The JSON Schema of `editions.yaml`, for editors."""

from __future__ import annotations

from typing import Any

from cvtex.design.fonts import ROLES, SCRIPTS
from cvtex.design.options import options_schema
from cvtex.diagnostics.codes import PROOFS
from cvtex.editions.pages import FILL, PAGES
from cvtex.editions.settings import DEFAULTS, NAME

THEME = {
    "description": "The theme: one of cvtex's (`cvtex themes` lists them), or a folder in `themes/`"
    " beside `content/`. The default is `classic`.",
    "type": ["string", "null"],
    "examples": ["classic"],
}

MOST = {
    "type": ["integer", "string", "null"],
    "minimum": 1,
    "maximum": 9999,
    "pattern": f"^{PAGES}$",
    "patternErrorMessage": "`pages` is a whole number, from 1",
}


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
        "properties": {
            DEFAULTS: {
                "description": "What holds for each edition that does not say otherwise.",
                "allOf": [{"$ref": "#/definitions/Keys"}],
            }
        },
        "additionalProperties": {
            "title": "Edition",
            "description": "One PDF to build.",
            "allOf": [{"$ref": "#/definitions/Keys"}],
            "required": ["content"],
        },
        "definitions": {
            "Keys": {
                "type": "object",
                "properties": {
                    "content": {
                        "description": "The content file, beside this one.",
                        "type": "string",
                        "pattern": r"\S",
                        "examples": ["resume.en.yaml", "resume.zh.yaml"],
                    },
                    "theme": THEME,
                    "design": {
                        "description": "How the PDF looks, as far as it differs from the theme.",
                        "anyOf": [{"$ref": "#/definitions/Design"}, {"type": "null"}],
                    },
                    "pages": {
                        "description": "The maximum number of pages, or `max` and `fill`. The build"
                        " sets the text tighter if that makes it fit; more pages are an error.",
                        "anyOf": [
                            MOST,
                            {
                                "type": "object",
                                "properties": {
                                    "max": {
                                        "description": "The maximum number of pages.",
                                        **MOST,
                                    },
                                    "fill": {
                                        "description": "The least share of the last page to fill.",
                                        **FILL.schema(),
                                    },
                                },
                                "additionalProperties": False,
                            },
                        ],
                        "examples": [1, {"max": 2, "fill": 0.7}],
                    },
                    "warn": {
                        "description": "Checks of the PDF that only warn instead of stopping it.",
                        "type": ["array", "null"],
                        "items": {"enum": sorted(PROOFS)},
                        "examples": [["page-sparse"]],
                    },
                },
                "additionalProperties": False,
            },
            "Design": {
                "type": "object",
                "properties": {
                    "theme": THEME,
                    **options_schema(),
                    "fonts": {
                        "description": "Font families by role: any that is installed.",
                        "type": "object",
                        "properties": {role: {"$ref": "#/definitions/Font"} for role in ROLES},
                        "additionalProperties": False,
                        "examples": [{"text": "Noto Serif"}],
                    },
                },
                "additionalProperties": False,
            },
            "Font": {
                "description": "A family for Latin, or one for each script (ISO 15924).",
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "properties": {script: {"type": "string"} for script in SCRIPTS},
                        "additionalProperties": False,
                    },
                ],
            },
        },
    }
