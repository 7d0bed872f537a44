"""The open files of an editor, and what is found in them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from cvtex import __version__
from cvtex.diagnostics import SECRET, Diagnostic
from cvtex.live.editor.actions import shown
from cvtex.live.editor.positions import EditorText
from cvtex.live.editor.project import Checker, Findings, is_ours
from cvtex.source.file import BIBLIOGRAPHIES, ENDINGS, read_source, unsaved

_PAUSE = 0.03  # seconds without a change after which a file is checked
_ENDINGS = (".yaml", ".yml", ".json")

logger = logging.getLogger(__name__)


class Server(LanguageServer):
    """A language server (LSP 3.17, with pygls) that checks the open files."""

    def __init__(self) -> None:
        """Create a server; the whole text comes with each change, so positions can't drift."""
        super().__init__(
            "cvtex", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self._checker = Checker()
        self._changed: dict[Path, None] = {}
        self._checking: asyncio.Task[None] | None = None
        self._found: dict[Path, Findings] = {}  # by the folder of a project

    def texts(self) -> dict[Path, str]:
        """Return the texts of all open files."""
        documents = self.workspace.text_documents.items()
        return {
            Path(document.path): document.source for uri, document in documents if _is_file(uri)
        }

    def text(self, uri: str) -> EditorText:
        """Return the text of an open file."""
        document = self.workspace.get_text_document(uri)
        return self._encoded(Path(document.path), document.source)

    @contextmanager
    def reading(self, uri: str) -> Iterator[EditorText | None]:
        """Give the text of a file, and read the other files that are open as they are.

        It is None for a file that has nothing to do with a résumé.
        """
        text = self.text(uri)
        with unsaved(self.texts()):
            yield text if is_ours(text.path) else None

    def text_of(self, file: Path) -> EditorText:
        """Return the text of a file, as it is open or else as it is saved; '' without one."""
        texts = self.texts()
        source = (
            texts[file]
            if file in texts
            else read_source(file, ENDINGS | BIBLIOGRAPHIES).value or ""
        )
        return self._encoded(file, source)

    def _encoded(self, path: Path, source: str) -> EditorText:
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return EditorText(path, source, encoding)

    def changed(self, uri: str) -> None:
        """Check a file soon: after a short pause, and one check after the other."""
        path = to_fs_path(uri) if _is_file(uri) else None
        if path and path.lower().endswith(_ENDINGS):
            self._changed[Path(path)] = None
            if self._checking is None or self._checking.done():
                self._checking = asyncio.create_task(self._check())

    async def findings(self, uri: str) -> list[Diagnostic]:
        """Return the findings in a file as it is now."""
        while self._checking and not self._checking.done():
            await self._checking
        return self._known(Path(self.workspace.get_text_document(uri).path))

    async def _check(self) -> None:
        """Check the files that were changed until there are none."""
        while self._changed:
            await asyncio.sleep(_PAUSE)
            path = next(iter(self._changed))
            texts = self.texts()
            del self._changed[path]
            try:
                home, found = await asyncio.to_thread(self._checker.check, path, texts)
            except Exception:
                logger.exception("a check of %s failed: this is a bug, please report it", path)
                continue
            before = self._found.get(home, {})
            self._found[home] = found
            self._publish({path, *before, *found})

    def _publish(self, files: set[Path]) -> None:
        for file in sorted(files - {SECRET}):
            text = self.text_of(file)
            uri = from_fs_path(str(file)) or ""
            document = self.workspace.text_documents.get(uri)
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(
                    uri,
                    [shown(finding, text) for finding in self._known(file)],
                    document.version if document else None,
                )
            )

    def _known(self, file: Path) -> list[Diagnostic]:
        found = (one for findings in self._found.values() for one in findings.get(file, ()))
        return [*dict.fromkeys(found)]


def _is_file(uri: str) -> bool:
    """Return whether a document is a file, and not a version of one, as `git:/resume.en.yaml`."""
    return uri.startswith("file:")
