"""Checks that the file of a language has all printed words, and no unknown ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.locales import MODEL, merged, position_of, sample, with_base, words_of, words_text
from cvtex.paths import LOCALES
from cvtex.source.yaml import parse_yaml

_Path = tuple[str, ...]

# The keys that are not printed.
_ASIDE = frozenset({"base", "read"})
# What a language may lack: English quotation marks would be wrong in it.
_OPTIONAL = ("quotes", "inner_quotes")

_SAMPLE = "write a content file below a line of `---`, for `cvtex new`"


def whole(tag: str) -> dict[str, Any]:
    """Return the printed words of a language, with English for missing ones but for quotes."""
    model = _printed(MODEL)
    own = dict.fromkeys(_OPTIONAL, "") | _printed(tag)
    return merged({key: own[key] for key in own if key in model}, model)


def faults(tag: str) -> tuple[Diagnostic, ...]:
    """Return the errors in the file of a language.

    It must have the printed words of the English file, in templates with the same fields, and a
    sample.
    """
    model = _printed(MODEL)
    if not words_of(tag) and (read := parse_yaml(words_text(tag), _path(tag))).diagnostics:
        return read.diagnostics
    found = [*_missing(_printed(tag), model, ()), *_unknown(words_of(tag), model, ())]
    if not sample(tag):
        found.append((Code.KEY_MISSING, (), "there is no sample", _SAMPLE))
    return tuple(_diagnostic(tag, *fault) for fault in found)


def _printed(tag: str) -> dict[str, Any]:
    return {key: words for key, words in with_base(tag).items() if key not in _ASIDE}


_Fault = tuple[Code, _Path, str, str]


def _missing(own: object, model: Mapping[str, Any], path: _Path) -> Iterator[_Fault]:
    known = own if isinstance(own, dict) else {}
    for key, form in model.items():
        here = (*path, key)
        name, word = ".".join(here), known.get(key)
        if isinstance(form, dict):
            yield from _missing(word, form, here)
        elif word is None and name in _OPTIONAL:
            continue
        elif not isinstance(word, str):
            hint = f"add one; in English it is `{form}`"
            yield Code.KEY_MISSING, here, f"there is no word for `{name}`", hint
        elif not word and form and name != "degree":
            yield Code.TEXT_EMPTY, here, f"the word for `{name}` is empty", f"in English: `{form}`"
        elif word and _places(word) != _places(form):
            places = ", ".join(f"`{{{name}}}`" for name in _places(form)) or "no place in braces"
            message = f"`{name}` needs {places}"
            yield Code.VALUE_TYPE, here, message, f"in English it is `{form}`"


def _places(template: str) -> list[str]:
    """Return the names of a template's fields in alphabetical order."""
    try:
        return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)
    except ValueError:  # an unmatched brace
        return ["{"]


def _unknown(own: Mapping[str, Any], model: Mapping[str, Any], path: _Path) -> Iterator[_Fault]:
    for key, word in own.items():
        if key in _ASIDE and not path:
            continue
        here = (*path, key)
        form = model.get(key)
        if form is None:
            near = difflib.get_close_matches(key, model, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(model)}"
            message = f"no word is called `{'.'.join(here)}`"
            yield Code.KEY_UNKNOWN, here, message, hint
        elif isinstance(form, dict) and isinstance(word, dict):
            yield from _unknown(word, form, here)


def _diagnostic(tag: str, code: Code, path: _Path, message: str, hint: str) -> Diagnostic:
    """Return a finding at the deepest key of a path that the file has."""
    line, column = position_of(tag, path)
    return Diagnostic(code, message, Span(_path(tag), line, column), hint)


def _path(tag: str) -> Path:
    return LOCALES / f"{tag}.yaml"
