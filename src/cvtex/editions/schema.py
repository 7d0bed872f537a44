"""The JSON Schema of `editions.yaml`, for editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cvtex.design.fonts import ROLES, SCRIPTS
from cvtex.design.options import options_schema
from cvtex.diagnostics.codes import TOLERABLE
from cvtex.editions.hiding import hideable
from cvtex.editions.names import NAME
from cvtex.editions.outputs import known_outputs
from cvtex.editions.pages import FILL, PAGES
from cvtex.editions.settings import DEFAULTS
from cvtex.editions.site import SITE
from cvtex.editions.tailoring import MOST as MOST_HIGHLIGHTS

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


FLAG = {
    "type": ["boolean", "string", "null"],
    "pattern": "^(true|false)$",
    "patternErrorMessage": "`true` or `false` is expected here",
}


def _names(
    description: str, one: dict[str, Any] | None = None, examples: Sequence[object] = ()
) -> dict[str, Any]:
    """Return the schema of a list of names, or of one alone."""
    name = one or {"type": ["string", "number", "boolean"]}
    return {
        "description": description,
        "anyOf": [{"type": "array", "items": name}, name, {"type": "null"}],
        "examples": [*examples],
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
            },
            SITE: {
                "description": "What `doit site` says of the site of the public editions.",
                "type": ["object", "null"],
                "properties": {
                    "title": {
                        "description": "Its title; the default is the name of the person.",
                        "type": ["string", "null"],
                    },
                    "description": {
                        "description": "What it is, for search engines and social networks; the"
                        " default is the headline of the first edition.",
                        "type": ["string", "null"],
                    },
                    "url": {
                        "description": "Its address, which the picture to share needs.",
                        "type": ["string", "null"],
                        "pattern": "^https?://",
                        "patternErrorMessage": "an address begins with https://",
                        "examples": ["https://ada.example.org/"],
                    },
                    "index": {
                        "description": "Whether search engines may list it; the default is true.",
                        **FLAG,
                    },
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": {
            "title": "Edition",
            "description": "One PDF to build.",
            "allOf": [{"$ref": "#/definitions/Keys"}],
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
                    "extends": {
                        "description": "The edition from which it inherits what it does not set.",
                        "type": ["string", "null"],
                        "examples": ["en", "zh"],
                    },
                    "file": {
                        "description": "The name of the PDF; the default is that of the edition.",
                        "type": ["string", "null"],
                        "maxLength": 104,
                        "pattern": r"^[^/\\:*?\"<>|]+$",
                        "examples": ["Ada Sample CV", "简历"],
                    },
                    "audience": _names(
                        "The audience: what is only `for` others, or `not_for` it, is left out;"
                        " `all` prints what is for any.",
                        examples=["ml", ["ml", "data"]],
                    ),
                    "hide": _names(
                        "What it leaves out: contacts, keys of entries, or types of sections.",
                        {"enum": sorted(hideable())},
                        [["phone", "address", "references"], ["photo"]],
                    ),
                    "order": _names(
                        "Which sections come first, by type or title; the others follow.",
                        examples=[["experience", "education"], ["skills"]],
                    ),
                    "highlights": {
                        "description": "How many highlights of each list it prints.",
                        "type": ["object", "null"],
                        "properties": {
                            "most": {
                                "description": "The maximum, those of the first `priority` first.",
                                "type": ["integer", "string", "null"],
                                "minimum": 1,
                                "maximum": 99,
                                "pattern": f"^{MOST_HIGHLIGHTS}$",
                                "patternErrorMessage": "`most` is a whole number, from 1 to 99",
                                "examples": [3, 5],
                            }
                        },
                        "additionalProperties": False,
                    },
                    "notes": {
                        "description": "Whether it prints your notes, for you alone.",
                        **FLAG,
                    },
                    "private": {
                        "description": "Whether private.yaml is merged over the content: by default"
                        " it is, unless the edition is public.",
                        **FLAG,
                    },
                    "public": {
                        "description": "Whether anybody may see it: `doit publish` publishes it.",
                        **FLAG,
                    },
                    "outputs": _names(
                        "What is made of it: `png` are pictures of the pages, and one to share;"
                        " `json` is a JSON Resume. The default is its PDF alone.",
                        {"enum": [*known_outputs()]},
                        [["pdf", "docx"], ["pdf", "html", "png"]],
                    ),
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
                        "items": {"enum": sorted(TOLERABLE)},
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
