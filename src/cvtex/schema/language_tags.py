"""Language tags (BCP 47), completed from CLDR's data."""

from __future__ import annotations

# The case of scripts and territories, by the length of the subtag.
_CASES = {4: str.title, 2: str.upper}


def canonical_tag(tag: str) -> str:
    """Return a tag in its conventional case (RFC 5646, section 2.1.1): zh-cn is zh-CN."""
    language, *rest = tag.lower().split("-")
    cased = (_CASES.get(len(subtag), str.lower)(subtag) for subtag in rest)
    return "-".join((language, *cased))


def fallbacks(tag: str) -> list[str]:
    """Return a tag and its prefixes, the longest first (lookup, RFC 4647, 3.4)."""
    subtags = tag.split("-")
    return ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]


def likely_subtags(tag: str) -> list[str]:
    """Return a tag's language, script and, if known, territory: zh is zh, Hans, CN.

    Missing subtags are the likely ones (UTS #35, likely subtags); Norwegian is Bokmål. The list is
    empty for an invalid tag.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 50 ms that only a build spends
    from babel.core import get_global  # noqa: PLC0415 - the same

    if tag.split("-", maxsplit=1)[0].lower() == "no":  # to CLDR, its own parent (no_NO)
        tag = f"nb{tag[2:]}"
    try:
        parsed = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return []
    if parsed.script:
        return list(filter(None, (parsed.language, parsed.script, parsed.territory)))
    likely = get_global("likely_subtags")
    known = "_".join(filter(None, (parsed.language, parsed.territory)))
    full = str(likely.get(known) or likely.get(parsed.language, parsed.language)).split("_")
    return [parsed.language, *full[1:2], *([parsed.territory] if parsed.territory else full[2:])]


def names(subtags: list[str]) -> tuple[str, str]:
    """Return the tags of some subtags with and without the script."""
    return "-".join(subtags), "-".join((subtags[0], *subtags[2:]))


def parent_subtags(subtags: list[str]) -> list[str]:
    """Return the subtags of the parent locale (UTS #35, parent locales)."""
    from babel.core import get_global  # noqa: PLC0415 - 50 ms that only a build spends

    parents = get_global("parent_exceptions")
    for name in names(subtags):
        parent = parents.get(name.replace("-", "_"), "root")
        if parent != "root" and subtags[2:]:
            return likely_subtags(parent.replace("_", "-"))
    return subtags[:-1]
