"""The private overlay: what a person keeps out of the content file, merged over it.

It stands in `private.yaml` beside the content, or, for a machine of somebody else's, in the
environment variable `CVTEX_PRIVATE`, which is merged over both.
"""

from __future__ import annotations

import os
from pathlib import Path

from cvtex.content.inside import read_inside
from cvtex.diagnostics import SECRET, Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.locales import known_locales
from cvtex.schema.language_tags import likely_subtags
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

REPLACE = "!replace"
"""The tag of a list in an overlay that takes the place of the content's."""

NAME = "private.yaml"
VARIABLE = SECRET.name.removeprefix("$")


def overlaid(read: Checked[Value], content: Path) -> Checked[Value]:
    """Return what was read of a content file with its overlays merged over it.

    All that there is keeps its own place. Without an overlay that is there and can't be read
    there is no result: what the content lacks may stand in it.
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
    """Return the overlay that lies beside a content file, if there is one, be it no file."""
    overlay = content.parent / NAME
    return [overlay] if os.path.lexists(overlay) else []


def is_overlaid(content: Path) -> bool:
    """Return whether there is an overlay for a content file, beside it or in the environment."""
    return bool(overlay_files(content) or os.environ.get(VARIABLE, "").strip())


def is_withheld(content: Path) -> bool:
    """Return whether a report must not show what the PDF of a content file says.

    It has private details, and the machine is somebody else's: they come from the variable, or `CI`
    is set, as services set it that run workflows.
    """
    elsewhere = os.environ.get(VARIABLE) or os.environ.get("CI")
    return bool(elsewhere) and is_overlaid(content)


def variable_digest() -> str:
    """Return the SHA-256 of the overlay in the environment: of nothing, if there is none."""
    import hashlib  # noqa: PLC0415 - 3 ms, and a check has no need of it

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
    """Take out of an overlay what is for one language, by its tag."""
    languages = {tag.split("-")[0] for tag in known_locales()}
    blocks: dict[Typed, TypedMapping] = {}
    for tag in [key for key in overlay if key.lower().split("-")[0] in languages]:
        block = overlay.pop(tag)
        if isinstance(block, TypedMapping):
            blocks[tag] = block
        elif not isinstance(block, Empty):
            message = f"what is for `{tag}` alone is keys with values"
            findings.append(Diagnostic(Code.VALUE_TYPE, message, block.span))
    return blocks


def _with_overlay(
    content: TypedMapping, overlay: TypedMapping, blocks: dict[Typed, TypedMapping]
) -> TypedMapping:
    merged = _merged(content, overlay)
    # A plain string finds the typed key that is equal to it.
    language = merged.get("language")  # type: ignore[call-overload]  # a Typed is a str
    if blocks and isinstance(language, Typed):
        subtags = [subtag.lower() for subtag in likely_subtags(language)]
        for tag in sorted(blocks, key=lambda tag: tag.count("-")):
            if _includes(tag.lower().split("-"), subtags):
                merged = _merged(merged, blocks[tag])
    return merged


def _includes(wanted: list[str], subtags: list[str]) -> bool:
    """Return whether a language is one of those wanted (RFC 4647, 3.3.2, extended filtering)."""
    rest = iter(subtags)
    return wanted[:1] == subtags[:1] and all(subtag in rest for subtag in wanted)


def _merged(below: TypedMapping, above: TypedMapping) -> TypedMapping:
    """Return two mappings as one, at the place of the lower: what is not empty above is taken."""
    values = dict(below)
    for key, value in above.items():
        if isinstance(value, Empty):
            continue
        under = values.pop(key, None)  # its key goes too, which has its place in the lower
        if isinstance(under, TypedMapping) and isinstance(value, TypedMapping):
            values[key] = _merged(under, value)
        elif key == "contacts" and isinstance(under, TypedList) and isinstance(value, TypedList):
            from cvtex.content.contacts import merged_contacts  # noqa: PLC0415 - pydantic

            values[key] = value if value.tag == REPLACE else merged_contacts(under, value)
        else:
            values[key] = value
    return TypedMapping(values, below.span)
