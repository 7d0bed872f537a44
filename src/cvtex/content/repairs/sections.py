"""Repairs sections that are written in the forms of other programs."""

from __future__ import annotations

from cvtex.content.keys import keys_of, record_at, required_keys
from cvtex.content.repairs.synonyms import key_synonyms, type_synonyms
from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.locales import printed_words
from cvtex.sections import section_types
from cvtex.source.fixes import instead_of
from cvtex.source.synonyms import closest, meanings, same, snake
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

# The keys of a section itself.
_SECTION_KEYS = frozenset({"type", "title", "entries", "text"})


def is_section_mapping(mapping: TypedMapping) -> bool:
    """Return whether a mapping has sections by type or by title."""
    return not _SECTION_KEYS & mapping.keys() and not isinstance(
        next(iter(mapping.values())), Typed
    )


def of_type(given: Typed, known: str, section: TypedMapping) -> Diagnostic:
    """Return the finding for a word that means a known type, or is the title of such a section."""
    message, hint = f"{cited(given)} is not a type of section", f"did you mean `{known}`?"
    certain = meanings(given, section_types(), type_synonyms()) == [known]
    fixes = instead_of(given, known, certain=certain)
    if fixes and not given.quoted and "title" not in section and _is_title(given, known):
        hint = f"write `type: {known}` and `title: {given}`"
        key = next(iter(section))
        is_block = (key.span.line, key.span.column) == (section.span.line, section.span.column)
        between = f"\n{' ' * (key.span.column - 1)}" if is_block else ", "
        fixes = replacing(given.span, f"{known}{between}title: {given}", certain=certain)
    return Diagnostic(Code.SECTION_TYPE, message, given.span, hint, fixes=fixes)


def _is_title(word: str, kind: str) -> bool:
    """Return whether a word is a heading for a type of section, but not the printed one."""
    is_word = word.isascii() and word.islower()
    printed = {heading.lower() for heading in printed_words(f"sections.{kind}")}
    return not is_word and snake(word) in type_synonyms() and word.lower() not in printed


def section_list(mapping: TypedMapping) -> tuple[Diagnostic, TypedList]:
    """Return the finding for a mapping of sections, and the list of sections.

    A section whose type neither its key nor its entries show is left out.
    """
    sections = [_section(key, inner) for key, inner in mapping.items()]
    first, shown = next(iter(mapping)), sections[0]
    lines = ["type: ..."]
    if shown:
        lines = [f"{key}: {shown[key]}" for key in shown if key in ("type", "title")]
    form = ", ".join(f"`{line}`" for line in (f"- {lines[0]}", *lines[1:]))
    last = "text" if shown and "text" in shown else "entries"
    finding = Diagnostic(
        Code.VALUE_TYPE,
        "the sections must be a list, but this is a mapping",
        first.span,
        f"instead of `{first}:` write {form} and `{last}:`, with its contents below;"
        " do the same for each section",
    )
    items: list[Value] = [section for section in sections if section]
    return finding, TypedList(items, mapping.span)


def with_entries(section: TypedMapping, kind: str) -> tuple[Diagnostic, TypedMapping] | None:
    """Return the finding and the repair of a section with the keys of an entry, or None."""
    whole, entry = record_at(("sections", 0, kind)), record_at(("sections", 0, kind, "entries", 0))
    if whole is None or entry is None:
        return None
    rest = {key: inner for key, inner in section.items() if key not in keys_of(whole)}
    has_text = any(isinstance(inner, Typed) or key in keys_of(entry) for key, inner in rest.items())
    if not has_text or not all(same(key, keys_of(entry), key_synonyms()) for key in rest):
        return None
    first = next(iter(rest))
    finding = Diagnostic(
        Code.KEY_MISSING,
        f"the key `entries` is missing above {cited(first)}",
        first.span,
        f"write `entries:` on a line above it, and below that `- {first}: ...`, indented",
    )
    itself = {key: inner for key, inner in section.items() if key not in rest}
    entries: Value = TypedList([TypedMapping(rest, first.span)], first.span)
    return finding, TypedMapping(itself | {Typed("entries", first.span): entries}, section.span)


def _section(key: Typed, inner: Value) -> TypedMapping | None:
    if isinstance(inner, TypedMapping) and _SECTION_KEYS & inner.keys():
        entries: Value = next((one for name, one in inner.items() if name == "entries"), inner)
        kept = dict(inner)
    else:
        entries, kept = inner, {}
    kind = closest(key, section_types(), type_synonyms()) or _kind_of(entries)
    if not kind or isinstance(inner, Empty):
        return None
    if kind == "text" and isinstance(entries, TypedList):
        kind = "list"
    if not kept:
        kept = {Typed("text" if isinstance(inner, Typed) else "entries", inner.span): inner}
    made: dict[Typed, Value] = {Typed("type", key.span): Typed(kind, key.span)}
    if key != kind and "title" not in kept:
        made[Typed("title", key.span)] = Typed(key, key.span, source=key.source)
    return TypedMapping(made | kept, inner.span)


def _kind_of(entries: Value) -> str:
    """Return the type of a section by the keys of its first entry, or ''."""
    if isinstance(entries, Typed):
        return "text"
    first = entries[0] if isinstance(entries, TypedList) and entries else None
    if isinstance(first, Typed):
        return "list"
    if not isinstance(first, TypedMapping):
        return ""
    best, most = "", 0
    for kind in section_types():
        record = record_at(("sections", 0, kind, "entries", 0))
        known = keys_of(record) if record else []
        needed = required_keys(record) if record else []
        found = [key for name in first if (key := same(name, known, key_synonyms()))]
        if set(needed) <= set(found) and len(found) > most:
            best, most = kind, len(found)
    return best
