"""Loads a cover letter with the head of its résumé, which may be of any known format."""

from __future__ import annotations

from pathlib import Path

from cvtex.content.includes import is_below
from cvtex.content.letter import Application, LetterModel
from cvtex.content.letter_files import RESUME, resume_of
from cvtex.content.likeness import is_about_the_whole, keys_in, meanings
from cvtex.content.load import settle_as
from cvtex.content.overlay import overlaid
from cvtex.diagnostics import Checked, Diagnostic, Severity, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.exchange.loading import convert, load, read_values
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited
from cvtex.source.yaml import read_yaml

_HEAD = ("language", "name", "name_reading", "name_latin", "headline", "contacts", "ignore")
"""What a letter has of its résumé."""

# Keys that files of other programs hardly have together.
_TELLING = frozenset({"recipient", "opening", "closing", "signature", "enclosures"})


def load_letter(path: Path, language: str = "", *, private: bool = True) -> Checked[Application]:
    """Return the letter in a file, with the head of its résumé.

    `language` replaces that of the letter, `private` merges the overlays of the résumé.
    """
    read = read_yaml(path)
    if not _may_be_shown(read, path):
        message = "the file is not a cover letter"
        hint = "a letter has `date`, `paragraphs`, and keys such as `recipient` and `opening`"
        return failed(Diagnostic(Code.IMPORT_SHAPE, message, Span(path), hint))
    if read.value is None:
        return failed(*read.diagnostics)
    letter = read.value
    if not isinstance(letter, TypedMapping):
        code = Code.CONTENT_EMPTY if isinstance(letter, Empty) else Code.CONTENT_TYPE
        message = "a letter is a mapping of keys to values"
        hint = "begin with `date: ...` and `paragraphs: ...`"
        return failed(*read.diagnostics, Diagnostic(code, message, letter.span, hint))
    given = Typed(language, Span(path)) if language else letter.value("language")
    head = _head(path, letter, private=private, has_language=given is not None)
    top = Span(path, 1, 1)
    # Without a head, what is wrong with the letter is found all the same.
    items: dict[Typed, Value] = {Typed("name", top): Typed("Name", top)}
    if head.value is None:
        items[Typed("language", top)] = Typed("en", top)
    else:
        items = {key: value for key, value in head.value.items() if key in _HEAD}
    if isinstance(given, Typed):
        items[Typed("language", given.span)] = given
    items[Typed("sections", top)] = TypedList([], top)
    items[Typed("letter", top)] = letter
    findings = (*read.diagnostics, *head.diagnostics)
    whole: Checked[Value] = Checked(TypedMapping(items, letter.span), findings)
    return settle_as(Application, whole)


def _may_be_shown(read: Checked[Value], path: Path) -> bool:
    """Return whether a file has no keys but a letter's, or `paragraphs`, or two telling ones.

    Any other file may be private.
    """
    if is_about_the_whole(read) or isinstance(read.value, Empty):
        return True
    keys = read.value if isinstance(read.value, TypedMapping) else keys_in(path)
    meant = meanings(keys, LetterModel.model_fields)
    is_known = bool(meant) and "" not in meant
    return is_known or "paragraphs" in meant or len(_TELLING & {*meant}) > 1


def _head(
    path: Path, letter: TypedMapping, *, private: bool, has_language: bool
) -> Checked[TypedMapping]:
    """Return the values of the résumé of a letter, which may have a language of its own."""
    resume, given = resume_of(path, letter), letter.value(RESUME)
    place = given.span if given else Span(path)
    if resume is None:
        message = "the letter does not say which résumé has its head"
        hint = f"add `{RESUME}: resume.en.yaml`, or call the file letter.<name>.en.yaml"
        return failed(Diagnostic(Code.KEY_MISSING, message, place, hint))
    if not _is_file(resume):
        message = f"there is no file `{resume}`, whose head the letter has"
        hint = f"name the résumé: `{RESUME}: ...`"
        return failed(Diagnostic(Code.FILE_MISSING, message, place, hint))
    if not is_below(resume, path.parent):
        message = f"{cited(str(resume))} is not read: it is not in the folder of the letter"
        hint = "move it there, or into a folder below"
        return failed(Diagnostic(Code.FILE_OUTSIDE, message, place, hint))
    read, _ = read_values(resume)
    if read.value is None:
        return failed(*read.diagnostics)
    converted = convert(read.value)
    found = (*read.diagnostics, *converted.diagnostics)
    if converted.value is None:
        return failed(*found)
    content: Checked[Value] = Checked(converted.value.content, found)
    whole = overlaid(content, resume) if private else content
    value, findings = whole.value, whole.diagnostics
    if isinstance(value, TypedMapping) and not (has_language or value.value("language")):
        # Its key may be misspelled: its own errors say so.
        errors = [one for one in load(resume)[0].diagnostics if one.severity is Severity.ERROR]
        value, findings = (None, tuple(errors)) if errors else (value, findings)
    return Checked(value if isinstance(value, TypedMapping) else None, findings)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or has a null
        return False
