"""Merges the private overlay over a content file.

The overlay is `private.yaml` beside the content, or the environment variable `CVTEX_PRIVATE` on
someone else's machine, which is merged over both.
"""

from __future__ import annotations

import os
from pathlib import Path

from cvtex.content.project import read_inside
from cvtex.diagnostics import PRIVATE, SECRET, Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.locales import known_locales
from cvtex.schema.language_tags import likely_subtags
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

REPLACE = "!replace"
"""The tag of a list in an overlay that replaces the content's list."""

NAME = PRIVATE
VARIABLE = SECRET.name.removeprefix("$")


def overlaid(read: Checked[Value], content: Path) -> Checked[Value]:
    """Return the values of a content file with its overlays merged over them.

    All values keep their spans. If an overlay can't be read there is no result, because the content
    may need it.
    """
    if content.name == NAME:
        message = "this is merged over the content files beside it, and is not one itself"
        return failed(
            Diagnostic(Code.CONTENT_TYPE, message, Span(content), "name one of those files")
        )
    value, findings, broken = read.value, list(read.diagnostics), False
    tags = frozenset({REPLACE})
    files = (read_inside(file, tags) for file in overlay_files(content))
    for overlay in (*files, _read_variable(tags)):
        findings += overlay.diagnostics
        match overlay.value:
            case None:
                broken = True
            case Empty():
                pass
            case TypedMapping() as above:
                blocks = _language_blocks(above, findings)
                if isinstance(value, TypedMapping):
                    value = _with_overlay(value, above, blocks)
            case other:
                broken = True
                message = "an overlay is a mapping of keys to values, as a content file is"
                findings.append(Diagnostic(Code.CONTENT_TYPE, message, other.span))
    return Checked(None if broken else value, tuple(findings))


def overlay_files(content: Path) -> list[Path]:
    """Return the overlay beside a content file, if any, even if it is not a file."""
    overlay = content.parent / NAME
    return [overlay] if os.path.lexists(overlay) else []


def is_overlaid(content: Path) -> bool:
    """Return whether a content file has an overlay, beside it or in the environment."""
    return bool(overlay_files(content) or os.environ.get(VARIABLE, "").strip())


def is_withheld(content: Path) -> bool:
    """Return whether a report must not show the text of a PDF.

    That is, the content has an overlay and the machine is someone else's: the overlay is in the
    variable, or `CI` is set, as CI services do.
    """
    elsewhere = os.environ.get(VARIABLE) or os.environ.get("CI")
    return bool(elsewhere) and is_overlaid(content)


def variable_digest() -> str:
    """Return the SHA-256 of the overlay in the environment, or of an empty text."""
    import hashlib  # noqa: PLC0415 - 3 ms that a check does not need

    return hashlib.sha256(os.environ.get(VARIABLE, "").encode(errors="surrogateescape")).hexdigest()


def _read_variable(tags: frozenset[str]) -> Checked[Value]:
    text = os.environ.get(VARIABLE, "").removeprefix("\ufeff")
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes of another encoding, which Python keeps as surrogates
        message = "the environment variable is not UTF-8"
        return failed(Diagnostic(Code.FILE_ENCODING, message, Span(SECRET)))
    return parse_yaml(text, SECRET, tags)


def _language_blocks(
    overlay: TypedMapping, findings: list[Diagnostic]
) -> dict[Typed, TypedMapping]:
    """Remove the blocks for one language from an overlay, and return them by tag."""
    languages = {tag.split("-")[0] for tag in known_locales()}
    blocks: dict[Typed, TypedMapping] = {}
    for tag in [key for key in overlay if key.lower().split("-")[0] in languages]:
        block = overlay.pop(tag)
        if isinstance(block, TypedMapping):
            blocks[tag] = block
        elif not isinstance(block, Empty):
            message = f"`{tag}` must have keys with values"
            findings.append(Diagnostic(Code.VALUE_TYPE, message, block.span))
    return blocks


def _with_overlay(
    content: TypedMapping, overlay: TypedMapping, blocks: dict[Typed, TypedMapping]
) -> TypedMapping:
    merged = _merged(content, overlay)
    language = merged.value("language")
    if blocks and isinstance(language, Typed):
        subtags = [subtag.lower() for subtag in likely_subtags(language)]
        for tag in sorted(blocks, key=lambda tag: tag.count("-")):
            if _includes(tag.lower().split("-"), subtags):
                merged = _merged(merged, blocks[tag])
    return merged


def _includes(wanted: list[str], subtags: list[str]) -> bool:
    """Return whether a language matches a range (RFC 4647, 3.3.2, extended filtering)."""
    rest = iter(subtags)
    return wanted[:1] == subtags[:1] and all(subtag in rest for subtag in wanted)


def _merged(below: TypedMapping, above: TypedMapping) -> TypedMapping:
    """Return two mappings as one, with the span of the lower; empty values above are ignored."""
    values = dict(below)
    for key, value in above.items():
        if isinstance(value, Empty):
            continue
        under = values.pop(key, None)  # with its key, which has another span
        if isinstance(under, TypedMapping) and isinstance(value, TypedMapping):
            values[key] = _merged(under, value)
        elif key == "contacts" and isinstance(under, TypedList) and isinstance(value, TypedList):
            from cvtex.content.merged_contacts import merged_contacts  # noqa: PLC0415 - pydantic

            values[key] = value if value.tag == REPLACE else merged_contacts(under, value)
        else:
            values[key] = value
    return TypedMapping(values, below.span)
