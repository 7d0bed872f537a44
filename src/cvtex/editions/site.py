"""What `editions.yaml` says of the site of the public editions."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cvtex.content.project import read_inside
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.editions.keys import given_keys
from cvtex.editions.tailoring import read_flag
from cvtex.source.fixes import instead_of
from cvtex.source.typed import Empty, Typed, TypedMapping, Value

SITE = "site"
"""The name that is no edition: what stands there is of the site."""

KEYS = ("title", "description", "url", "index")

_SYNONYMS = {
    **dict.fromkeys(("name",), ("title",)),
    **dict.fromkeys(("text", "summary", "headline"), ("description",)),
    **dict.fromkeys(("base_url", "baseurl", "base", "address", "link", "canonical"), ("url",)),
    **dict.fromkeys(("robots", "indexed", "search"), ("index",)),
}


@dataclass(frozen=True, slots=True)
class Site:
    """The title of a site, its description and its address, "" where they are not given.

    `index` is whether search engines may list it.
    """

    title: str = ""
    description: str = ""
    url: str = ""
    index: bool = True


def read_site(path: Path) -> Site:
    """Return the site of a file of editions; what is wrong with it, `read_editions` finds."""
    if not os.path.lexists(path):
        return Site()
    value = read_inside(path).value
    return site_of(value.value(SITE), []) if isinstance(value, TypedMapping) else Site()


def site_of(value: Value | None, findings: list[Diagnostic]) -> Site:
    """Return the site in a value; what is wrong is added to the findings."""
    if value is None or isinstance(value, Empty):
        return Site()
    if not isinstance(value, TypedMapping):
        message, hint = f"`{SITE}` is a mapping", "as in `site: {url: https://ada.example.org/}`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span, hint))
        return Site()
    given = given_keys(f"`{SITE}`", value, KEYS, _SYNONYMS, findings)
    title, description = (_text(key, given, findings) for key in ("title", "description"))
    index = read_flag("index", given, findings, default=True)
    return Site(title, description, _url(given, findings), index)


def _text(key: str, given: Mapping[str, Value], findings: list[Diagnostic]) -> str:
    value = given.get(key)
    if value is None or isinstance(value, Typed):
        return " ".join((value or "").split())
    findings.append(Diagnostic(Code.VALUE_TYPE, f"`{key}` is a text", value.span))
    return ""


def _url(given: Mapping[str, Value], findings: list[Diagnostic]) -> str:
    """Return the address of the folder, with the slash that addresses below it need."""
    typed = given.get("url")
    text = _text("url", given, findings)
    if not (text and isinstance(typed, Typed)):
        return ""
    from cvtex.schema.addresses import (  # noqa: PLC0415 - few projects have a site
        AddressError,
        require_url,
        to_uri,
    )

    example = "as in `url: https://ada.example.org/`"
    try:
        require_url(text)
    except AddressError as error:
        fixes = instead_of(typed, error.correction, certain=False) if error.correction else ()
        findings.append(Diagnostic(error.code, f"{error}", typed.span, error.hint, fixes=fixes))
        return ""
    if not text.startswith(("https://", "http://")) or "?" in text or "#" in text:
        message = "this is not the address of a folder on the web"
        findings.append(Diagnostic(Code.URL_INVALID, message, typed.span, example))
        return ""
    return to_uri(text.removesuffix("index.html").rstrip("/") + "/")
