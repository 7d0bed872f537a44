"""A content file in whatever format it is, as a résumé, every complaint at its place in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cvtex.content.load import check_schema, settle
from cvtex.content.overlay import overlaid
from cvtex.content.resume import Resume
from cvtex.diagnostics import SOUGHT_MAX, Checked, Diagnostic, Span, failed, tolerate
from cvtex.diagnostics.codes import Code
from cvtex.exchange.shapes import LOOKED_FOR, Shape, recognise
from cvtex.source.file import read_source
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited
from cvtex.source.yaml import read_yaml

# YAML 1.1, https://yaml.org/type/null.html; a content file has no need of such words.
_NULLS = frozenset({"~", "null", "Null", "NULL"})

# What other programs pass over: two keys that are alike, characters that can't be seen, and in JSON
# a comment or a comma too many. What stops reading has no value, and stays an error.
_SLIPS = frozenset(
    {
        *(Code.JSON_DUPLICATE_KEY, Code.YAML_DUPLICATE_KEY),
        *(Code.JSON_CHARACTER, Code.YAML_CHARACTER),
        Code.JSON_SYNTAX,
    }
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign file as a content file: its values, the format that it had.

    `guessed` says that no one has told the language; `country` (ISO 3166) is where the person
    lives, if that is known.
    """

    content: TypedMapping
    shape: Shape
    guessed: bool
    country: str = ""


def load_content(path: Path, *, private: bool = True) -> Checked[Resume]:
    """Return the résumé in a file of any format that is known, or all that is wrong with it.

    `private` says whether the overlays beside it are merged over it.
    """
    return load(path, private=private)[0]


def load(path: Path, language: str = "", *, private: bool = True) -> tuple[Checked[Resume], bool]:
    """Return the résumé in a file of any format, and whether that is a foreign one.

    It is in a language if that is given, and not the file's own. `private` says whether the
    overlays beside it are merged over it.
    """
    read, shape = read_values(path)
    is_own = shape in (Shape.OWN, None)
    if read.value is None or (is_own and not language and not _is_json(path)):
        return settle(read, path, private=private), False
    taken = take_over(read.value, language)
    if taken.value is None:
        return failed(*read.diagnostics, *taken.diagnostics), False
    findings = read.diagnostics + taken.diagnostics
    if is_own:
        settled = settle(Checked(taken.value.content, findings), path, private=private)
        return Checked(settled.value, _in_its_words(settled.diagnostics, path, shape)), False
    content: Checked[Value] = Checked(taken.value.content, findings)
    _, fixed = repair(taken.value, path, overlaid(content, path) if private else content)
    return Checked(fixed.value, _in_its_words(fixed.diagnostics, path, shape)), True


def repair(
    foreign: Foreign, path: Path, read: Checked[Value]
) -> tuple[TypedMapping, Checked[Resume]]:
    """Return a content file that was made of a foreign one, without what would refuse it.

    With it goes the résumé that it is. What stands in another file stays as it is.
    """
    if not isinstance(read.value, TypedMapping):
        return foreign.content, failed(*read.diagnostics)
    from cvtex.exchange.repairs import repaired  # noqa: PLC0415 - few files are foreign

    content, repairs = repaired(read.value, path)
    checked = check_schema(content, country=foreign.country)
    found = (*read.diagnostics, *repairs, *checked.diagnostics)
    return content, Checked(checked.value if read.ok else None, found)


def not_ignored(findings: Iterable[Diagnostic], resume: Resume) -> tuple[Diagnostic, ...]:
    """Return findings without the warnings that a person does not want to see of their résumé."""
    return tuple(finding for finding in findings if finding.code.value not in resume.ignore)


