"""What an edition has from others: from `defaults`, and from the one that it extends."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.fixes import instead_of
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited

EXTENDS = "extends"
PRIVATE = "private"

# An edition is not published because one that it extends is, nor is it the same file.
_ITS_OWN = frozenset({"file", "public"})


def complete(
    value: TypedMapping, defaults: str, settings: Collection[str], findings: list[Diagnostic]
) -> dict[Typed, Value]:
    """Return each edition of a file with all that it has, and find those that extend no other.

    `defaults` is the name of what holds for each edition that does not say otherwise, one of the
    `settings`, which are no editions.
    """
    named = {name: keys for name, keys in value.items() if name not in settings}
    below = value.value(defaults)
    return {
        name: _without_private(_merged(below, _extended(keys, named, findings)), keys)
        for name, keys in named.items()
    }


def _without_private(whole: Value, own: Value) -> Value:
    """Return what an edition has without a `private: true` that is not its own.

    That is the default, but in a public edition, which has to ask for it itself.
    """
    if not (isinstance(whole, TypedMapping) and isinstance(own, TypedMapping)):
        return whole
    is_own = not isinstance(own.value(PRIVATE) or Empty(own.span), Empty)
    return whole if is_own or whole.value(PRIVATE) != "true" else whole.without(PRIVATE)


def _extended(keys: Value, named: Mapping[Typed, Value], findings: list[Diagnostic]) -> Value:
    """Return what an edition has, with what it does not say from those that it extends."""
    met = [keys]
    whole = keys
    while isinstance(keys, TypedMapping) and (base := keys.value(EXTENDS)) is not None:
        if isinstance(base, Empty):
            break
        found = next((one for name, one in named.items() if name == base), None)
        if found is None or any(found is one for one in met):
            findings.append(_wrong(base, named, is_circle=found is not None))
            break
        met.append(keys := found)
        if isinstance(keys, TypedMapping):
            rest = {key: value for key, value in keys.items() if key not in _ITS_OWN}
            whole = _merged(TypedMapping(rest, keys.span), whole)
    return whole


def _wrong(base: Value, named: Mapping[Typed, Value], *, is_circle: bool) -> Diagnostic:
    if not isinstance(base, Typed):
        message, hint = f"`{EXTENDS}` is the name of an edition", f"as in `{EXTENDS}: en`"
        return Diagnostic(Code.VALUE_TYPE, message, base.span, hint)
    if is_circle:
        message, hint = (
            f"this edition extends {cited(base)}, which extends it in turn",
            "take one out",
        )
        return Diagnostic(Code.EDITION_EXTENDS, message, base.span, hint)
    close = difflib.get_close_matches(base, named, n=1)
    message = f"there is no edition {cited(base)}"
    hint = f"did you mean `{close[0]}`?" if close else f"the editions are {', '.join(named)}"
    fixes = instead_of(base, close[0], certain=False) if close else ()
    return Diagnostic(Code.EDITION_EXTENDS, message, base.span, hint, fixes=fixes)


def _merged(below: Value | None, above: Value) -> Value:
    """Return what an edition has, with what it does not say from below; designs are one.

    The theme may stand in the design or beside it. What is left empty is as not there.
    """
    if not (isinstance(below, TypedMapping) and isinstance(above, TypedMapping)):
        return above
    if _theme_of(above):
        below = _without_theme(below)
    both = {
        key: _merged(below.value(key), value) if key == "design" else value
        for key, value in above.items()
        if key not in below or not isinstance(value, Empty)
    }
    return TypedMapping({**below, **both}, above.span)


def _theme_of(keys: TypedMapping) -> Value | None:
    design = keys.value("design")
    within = design.value("theme") if isinstance(design, TypedMapping) else None
    given = (keys.value("theme"), within)
    return next((theme for theme in given if theme and not isinstance(theme, Empty)), None)


def _without_theme(keys: TypedMapping) -> TypedMapping:
    kept = {
        key: _without_theme(value) if isinstance(value, TypedMapping) else value
        for key, value in keys.items()
        if key != "theme"
    }
    return TypedMapping(kept, keys.span)
