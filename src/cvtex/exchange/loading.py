"""Loads a résumé from a file in any known format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cvtex.content.letter_files import is_letter
from cvtex.content.likeness import is_about_the_whole
from cvtex.content.load import check_schema, settle
from cvtex.content.overlay import overlaid
from cvtex.content.resume import Resume
from cvtex.diagnostics import SOUGHT_MAX, Checked, Diagnostic, Severity, Span, failed, tolerate
from cvtex.diagnostics.codes import Code
from cvtex.exchange.detection import LOOKED_FOR, FileFormat, is_like_resume, recognise
from cvtex.source.file import read_source
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited, mapped
from cvtex.source.yaml import read_yaml

# YAML 1.1, https://yaml.org/type/null.html; a content file has no need of such words.
_NULLS = frozenset({"~", "null", "Null", "NULL"})

# Keys around a résumé, as in the answers of web services.
_WRAPPERS = frozenset({"resume", "cv", "data", "json_resume", "jsonResume", "document"})

# Errors that other programs ignore, and that are warnings in a foreign file: duplicate keys,
# invisible characters, and in JSON a comment or an extra comma.
_TOLERATED = frozenset(
    {
        *(Code.JSON_DUPLICATE_KEY, Code.YAML_DUPLICATE_KEY),
        *(Code.JSON_CHARACTER, Code.YAML_CHARACTER),
        Code.JSON_SYNTAX,
    }
)


class Converted(NamedTuple):
    """The values of a content file converted from a file, and that file's format.

    `guessed` means that the language is a guess; `country` (ISO 3166) is the person's, if known.
    """

    content: TypedMapping
    file_format: FileFormat
    guessed: bool
    country: str = ""


def load_content(path: Path, *, private: bool = True) -> Checked[Resume]:
    """Return the résumé in a file of any known format; `private` merges its overlays."""
    return load(path, private=private)[0]


def load(path: Path, language: str = "", *, private: bool = True) -> tuple[Checked[Resume], bool]:
    """Return the résumé in a file of any known format, and whether the format is foreign.

    `language` replaces the file's language; `private` merges its overlays.
    """
    if is_letter(path):
        message = "this is a cover letter, and a résumé is expected here"
        hint = "name the résumé: a file whose name begins with `letter.` is a letter"
        return failed(Diagnostic(Code.IMPORT_SHAPE, message, Span(path), hint)), False
    read, file_format = read_values(path)
    is_own = file_format in (FileFormat.OWN, None)
    if read.value is None or (is_own and not language and not _is_json(path)):
        return settle(read, path, private=private), False
    converted = convert(read.value, language)
    if converted.value is None:
        return failed(*read.diagnostics, *converted.diagnostics), False
    findings = read.diagnostics + converted.diagnostics
    if is_own:
        settled = settle(Checked(converted.value.content, findings), path, private=private)
        return Checked(settled.value, _in_its_words(settled.diagnostics, path, file_format)), False
    content: Checked[Value] = Checked(converted.value.content, findings)
    _, fixed = repair(converted.value, path, overlaid(content, path) if private else content)
    return Checked(fixed.value, _in_its_words(fixed.diagnostics, path, file_format)), True


def repair(
    foreign: Converted, path: Path, read: Checked[Value]
) -> tuple[TypedMapping, Checked[Resume]]:
    """Return the converted content without its errors, and its résumé.

    Values from other files, such as an overlay, are not changed.
    """
    if not isinstance(read.value, TypedMapping):
        return foreign.content, failed(*read.diagnostics)
    from cvtex.exchange.repairs import repaired  # noqa: PLC0415 - few files are foreign

    content, repairs = repaired(read.value, path)
    checked = check_schema(content, country=foreign.country)
    found = (*read.diagnostics, *repairs, *checked.diagnostics)
    return content, Checked(checked.value if read.ok else None, found)


def not_ignored(findings: Iterable[Diagnostic], resume: Resume) -> tuple[Diagnostic, ...]:
    """Return findings without the warnings that a résumé ignores."""
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or finding.code.value not in resume.ignored
    )


def read_values(path: Path) -> tuple[Checked[Value], FileFormat | None]:
    """Return the values of a YAML or JSON file, and its format.

    Only in a content file do texts count as mistakes that YAML reads otherwise than meant. Of a
    file that is not a résumé nothing is shown: it may be private.
    """
    values, file_format = _read_values(path)
    if file_format is None and not _may_be_shown(values, path):
        whole = Span(path)
        match values.value:
            case None:
                return failed(_damaged(whole, values.diagnostics)), None
            case TypedMapping():
                return failed(_no_resume(whole)), None
            case Typed() as text:
                return Checked(Typed(text, whole)), None
            case TypedList():
                return Checked(TypedList([], whole)), None
    return values, file_format


def is_resume(path: Path) -> bool:
    """Return whether a file is a résumé, or may be meant as one: broken, empty or unreadable."""
    values, file_format = _read_values(path)
    return file_format is not None or _may_be_shown(values, path)


def _may_be_shown(values: Checked[Value], path: Path) -> bool:
    """Return whether what is found in a file without a format may show lines of it."""
    if values.diagnostics or isinstance(values.value, Typed | TypedList):
        return is_about_the_whole(values) or is_like_resume(path)
    return isinstance(values.value, Empty)


def _no_resume(span: Span) -> Diagnostic:
    message = "the file is not a résumé in a known format"
    return Diagnostic(Code.IMPORT_SHAPE, message, span, LOOKED_FOR)


def _damaged(span: Span, found: Iterable[Diagnostic]) -> Diagnostic:
    lines = (one.span.line for one in found if one.span and one.span.line)
    where = f" in line {line}" if (line := next(lines, None)) else ""
    message = f"the file is damaged{where}, or is not a résumé"
    return Diagnostic(Code.IMPORT_SHAPE, message, span, LOOKED_FOR)


def _read_values(path: Path) -> tuple[Checked[Value], FileFormat | None]:
    if _is_json(path):
        values = _unwrapped(_read_json(path))
        file_format = recognise(values.value) if values.value is not None else None
        if file_format not in (FileFormat.OWN, None):
            values = Checked(values.value, tolerate(values.diagnostics, _TOLERATED))
        return values, file_format
    values = _unwrapped(read_yaml(path))
    file_format = recognise(values.value) if values.value is not None else None
    if values.diagnostics and (values.value is None or file_format not in (FileFormat.OWN, None)):
        literal = _unwrapped(read_yaml(path, literal=True))
        if literal.value is not None:
            there = recognise(literal.value)
            if there not in (FileFormat.OWN, None):
                return Checked(literal.value, tolerate(literal.diagnostics, _TOLERATED)), there
    return values, file_format


def _unwrapped(read: Checked[Value]) -> Checked[Value]:
    """Return the résumé of another program that is alone below a key such as `resume`."""
    match read.value:
        case TypedMapping() as whole if len(whole) == 1 and recognise(whole) is None:
            ((key, inner),) = whole.items()
            if key in _WRAPPERS and recognise(inner) not in (FileFormat.OWN, None):
                message = f"the résumé is the value of {cited(key)}: it is taken from there"
                finding = Diagnostic(Code.IMPORT_REPAIRED, message, key.span)
                return Checked(inner, (*read.diagnostics, finding))
    return read


def _read_json(path: Path) -> Checked[Value]:
    text = read_source(path)
    if text.value is None:
        return failed(*text.diagnostics)
    from cvtex.source.json import parse_json  # noqa: PLC0415 - few files are JSON

    values = parse_json(text.value, path)
    return Checked(values.value, text.diagnostics + values.diagnostics)


def convert(value: Value, language: str = "") -> Checked[Converted]:
    """Return a file's value as the value of a content file; `language` replaces the file's."""
    file_format = recognise(value)
    if isinstance(value, Empty):
        message = "the file is empty"
        return failed(Diagnostic(Code.CONTENT_EMPTY, message, value.span, LOOKED_FOR))
    if file_format is None or not isinstance(value, TypedMapping):
        return failed(_no_resume(value.span))
    if file_format is FileFormat.OWN and not language:
        return Checked(Converted(value, file_format, guessed=False))
    # Few files are foreign.
    from cvtex.exchange.formats.conversions import CONVERSIONS  # noqa: PLC0415
    from cvtex.exchange.language import (  # noqa: PLC0415
        guess_language,
        tag_of,
        take_language,
        texts,
    )
    from cvtex.exchange.texts.unprintable import without_invisible  # noqa: PLC0415
    from cvtex.wording.locale import find_locale, general_locale  # noqa: PLC0415

    whole = Span(value.span.file)
    rest, given = take_language(without_nulls(value))
    findings: list[Diagnostic] = []
    if file_format is not FileFormat.OWN:
        rest, findings = without_invisible(rest)
    known = [
        text
        for text in given
        if isinstance(text, Typed) and (find_locale(text) or general_locale(text))
    ]
    if language:
        known = [Typed(tag_of(language), whole)]
    tag = known[0] if known else Typed(guess_language(rest), whole)
    findings += [_other_language(text, tag) for text in given if text != tag]
    if not known:
        findings.append(guessed(tag, texts(rest)))
    country = ""
    if file_format is FileFormat.OWN:
        content = TypedMapping({Typed("language", whole): tag, **rest}, value.span)
    else:
        content, converter = CONVERSIONS[file_format](rest, tag)
        findings += converter.findings
        country = converter.country
    # Errors first, so that the limit does not cut them.
    findings.sort(key=lambda finding: finding.severity)
    foreign = Converted(content, file_format, guessed=not known, country=country)
    return Checked(foreign, tuple(findings[:SOUGHT_MAX]))


def guessed(tag: Typed, texts: Iterable[str]) -> Diagnostic:
    """Return the finding for a language that is a guess from texts.

    It proposes the language of the country whose code a telephone number there has.
    """
    from cvtex.exchange.language import local_variant  # noqa: PLC0415 - few files are foreign

    message = f"the language is assumed to be {cited(tag)}, from the texts"
    local = local_variant(tag, texts)
    hint = f"`--language {local}` is that of a telephone number" if local else ""
    return Diagnostic(Code.LANGUAGE_GUESSED, message, tag.span, hint or "`--language` sets another")


def _other_language(given: Value, tag: Typed) -> Diagnostic:
    """Return the finding for another language that a file names."""
    message, hint = f"the language is assumed to be {cited(tag)}, and this is left out", ""
    if not isinstance(given, Typed):
        message = "a language is expected here, and this is left out"
        hint = "write its tag, as `en`"
    return Diagnostic(Code.IMPORT_LEFT_OUT, message, given.span, hint)


def _in_its_words(
    findings: tuple[Diagnostic, ...], path: Path, file_format: FileFormat | None
) -> tuple[Diagnostic, ...]:
    from cvtex.exchange.hints import for_format  # noqa: PLC0415 - few files are foreign

    return for_format(findings, path, file_format)


def without_nulls(value: TypedMapping) -> TypedMapping:
    """Return a file's value with `Empty` for YAML's words for null."""
    return TypedMapping({key: mapped(inner, _null) for key, inner in value.items()}, value.span)


def _null(value: Typed | Empty) -> Value:
    """Return `Empty` for YAML's words for null."""
    is_null = isinstance(value, Typed) and not value.quoted and value in _NULLS
    return Empty(value.span) if is_null else value


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"
