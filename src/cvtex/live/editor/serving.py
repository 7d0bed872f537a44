"""Serves an editor on standard input and output."""

from __future__ import annotations

from typing import BinaryIO

from lsprotocol import types

from cvtex.live.editor.answers import add_answers
from cvtex.live.editor.server import Server
from cvtex.live.editor.showing import add_showing


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Serve an editor until it says so or goes away."""
    make_server().start_io(stdin, stdout)


def make_server() -> Server:
    """Return a server with all features."""
    server = Server()
    _add_documents(server)
    add_answers(server)
    add_showing(server)
    return server


_OfDocument = (
    types.DidOpenTextDocumentParams
    | types.DidChangeTextDocumentParams
    | types.DidSaveTextDocumentParams
    | types.DidCloseTextDocumentParams
)


def _add_documents(server: Server) -> None:
    """Follow the files that are open, and those that change outside the editor."""

    async def changed(params: _OfDocument) -> None:
        server.changed(params.text_document.uri)

    for feature in (
        types.TEXT_DOCUMENT_DID_OPEN,
        types.TEXT_DOCUMENT_DID_CHANGE,
        types.TEXT_DOCUMENT_DID_SAVE,
        types.TEXT_DOCUMENT_DID_CLOSE,
    ):
        server.feature(feature)(changed)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        del params
        for document in server.workspace.text_documents.values():
            server.changed(document.uri)
