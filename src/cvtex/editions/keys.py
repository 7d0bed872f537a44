"""Reads the keys of a mapping in `editions.yaml`; what is nearly one is read as it was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvtex.design.options import NAMES
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.fixes import instead_of
from cvtex.source.synonyms import meanings
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited


def given_keys(
    owner: str,
    keys: TypedMapping,
    known: Sequence[str],
    synonyms: Mapping[str, tuple[str, ...]],
    findings: list[Diagnostic],
) -> dict[str, Value]:
    """Return what has a value by its key; another key than the `known` is a finding.

    `owner` is what has the keys, such as "an edition". `synonyms` are what other programs, and
    people, call them.
    """
    given: dict[str, Value] = {}
    options = NAMES if "design" in known else ()
    for key, inner in keys.items():
        meant = str(key)
        if key not in known:
            free = [] if key in options else [one for one in known if one not in keys]
            found = meanings(key, free, synonyms)
            meant = next(iter(found), "")
            fixes = instead_of(key, meant, certain=len(found) == 1) if meant else ()
            hint = f"did you mean `{meant}`?" if meant else f"the keys are {', '.join(known)}"
            if key in options:
                shown = inner if isinstance(inner, Typed) else "..."
                hint = f"it is an option of the design: write `design: {{{key}: {shown}}}`"
            message = f"{owner} has no key {cited(key)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint, fixes=fixes))
        if meant and not isinstance(inner, Empty):  # left empty is as not there
            given.setdefault(meant, inner)
    return given
