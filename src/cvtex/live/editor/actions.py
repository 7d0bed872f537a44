"""Fixes of findings as actions of an editor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lsprotocol import types

from cvtex.diagnostics import Diagnostic, Fix, Severity, in_order
from cvtex.live.editor.positions import EditorText
from cvtex.source.fixed_text import FixedText

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.cvtex"
"""The kind of the action that applies all certain fixes."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


def shown(finding: Diagnostic, text: EditorText) -> types.Diagnostic:
    """Return a finding for an editor, with its hint."""
    span = finding.span
    assert span is not None  # noqa: S101 - findings are sorted by the files of their spans
    hint = f"\nhint: {finding.hint}" if finding.hint else ""
    return types.Diagnostic(
        range=text.range(span),
        message=f"{finding.message}{hint}",
        severity=_SEVERITIES[finding.severity],
        code=finding.code.value,
        source="cvtex",
    )


def actions(
    findings: Iterable[Diagnostic],
    text: EditorText,
    where: types.Range,
    kinds: Iterable[str] | None,
    document: types.OptionalVersionedTextDocumentIdentifier,
) -> Iterator[types.CodeAction]:
    """Yield the fixes of the findings in a range, and the one of all that is certain.

    `kinds` are the kinds of actions that the editor asks for; None for all.
    """
    wanted = None if kinds is None else [*kinds]
    found = in_order(findings)
    if is_wanted(types.CodeActionKind.QuickFix, wanted):
        for finding in found:
            if finding.span and _touches(text.range(finding.span), where):
                yield from _quick_fixes(finding, text, document)
    if is_wanted(FIX_ALL, wanted):
        fixed = FixedText(text.buffer)
        certain = [fix for finding in found if (fix := finding.certain_fix) and fixed.apply(fix)]
        if certain:
            title = "Fix all that cvtex is certain of"
            yield types.CodeAction(title, kind=FIX_ALL, edit=_edit(certain, text, document))


def _quick_fixes(
    finding: Diagnostic,
    text: EditorText,
    document: types.OptionalVersionedTextDocumentIdentifier,
) -> Iterator[types.CodeAction]:
    words = FixedText(text.buffer)
    for fix in finding.fixes:
        told = words.describe(fix) or finding.hint
        yield types.CodeAction(
            f"{told[:1].upper()}{told[1:]}",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[shown(finding, text)],
            is_preferred=fix.certain,
            edit=_edit([fix], text, document),
        )


def _edit(
    fixes: Iterable[Fix],
    text: EditorText,
    document: types.OptionalVersionedTextDocumentIdentifier,
) -> types.WorkspaceEdit:
    edits = [text.edit(edit) for fix in fixes for edit in fix.edits]
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])


def is_wanted(kind: str, wanted: Collection[str] | None) -> bool:
    """Return whether a kind is one of those that are wanted, or below one (`source.fixAll`)."""
    return wanted is None or any(kind == one or kind.startswith(f"{one}.") for one in wanted)


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