def read_values(path: Path) -> tuple[Checked[Value], Shape | None]:
    """Return the values of a YAML or JSON file, and the format that they have the shape of.

    A slip in YAML is one only in a content file: other programs take it as YAML reads it.
    """
    if _is_json(path):
        values = _read_json(path)
        shape = recognise(values.value) if values.value is not None else None
        if shape not in (Shape.OWN, None):
            values = Checked(values.value, tolerate(values.diagnostics, _SLIPS))
        return values, shape
    values = read_yaml(path)
    shape = recognise(values.value) if values.value is not None else None
    if values.diagnostics and (values.value is None or shape not in (Shape.OWN, None)):
        literal = read_yaml(path, literal=True)
        if literal.value is not None:
            there = recognise(literal.value)
            if there not in (Shape.OWN, None):
                return Checked(literal.value, tolerate(literal.diagnostics, _SLIPS)), there
    return values, shape


def _read_json(path: Path) -> Checked[Value]:
    text = read_source(path)
    if text.value is None:
        return failed(*text.diagnostics)
    from cvtex.source.json import parse_json  # noqa: PLC0415 - few files are JSON

    values = parse_json(text.value, path)
    return Checked(values.value, text.diagnostics + values.diagnostics)


def take_over(value: Value, language: str = "") -> Checked[Foreign]:
    """Return a file's value as a content file, in a language if it is not to be the file's own."""
    shape = recognise(value)
    if isinstance(value, Empty):
        message = "there is nothing in the file"
        return failed(Diagnostic(Code.CONTENT_EMPTY, message, value.span, LOOKED_FOR))
    if shape is None or not isinstance(value, TypedMapping):
        message = "the file is not a résumé in a known format"
        return failed(Diagnostic(Code.IMPORT_SHAPE, message, value.span, LOOKED_FOR))
    if shape is Shape.OWN and not language:
        return Checked(Foreign(value, shape, guessed=False))
    # Few files are foreign: those of ours are checked sooner without all this.
    from cvtex.exchange.formats.conversions import CONVERSIONS  # noqa: PLC0415
    from cvtex.exchange.languages import guess_language, tag_of, take_language  # noqa: PLC0415
    from cvtex.wording.locale import find_locale, general_locale  # noqa: PLC0415

    whole = Span(value.span.file)
    rest, said = take_language(_mapping_with_nulls(value))
    told = [
        one for one in said if isinstance(one, Typed) and (find_locale(one) or general_locale(one))
    ]
    if language:
        told = [Typed(tag_of(language), whole)]
    tag = told[0] if told else Typed(guess_language(rest), whole)
    findings = [_other_language(one, tag) for one in said if one != tag]
    if not told:
        findings.append(_guessed(tag))
    country = ""
    if shape is Shape.OWN:
        content = TypedMapping({Typed("language", whole): tag, **rest}, value.span)
    else:
        content, taking = CONVERSIONS[shape](rest, tag)
        findings += taking.findings
        country = taking.country
    # Errors first: that there is one has to be known, however many warnings there are.
    findings.sort(key=lambda finding: finding.severity)
    foreign = Foreign(content, shape, guessed=not told, country=country)
    return Checked(foreign, tuple(findings[:SOUGHT_MAX]))


def _guessed(tag: Typed) -> Diagnostic:
    message = f"the language is taken to be {cited(tag)}, by the texts"
    return Diagnostic(Code.LANGUAGE_GUESSED, message, tag.span, "`--language` sets another")


def _other_language(said: Value, tag: Typed) -> Diagnostic:
    """Return what there is to say of a language that a file names and is not taken to be in."""
    message, hint = f"the language is taken to be {cited(tag)}, and this is left out", ""
    if not isinstance(said, Typed):
        message = "a language is expected here, and this is left out"
        hint = "write its tag, as `en`"
    return Diagnostic(Code.IMPORT_LEFT_OUT, message, said.span, hint)


def _in_its_words(
    findings: tuple[Diagnostic, ...], path: Path, shape: Shape | None
) -> tuple[Diagnostic, ...]:
    from cvtex.exchange.hints import in_its_words  # noqa: PLC0415 - few files are foreign

    return in_its_words(findings, path, shape)


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
