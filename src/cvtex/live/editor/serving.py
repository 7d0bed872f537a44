"""Serves an editor on standard input and output."""

from __future__ import annotations

from typing import BinaryIO

from lsprotocol import types

from cvtex.live.editor.answers import add_answers
from cvtex.live.editor.server import Server


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Serve an editor until it says so or goes away."""
    make_server().start_io(stdin, stdout)


def make_server() -> Server:
    """Return a server with all features."""
    server = Server()
    _add_documents(server)
    add_answers(server)
    return server


def _add_documents(server: Server) -> None:
    """Follow the files that are open, and those that change outside the editor."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        del params
        for document in server.workspace.text_documents.values():
            server.changed(document.uri)
