"""The rules of JSON Resume's schema, restated: what is a text, a date, an address, a list.

No package of Python's carries the schema. `.ci/official-schema` holds this against the official one
(version 1.3.1 of the npm package), descriptions, titles and ids apart.
"""

from __future__ import annotations

import re
from typing import Any

import jsonschema

Schema = dict[str, Any]

DATE_PATTERN = "^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$"

TEXT: Schema = {"type": "string"}
URI: Schema = {"type": "string", "format": "uri"}
EMAIL: Schema = {"type": "string", "format": "email"}
DATE: Schema = {"$ref": "#/definitions/iso8601"}
TEXTS: Schema = {"type": "array", "items": TEXT}


def _of(rules: str) -> Schema:
    """Return the schema of an object from lines of a rule and the properties it is for."""
    kinds = {"text": TEXT, "uri": URI, "email": EMAIL, "date": DATE, "texts": TEXTS}
    properties = {
        name: kinds[line.split()[0]] for line in rules.splitlines() for name in line.split()[1:]
    }
    return {"type": "object", "additionalProperties": True, "properties": properties}


def _list(rules: str) -> Schema:
    return {"type": "array", "items": _of(rules)}


LISTS: dict[str, Schema] = {
    "work": _list(
        "text name location description position summary\n"
        "uri url\n"
        "date startDate endDate\n"
        "texts highlights"
    ),
    "volunteer": _list(
        "text organization position summary\nuri url\ndate startDate endDate\ntexts highlights"
    ),
    "education": _list(
        "text institution area studyType score\nuri url\ndate startDate endDate\ntexts courses"
    ),
    "awards": _list("text title awarder summary\ndate date"),
    "certificates": _list("text name issuer\ndate date\nuri url"),
    "publications": _list("text name publisher summary\ndate releaseDate\nuri url"),
    "skills": _list("text name level\ntexts keywords"),
    "languages": _list("text language fluency"),
    "interests": _list("text name\ntexts keywords"),
    "references": _list("text name reference"),
    "projects": _list(
        "text name description entity type\n"
        "texts highlights keywords roles\n"
        "date startDate endDate\n"
        "uri url"
    ),
}

_BASICS = _of("text name label image phone summary\nemail email\nuri url")
_BASICS["properties"]["location"] = _of("text address postalCode city countryCode region")
_BASICS["properties"]["profiles"] = _list("text network username\nuri url")

SCHEMA: Schema = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "additionalProperties": True,
    "definitions": {"iso8601": {"type": "string", "pattern": DATE_PATTERN}},
    "properties": {
        "$schema": URI,
        "basics": _BASICS,
        **LISTS,
        "meta": _of("text version lastModified\nuri canonical"),
    },
}

_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    """Say whether a text is a URI (RFC 3986): a scheme, then ASCII, percent-encoded."""
    characters = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})*"
    return not isinstance(value, str) or bool(
        re.fullmatch(rf"[A-Za-z][A-Za-z0-9+.-]*:{characters}", value)
    )


@_FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(
        re.fullmatch(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value)
    )


def faults(document: object, schema: Schema = SCHEMA) -> list[str]:
    """Return what a schema has against a document, each with its place."""
    validator = jsonschema.Draft7Validator(schema, format_checker=_FORMATS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def bare(schema: object) -> object:
    """Return a schema without what only people read."""
    if isinstance(schema, list):
        return [bare(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    named = schema.keys() >= {"type"} or "$ref" in schema  # else its keys are properties
    said = {"description", "title", "$id"} if named and not _is_properties(schema) else set()
    return {key: bare(inner) for key, inner in schema.items() if key not in said}


def _is_properties(schema: dict[str, object]) -> bool:
    """Say whether keys are names of properties, of which one may be `title` or `type`."""
    return all(isinstance(inner, dict) for inner in schema.values())
