"""Language tags (BCP 47), as far as CLDR's data fill them up."""

from __future__ import annotations

# Of a script and of a territory, told by their lengths.
_CASES = {4: str.title, 2: str.upper}


def canonical_tag(tag: str) -> str:
    """Return a tag in the case that is the custom (RFC 5646, section 2.1.1): zh-cn is zh-CN."""
    language, *rest = tag.lower().split("-")
    cased = (_CASES.get(len(subtag), str.lower)(subtag) for subtag in rest)
    return "-".join((language, *cased))


def shortened(tag: str) -> list[str]:
    """Return a tag and what is left of it without its last subtags (lookup, RFC 4647, 3.4)."""
    subtags = tag.split("-")
    return ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]


def likely_subtags(tag: str) -> list[str]:
    """Return a tag's language, script and, if it has one, territory: zh is zh, Hans, CN.

    What is not typed is the likely one (UTS #35, likely subtags), and Norwegian is Bokmål. A text
    that is no tag has none.
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
    """Return a tag of a language, a script and perhaps a territory, and it without the script."""
    return "-".join(subtags), "-".join((subtags[0], *subtags[2:]))


def parent_subtags(subtags: list[str]) -> list[str]:
    """Return the subtags from which a locale takes what it has not (UTS #35, parent locales)."""
    from babel.core import get_global  # noqa: PLC0415 - 50 ms that only a build spends

    parents = get_global("parent_exceptions")
    for name in names(subtags):
        parent = parents.get(name.replace("-", "_"), "root")
        if parent != "root" and subtags[2:]:
            return likely_subtags(parent.replace("_", "-"))
    return subtags[:-1]
