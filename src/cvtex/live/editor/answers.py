"""Answers to what an editor asks about a file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import accumulate

from lsprotocol import types

from cvtex.diagnostics import Span
from cvtex.live.editor.actions import FIX_ALL, actions, is_wanted
from cvtex.live.editor.completion import Schemas, completions, hover
from cvtex.live.editor.formatting import formatted
from cvtex.live.editor.outline import folding, outline
from cvtex.live.editor.places import place_at
from cvtex.live.editor.positions import EditorText
from cvtex.live.editor.references import target_of
from cvtex.live.editor.server import Server
from cvtex.live.editor.showing import KIND, showing


def add_answers(server: Server) -> None:
    """Add the features that answer a question."""
    _add_words(server)
    _add_structure(server)


def _add_words(server: Server) -> None:
    """Add what helps to write: completion, hover, fixes."""
    schemas = Schemas()

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "[", ":"])
    )
    async def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        with server.reading(params.text_document.uri) as text:
            return completions(schemas, text, params.position) if text else []

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def explain(params: types.HoverParams) -> types.Hover | None:
        with server.reading(params.text_document.uri) as text:
            return hover(schemas, text, params.position) if text else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL, KIND]),
    )
    async def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        findings = await server.findings(uri)
        version = server.workspace.get_text_document(uri).version
        document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
        text, only = server.text(uri), params.context.only
        shows = showing(text.path, uri, params.range) if is_wanted(KIND, only) else ()
        return [*actions(findings, text, params.range, only, document), *shows]


def _add_structure(server: Server) -> None:
    """Add what shows and orders a file: outline, folding, formatting, definitions."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def show(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        with server.reading(params.text_document.uri) as text:
            return outline(text) if text else []

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        with server.reading(params.text_document.uri) as text:
            return folding(text) if text else []

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def order(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        with server.reading(params.text_document.uri) as text:
            return [*_formatting(text)] if text else []

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def define(params: types.DefinitionParams) -> list[types.Location]:
        with server.reading(params.text_document.uri) as text:
            spans = _targets(text, params.position) if text else []
            return [_location(server.text_of(span.file), span) for span in spans]


def _targets(text: EditorText, position: types.Position) -> list[Span]:
    """Return the places that what is at a position refers to."""
    place = place_at(text.lines, position.line, text.column(position))
    if place is None or not place.path:
        return []
    found = target_of(place.path[-1], place.word.strip("\"'"), text.path)
    return [*dict.fromkeys(found)]


def _location(text: EditorText, span: Span) -> types.Location:
    where = text.range(span)
    at = where if span.line else types.Range(where.start, where.start)  # a file as a whole
    return types.Location(span.file.absolute().as_uri(), at)


def _formatting(text: EditorText) -> Iterator[types.TextEdit]:
    """Yield the edits that set a text in order, each of the lines that change."""
    if text.path.suffix.lower() == ".json":
        return
    old, new = (
        source.splitlines(keepends=True) for source in (text.text, formatted(text.text, text.path))
    )
    starts = [*accumulate(map(len, old), initial=0)]
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            where = text.between(starts[first], starts[last])
            yield types.TextEdit(where, "".join(new[begin:end]))
