"""Fonts by role and script, as `fonts:` of a theme or a design names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.synonyms import closest
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited

if TYPE_CHECKING:
    from cvtex.document import Typeface

ROLES = ("text", "heading", "mono", "emphasis")
"""What fonts are for."""

COMPANIONS = (
    *("Arab", "Armn", "Beng", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Gujr", "Guru", "Hebr"),
    *("Khmr", "Knda", "Laoo", "Mlym", "Mymr", "Sinh", "Taml", "Telu", "Thai", "Tibt"),
)
"""Writing systems (ISO 15924) that the chain prints, if no font is named for them."""

SCRIPTS = ("Latn", "Hani", *COMPANIONS)
"""The writing systems that may have a font of their own; Hani has Japanese and Korean letters."""

_FAMILY = re.compile(r"[\w .'()+-]+(\{form\})?")


def read_fonts(given: Value | None, findings: list[Diagnostic]) -> dict[tuple[str, str], Typeface]:
    """Return fonts by role and script, and add what is wrong to the findings.

    A role has a family, which is for Latin, or a mapping of scripts to families; a family may be a
    mapping with its `family` and `scale`.
    """
    if given is None or isinstance(given, Empty):
        return {}
    if not isinstance(given, TypedMapping):
        message, hint = "`fonts` is a mapping of roles", "as in `fonts: {text: Noto Serif}`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
        return {}
    fonts = {}
    for role, value in given.items():
        if role not in ROLES:
            hint = _meant(role, ROLES, "the roles are {}")
            message = f"no font has the role {cited(role)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, role.span, hint))
            continue
        for script, family in _by_script(value, findings):
            if face := _typeface(family, findings):
                fonts[str(role), script] = face
    return fonts


def _by_script(value: Value, findings: list[Diagnostic]) -> Iterator[tuple[str, Value]]:
    if not isinstance(value, TypedMapping) or "family" in value:
        yield "Latn", value
        return
    for script, family in value.items():
        if script in SCRIPTS:
            yield str(script), family
            continue
        known = "the scripts are {}; fonts for others are chosen by character"
        hint = _meant(script, SCRIPTS, known)
        message = f"no font has the script {cited(script)}"
        findings.append(Diagnostic(Code.KEY_UNKNOWN, message, script.span, hint))


def _meant(typed: str, known: tuple[str, ...], all_of_them: str) -> str:
    meant = closest(typed, [*map(str.lower, known)], {})
    names = {name.lower(): name for name in known}
    return f"did you mean `{names[meant]}`?" if meant else all_of_them.format(", ".join(known))


def _typeface(value: Value, findings: list[Diagnostic]) -> Typeface | None:
    family, scale = value, None
    if isinstance(value, TypedMapping):
        family = value.value("family") or Empty(value.span)
        scale = _scale(value.value("scale"), findings)
        for key in value:
            if key not in ("family", "scale"):
                message, hint = f"a font has no key {cited(key)}", "it has `family` and `scale`"
                findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
    if isinstance(family, Typed) and _FAMILY.fullmatch(family):
        from cvtex.document import Typeface  # noqa: PLC0415 - doit alone needs no Document

        return Typeface(str(family), scale, family.span)
    message, hint = (
        "a font is the name of a family",
        "as in `text: Noto Serif`; `fc-list` lists them",
    )
    findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span, hint))
    return None


def _scale(given: Value | None, findings: list[Diagnostic]) -> float | None:
    if given is None or isinstance(given, Empty):
        return None
    if isinstance(given, Typed) and re.fullmatch(r"[01](\.[0-9]+)?", given):
        return float(given)
    message, hint = "`scale` is a number below 2", "as in `scale: 0.9`"
    findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
    return None
