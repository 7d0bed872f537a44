"""Shows the line of the caret in the preview of the project, if one runs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from cvtex.content.project import project_of
from cvtex.live.announced import address_of, show_caret
from cvtex.live.editor.server import Server

COMMAND = "cvtex.showInPreview"
KIND = f"{types.CodeActionKind.Source.value}.showInPreview.cvtex"


def add_showing(server: Server) -> None:
    """Add the command, and follow the caret.

    Editors ask for the other places of a word as soon as the caret rests there, which is the only
    message of the protocol (LSP 3.17) that says where it is. There are none.
    """

    @server.command(COMMAND)
    async def show(uri: str, line: int) -> None:
        if not await _shown(server, uri, line):
            message = "No preview of this project is running: start `cvtex preview` in its folder."
            params = types.ShowMessageParams(types.MessageType.Warning, message)
            server.window_show_message(params)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def follow(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        await _shown(server, params.text_document.uri, params.position.line)
        return []


def showing(file: Path, uri: str, where: types.Range) -> Iterator[types.CodeAction]:
    """Yield the action that shows a line, if there is a preview of the project."""
    if address_of(project_of(file.parent)):
        title = "Show in the preview"
        command = types.Command(title, command=COMMAND, arguments=[uri, where.start.line])
        yield types.CodeAction(title, kind=KIND, command=command)


async def _shown(server: Server, uri: str, line: int) -> bool:
    """Have a line of an open file, counted from 0, shown; return whether it is."""
    file = server.text(uri).path
    project = project_of(file.parent)
    if not file.is_relative_to(project) or not address_of(project):
        return False
    return await asyncio.to_thread(show_caret, project, file, line + 1)
