"""A content file in whatever format it is, as a résumé, every complaint at its place in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cvtex.codes import Code
from cvtex.content.load import settle
from cvtex.content.model import Resume
from cvtex.content.source import read_source
from cvtex.content.typed import Empty, Typed, TypedList, TypedMapping, Value, cited
from cvtex.content.yaml import read_yaml
from cvtex.diagnostics import SOUGHT_MAX, Checked, Diagnostic, Span, failed
from cvtex.exchange.shapes import LOOKED_FOR, Shape, recognise

# YAML 1.1, https://yaml.org/type/null.html; a content file has no need of such words.
_NULLS = frozenset({"~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign file as a content file: its values, the format that it had.

    `guessed` says that no one has told the language.
    """

    content: TypedMapping
    shape: Shape
    guessed: bool


def load_content(path: Path, *, private: bool = True) -> Checked[Resume]:
    """Return the résumé in a file of any format that is known, or all that is wrong with it.

    `private` says whether the overlays beside it are merged over it.
    """
    read = read_values(path)
    if read.value is None:
        return settle(read, path, private=private)
    shape = recognise(read.value)
    if not _is_json(path) and shape in (Shape.OWN, None):
        return settle(read, path, private=private)
    from cvtex.exchange.hints import in_its_words  # noqa: PLC0415 - few files are foreign

    taken = take_over(read.value)
    findings = read.diagnostics + taken.diagnostics
    content = taken.value.content if taken.value else None
    settled = settle(Checked(content, findings), path, private=private)
    return Checked(settled.value, in_its_words(settled.diagnostics, path, shape))


def not_ignored(findings: Iterable[Diagnostic], resume: Resume) -> tuple[Diagnostic, ...]:
    """Return findings without the warnings that a person does not want to see of their résumé."""
    return tuple(finding for finding in findings if finding.code.value not in resume.ignore)


def read_values(path: Path) -> Checked[Value]:
    """Return the values of a YAML or JSON file."""
    if not _is_json(path):
        return read_yaml(path)
    text = read_source(path)
    if text.value is None:
        return failed(*text.diagnostics)
    from cvtex.exchange.json_values import parse_json  # noqa: PLC0415 - few files are JSON

    values = parse_json(text.value, path)
    return Checked(values.value, text.diagnostics + values.diagnostics)


def take_over(value: Value, language: str = "") -> Checked[Foreign]:
    """Return a file's value as a content file, in a language if it is not to be the file's own."""
    shape = recognise(value)
    if isinstance(value, Empty):
        message = "there is nothing in the file"
        return failed(Diagnostic(Code.CONTENT_EMPTY, message, value.span, LOOKED_FOR))
    if shape is None or not isinstance(value, TypedMapping):
        message = "the file has the shape of no résumé that is known"
        return failed(Diagnostic(Code.IMPORT_SHAPE, message, value.span, LOOKED_FOR))
    if shape is Shape.OWN and not language:
        return Checked(Foreign(value, shape, guessed=False))
    # Few files are foreign: those of ours are checked sooner without all this.
    from cvtex.exchange.conversions import CONVERSIONS  # noqa: PLC0415
    from cvtex.exchange.languages import guess_language, tag_of, take_language  # noqa: PLC0415

    whole = Span(value.span.file)
    rest, said = take_language(_mapping_with_nulls(value))
    told = [one for one in said if isinstance(one, Typed)]
    if language:
        told = [Typed(tag_of(language), whole)]
    tag = told[0] if told else Typed(guess_language(rest), whole)
    findings = [_other_language(one, tag) for one in said if one != tag]
    if shape is Shape.OWN:
        content = TypedMapping({Typed("language", whole): tag, **rest}, value.span)
    else:
        content, taking = CONVERSIONS[shape](rest, tag)
        findings += taking.findings
    # Errors first: that there is one has to be known, however many warnings there are.
    findings.sort(key=lambda finding: finding.severity)
    return Checked(Foreign(content, shape, guessed=not told), tuple(findings[:SOUGHT_MAX]))


def _other_language(said: Value, tag: Typed) -> Diagnostic:
    """Return what there is to say of a language that a file names and is not taken to be in."""
    message, hint = f"the language is taken to be {cited(tag)}, and this is left out", ""
    if not isinstance(said, Typed):
        message = "a language is expected here, and this is left out"
        hint = "write its tag, as `en`"
    return Diagnostic(Code.IMPORT_LEFT_OUT, message, said.span, hint)


def _mapping_with_nulls(mapping: TypedMapping) -> TypedMapping:
    """Return a mapping in which YAML's words for nothing are nothing, and no texts."""
    return TypedMapping({key: _with_nulls(inner) for key, inner in mapping.items()}, mapping.span)


def _with_nulls(value: Value) -> Value:
    if isinstance(value, TypedMapping):
        return _mapping_with_nulls(value)
    if isinstance(value, TypedList):
        return TypedList([_with_nulls(item) for item in value], value.span)
    if isinstance(value, Typed) and not value.quoted and value in _NULLS:
        return Empty(value.span)
    return value


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"
