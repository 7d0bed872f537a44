"""The JSON Schema of a content file, for editors: made of the model and its docstrings.

It is of draft 7, the one that yaml-language-server takes for granted and other editors know too.
What stands between keys (one `date` or a range) and the forms of dates, numbers and addresses are
for `cvtex check` to judge: the schema refuses nothing that a build takes.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import yaml
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from cvtex.content.resume import Resume
from cvtex.schema.docstrings import describe
from cvtex.schema.fields import BARE
from cvtex.sections.kind import Section

JsonSchema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"


# A text is a string, or what an editor takes for something else, as `2023` and `true`. In one list
# of types they would have the editor propose `true`, `false` and `null` for each text. The titles
# keep them apart where it shows a description.
STRING: JsonSchema = {
    "title": "text",
    "type": "string",
    "pattern": r"\S",
    "patternErrorMessage": "the text is empty",
}
NUMBER: JsonSchema = {
    "title": "number",
    "not": {"type": ["string", "array", "object", "null"]},
}
NUMBER_OR_NOTHING: JsonSchema = {
    "title": "number",
    "not": {"type": ["string", "array", "object"]},
}
TEXT: JsonSchema = {"anyOf": [STRING, NUMBER]}
FLAG: JsonSchema = {
    "type": ["boolean", "string"],
    "pattern": "^(true|false)$",
    "patternErrorMessage": "`true` or `false` is expected here",
}
SCALARS = {"text": STRING, "number": NUMBER, "number_or_nothing": NUMBER_OR_NOTHING}


def content_schema() -> JsonSchema:
    """Return the JSON Schema of a content file."""
    made = Resume.model_json_schema(
        schema_generator=_ForEditors, ref_template="#/definitions/{model}"
    )
    head = {
        "$schema": DRAFT,
        "$id": "resume.schema.json",
        "title": "Résumé",
        "description": "A person's résumé in one language, of which cvtex makes a PDF.",
    }
    definitions = deepcopy(SCALARS) | _referring(made.pop("$defs"))
    rest = {key: of for key, of in _referring(made).items() if key not in head}
    return head | rest | {"definitions": definitions}


def _referring(node: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a schema that refers to the scalars, which all keys share."""
    for name, scalar in SCALARS.items():
        if node == scalar:
            return {"$ref": f"#/definitions/{name}"}
    if isinstance(node, dict):
        return {key: _referring(inner) for key, inner in node.items()}
    return [_referring(inner) for inner in node] if isinstance(node, list) else node


class _ForEditors(GenerateJsonSchema):
    """Makes a schema of what is typed, where the model has what becomes of it."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchema:
        """Give each key of a record its description, and name a section by its type."""
        made = super().model_schema(schema)
        keys = made["properties"]
        described = describe(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            key = keys[field.alias or name]
            if said := described.get(name):
                key["description"] = said.text
                if said.examples:
                    key["examples"] = [_typed(example) for example in said.examples]
        made["title"] = keys.get("type", {}).get("const", made["title"])
        return made

    def field_title_should_be_set(self, schema: object) -> bool:
        """Leave titles to records."""
        del schema
        return False

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchema:
        """Return what a scalar is: a flag where the model says so, else a text."""
        flag = schema.get("json_schema_input_schema") == core_schema.bool_schema()
        return dict(FLAG if flag else TEXT)

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchema:
        """Let a bare text stand for a record where the model takes it for one."""
        made = super().function_before_schema(schema)
        if schema["function"]["function"] in BARE:
            # The record first: an editor explains a misspelt key by the first that is as near.
            return {"anyOf": [made, *TEXT["anyOf"]]}
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchema:
        """Return what a key may hold; that it may be left empty follows from its default."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchema:
        """Let a key be empty that need not be there; a default would be typed for the person."""
        made = self.generate_inner(schema["schema"])
        if made == TEXT:
            return {"anyOf": [STRING, NUMBER_OR_NOTHING]}
        if "items" in made or made == FLAG:
            kinds = made["type"]
            return made | {"type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
        return {"anyOf": [made, {"type": "null"}]}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchema:
        """Tell sections apart by conditions, not by alternatives.

        Of a section with a mistake in it an editor then says what is wrong with this section.
        """
        choices = {str(tag): self.generate_inner(of) for tag, of in schema["choices"].items()}
        told = [self.resolve_ref_schema(choice)["description"] for choice in choices.values()]
        kind = {"description": describe(Section)["type"].text, "enum": [*choices]}
        return {
            "title": "section",
            "type": "object",
            "required": ["type"],
            "properties": {"type": kind | {"enumDescriptions": told}},
            "allOf": [
                {"if": {"properties": {"type": {"const": tag}}, "required": ["type"]}, "then": then}
                for tag, then in choices.items()
            ],
        }


def _typed(example: str) -> object:
    """Return an example as an editor reads it."""
    read = yaml.safe_load(example)
    return example if isinstance(read, date) else read  # YAML 1.2, unlike 1.1, has no dates
