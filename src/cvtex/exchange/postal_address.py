"""Formats a location as one address in the order of its country."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvtex.exchange.texts.plain import is_han
from cvtex.source.typed import Typed
from cvtex.unicode.han import IDEOGRAPHS

ADDRESS = ("address", "city", "region", "state", "postalCode", "countryCode", "country")
"""A location's properties, from the street to the country."""

# From the largest to the smallest, as in China, Japan and Korea.
_LARGE_FIRST = ("country", "countryCode", "region", "state", "city", "address")
_SPACED = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")  # Hangul
_KANA = re.compile("[\u3040-\u30ff]")
_GAP = re.compile(f"(?<=[{IDEOGRAPHS}\u3040-\u30ff]) (?=[{IDEOGRAPHS}\u3040-\u30ff])")
# Countries (ISO 3166) with the postal code before the city (UPU, Postal addressing systems).
_CODE_FIRST = frozenset(
    {
        *("AD", "AL", "AR", "AT", "BA", "BE", "BG", "BR", "BY", "CH", "CL", "CR", "CY", "CZ", "DE"),
        *("DK", "DZ", "EC", "EE", "ES", "FI", "FO", "FR", "GL", "GR", "HR", "HU", "IS", "IT", "LI"),
        *("LT", "LU", "MA", "MC", "MD", "ME", "MK", "MX", "MY", "NL", "NO", "PH", "PL", "PT", "PY"),
        *("RO", "RS", "SE", "SI", "SK", "SM", "SN", "TN", "TR", "UY", "VA", "XK"),
    }
)
# Countries with the postal code after the region or the city.
_CODE_LAST = frozenset(
    {"AU", "CA", "CO", "GB", "IE", "IN", "JP", "KR", "NZ", "SG", "TH", "TW", "US", "ZA"}
)
_CODE = re.compile("[A-Za-z]{2}")
# What the European Union writes for Greece (its Interinstitutional style guide).
_OTHER_CODES = {"EL": "GR"}


def country_of(known: Mapping[str, str]) -> str:
    """Return a location's country as an ISO 3166 code of two letters, or ''.

    It may be a code of two or three letters (`DE`, `DEU`), another known code (`UK`, `EL`), or an
    English name.
    """
    for name in (known.get("countryCode", ""), known.get("country", "")):
        given = name.strip()
        if not given:
            continue
        from babel import Locale  # noqa: PLC0415 - 50 ms, rarely needed
        from babel.core import get_global  # noqa: PLC0415 - the same

        code = given.upper()
        (code, *_) = get_global("territory_aliases").get(code, [_OTHER_CODES.get(code, code)])
        names: dict[str, str] = dict(Locale("en").territories)
        codes = (code for code, country in names.items() if country.lower() == given.lower())
        if _CODE.fullmatch(code):
            return str(code)
        if code := next(codes, ""):
            return code
    return ""


def address(known: Mapping[str, Typed]) -> Typed | None:
    """Return a location as one text with the span of its first property, or None."""
    parts = {key: known[key] for key in ADDRESS if key in known and known[key].strip()}
    country = country_of(parts)
    if "country" in parts:
        parts.pop("countryCode", None)
    text = " ".join(parts.values())
    large_first = is_han(text) or bool(_SPACED.search(text))
    written = (
        _from_the_largest(parts, text, country) if large_first else _from_the_street(parts, country)
    )
    if not parts:
        return None
    first = min(parts.values(), key=lambda part: part.span)
    return first if written == first else Typed(written, first.span, quoted=True)


def _from_the_largest(parts: Mapping[str, str], text: str, country: str) -> str:
    """Return an address in Chinese, Japanese or Korean; in Japanese the postal code is first."""
    named = list(dict.fromkeys(parts[key] for key in _LARGE_FIRST if key in parts))
    named.sort(key=lambda part: bool(_CODE.fullmatch(part)))  # a country code comes last
    code = [parts["postalCode"]] if "postalCode" in parts else []
    is_japanese = country == "JP" or _KANA.search(text)
    return _GAP.sub("", " ".join([*code, *named] if is_japanese else [*named, *code]))


def _from_the_street(parts: Mapping[str, str], country: str) -> str:
    code = parts.get("postalCode", "")
    named = {key: part for key, part in parts.items() if key != "postalCode"}
    behind = next((key for key in ("state", "region", "city") if key in named), "")
    if code and country in _CODE_FIRST and "city" in named:
        named["city"] = f"{code} {named['city']}"
    elif code and country in _CODE_LAST and behind:
        named[behind] = f"{named[behind]} {code}"
    elif code:
        order = [key for key in ADDRESS if key in parts]
        named = {key: parts[key] for key in order}
    return ", ".join(dict.fromkeys(named.values()))
