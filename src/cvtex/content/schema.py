"""Generates the JSON Schema of a content file, for editors, from the model and its docstrings.

It uses draft 7, which yaml-language-server and other editors support. It accepts all that a build
accepts: `cvtex check` checks dates, numbers, addresses and relations between keys.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import yaml
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from cvtex.content.letter import LetterModel, as_lines
from cvtex.content.resume import Resume
from cvtex.schema.docstrings import describe
from cvtex.schema.fields import BARE, Record
from cvtex.schema.tags import one_in_list
from cvtex.sections.section_type import SectionModel

JsonSchema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

# A text is a string, or a number or boolean to an editor, as `2023` and `true`. With one list of
# types, an editor would propose `true`, `false` and `null` for each text. Editors show the titles.
STRING: JsonSchema = {
    "title": "text",
    "type": "string",
    "pattern": r"\S",
    "patternErrorMessage": "the text is empty",
}
NUMBER: JsonSchema = {"title": "number", "not": {"type": ["string", "array", "object", "null"]}}
NUMBER_OR_NOTHING: JsonSchema = {"title": "number", "not": {"type": ["string", "array", "object"]}}
TEXT: JsonSchema = {"anyOf": [STRING, NUMBER]}
FLAG: JsonSchema = {
    "type": ["boolean", "string"],
    "pattern": "^(true|false)$",
    "patternErrorMessage": "`true` or `false` is expected here",
}
TAGS: JsonSchema = {"anyOf": [{"items": TEXT, "type": "array"}, STRING, NUMBER]}
INCLUDED: JsonSchema = {
    "title": "include",
    "type": "object",
    "properties": {
        "include": {
            "description": "A YAML file whose sections or entries are included here; its path is"
            " relative to the folder of this file.",
            "type": "string",
            "pattern": r"\.[Yy][Aa]?[Mm][Ll]$",
            "examples": ["publications.yaml", "employers/tidewater.yaml"],
        }
    },
    "required": ["include"],
    "additionalProperties": False,
}
SCALARS = {
    "tags": TAGS,
    "text": STRING,
    "number": NUMBER,
    "number_or_nothing": NUMBER_OR_NOTHING,
}


def content_schema() -> JsonSchema:
    """Return the JSON Schema of a content file."""
    made = _made(Resume)
    made["properties"]["sections"]["items"] = _or_include(made["properties"]["sections"]["items"])
    for definition in made["$defs"].values():
        if entries := definition["properties"].get("entries"):
            entries["items"] = _or_include(entries["items"])
    made["$defs"] = {"include": INCLUDED} | made["$defs"]
    head = {
        "$id": "resume.schema.json",
        "title": "Résumé",
        "description": "A person's résumé in one language, from which cvtex makes a PDF.",
    }
    return _whole(made, head)


def letter_schema() -> JsonSchema:
    """Return the JSON Schema of a cover letter."""
    head = {
        "$id": "letter.schema.json",
        "title": "Letter",
        "description": "A cover letter with the head of a résumé, from which cvtex makes a PDF.",
    }
    return _whole(_made(LetterModel), head)


def _made(record: type[Record]) -> JsonSchema:
    return record.model_json_schema(
        schema_generator=_ForEditors, ref_template="#/definitions/{model}"
    )


def _whole(made: JsonSchema, head: JsonSchema) -> JsonSchema:
    """Return the schema of a file, with its head first and its definitions last."""
    head = {"$schema": DRAFT} | head
    definitions = deepcopy(SCALARS) | _referring(made.pop("$defs"))
    rest = {key: of for key, of in _referring(made).items() if key not in head}
    return head | rest | {"definitions": definitions}


def _or_include(item: JsonSchema) -> JsonSchema:
    """Return the schema of an item or of an `include`, by its key."""
    condition = {"type": "object", "required": ["include"]}
    return {"if": condition, "then": {"$ref": "#/definitions/include"}, "else": item}


def _referring(node: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a schema with references to the definitions of scalars."""
    for name, scalar in SCALARS.items():
        if node == scalar:
            return {"$ref": f"#/definitions/{name}"}
    if isinstance(node, dict):
        return {key: _referring(inner) for key, inner in node.items()}
    return [_referring(inner) for inner in node] if isinstance(node, list) else node


class _ForEditors(GenerateJsonSchema):
    """Generates the schema of what a person types, not of the validated model."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchema:
        """Return the schema of a record with the descriptions of its keys and a title."""
        made = super().model_schema(schema)
        keys = made["properties"]
        docs = describe(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            key = keys[field.alias or name]
            if doc := docs.get(name):
                key["description"] = doc.text
                if doc.examples:
                    key["examples"] = [_typed(example) for example in doc.examples]
        made["title"] = keys.get("type", {}).get("const", made["title"])
        return made

    def field_title_should_be_set(self, schema: object) -> bool:
        """Return False: only records have titles."""
        del schema
        return False

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchema:
        """Return the schema of a flag or a text."""
        flag = schema.get("json_schema_input_schema") == core_schema.bool_schema()
        return dict(FLAG if flag else TEXT)

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchema:
        """Return the schema of a record, or a bare text where the model accepts one."""
        made = super().function_before_schema(schema)
        if schema["function"]["function"] in (*BARE, one_in_list, as_lines):
            # The record first: editors explain a misspelled key by the first alternative.
            return {"anyOf": [made, *TEXT["anyOf"]]}
        return made

    def function_wrap_schema(self, schema: core_schema.WrapValidatorFunctionSchema) -> JsonSchema:
        """Let a text be a bare one, or have other wordings."""
        return {"anyOf": [*TEXT["anyOf"], super().function_wrap_schema(schema)]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchema:
        """Return the schema of the value; `default_schema` allows it to be empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchema:
        """Return the schema of an optional key, which may be empty.

        It has no default, which editors would insert.
        """
        made = self.generate_inner(schema["schema"])
        if made == TEXT:
            return {"anyOf": [STRING, NUMBER_OR_NOTHING]}
        if "items" in made or made == FLAG:
            kinds = made["type"]
            return made | {"type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
        return {"anyOf": [made, {"type": "null"}]}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchema:
        """Return the schema of a section, with a condition for each type.

        With conditions instead of alternatives, editors explain a mistake by the section's type.
        """
        choices = {str(tag): self.generate_inner(of) for tag, of in schema["choices"].items()}
        docs = [self.resolve_ref_schema(choice)["description"] for choice in choices.values()]
        kind = {"description": describe(SectionModel)["type"].text, "enum": [*choices]}
        return {
            "title": "section",
            "type": "object",
            "required": ["type"],
            "properties": {"type": kind | {"enumDescriptions": docs}},
            "allOf": [
                {"if": {"properties": {"type": {"const": tag}}, "required": ["type"]}, "then": then}
                for tag, then in choices.items()
            ],
        }


def _typed(example: str) -> object:
    """Return an example as a YAML 1.2 value."""
    read = yaml.safe_load(example)
    return example if isinstance(read, date) else read  # YAML 1.2, unlike 1.1, has no dates
