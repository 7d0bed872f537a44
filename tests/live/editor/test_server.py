"""The language server as an editor has it: a client over standard input and output."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcMethodNotFound
from pygls.lsp.client import LanguageClient

T = TypeVar("T")

_PATIENCE = 600.0
"""Seconds after which a test that waits for findings fails."""

EN = """\
language: en
name: Ada Sample
sections:
  - type: experience
    entries:
      - name: Example Engines
        start_date: 2021-03
        end_date: present
        for: [ml]
      - include: jobs/old.yaml
"""
OLD = "name: Sample Works\nstart_date: 2019\nend_date: 2020\n"
EDITIONS = "en: {content: resume.en.yaml, audience: [ml]}\nshort: {extends: en, hide: [address]}\n"


@dataclass
class Editor:
    """An editor with a language server."""

    loop: asyncio.AbstractEventLoop
    client: LanguageClient = field(default_factory=lambda: LanguageClient("test", "1"))
    shown: dict[str, types.PublishDiagnosticsParams] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def run(self, task: Coroutine[Any, Any, T]) -> T:
        """Run a task to its end."""
        return self.loop.run_until_complete(asyncio.wait_for(task, _PATIENCE))

    def start(self, folder: Path) -> None:
        """Start the server for a folder."""

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params
            self.changed.set()

        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        self.run(self.client.start_io(sys.executable, "-m", "cvtex", "lsp"))
        asked = types.InitializeParams(
            capabilities=types.ClientCapabilities(), root_uri=folder.as_uri()
        )
        self.run(self.client.initialize_async(asked))
        self.client.initialized(types.InitializedParams())

    def write(self, file: Path, text: str) -> list[types.Diagnostic]:
        """Open a file or change its text; return what is then found in it."""
        uri = file.as_uri()
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        if version == 1:
            item = types.TextDocumentItem(uri, "yaml", version, text)
            self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        else:
            document = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
            change = types.TextDocumentContentChangeWholeDocument(text)
            self.client.text_document_did_change(
                types.DidChangeTextDocumentParams(document, [change])
            )
        return self.run(self._found(uri, version))

    async def _found(self, uri: str, version: int) -> list[types.Diagnostic]:
        while uri not in self.shown or self.shown[uri].version != version:
            self.changed.clear()
            await self.changed.wait()
        return [*self.shown[uri].diagnostics]

    def codes(self, file: Path) -> list[object]:
        """Return the codes of what is found in a file now."""
        params = self.shown.get(file.as_uri())
        return [finding.code for finding in params.diagnostics] if params else []

    def actions(self, file: Path, kind: str) -> list[types.CodeAction]:
        """Return the actions of a kind for a whole file."""
        whole = types.Range(types.Position(0, 0), types.Position(10_000, 0))
        found = self.run(
            self.client.text_document_code_action_async(
                types.CodeActionParams(
                    _id(file), whole, types.CodeActionContext([], only=[types.CodeActionKind(kind)])
                )
            )
        )
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    def definition(self, file: Path, line: int, character: int) -> list[types.Location]:
        """Return the places that what is at a position refers to."""
        at = types.DefinitionParams(_id(file), types.Position(line, character))
        found = self.run(self.client.text_document_definition_async(at))
        assert isinstance(found, list | tuple)
        return [one for one in found if isinstance(one, types.Location)]


def _id(file: Path) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(file.as_uri())


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor, whose server all tests here share."""
    loop = asyncio.new_event_loop()
    made = Editor(loop)
    made.start(tmp_path_factory.mktemp("root"))
    yield made
    made.run(made.client.shutdown_async(None))
    made.client.exit(None)
    server = made.client._server  # noqa: SLF001 - the process has no other name
    assert server
    assert made.run(server.wait()) == 0
    made.run(made.client.stop())  # type: ignore[no-untyped-call]  # pygls gives it no types
    loop.close()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the folder of a project's content."""
    folder = tmp_path / "content"
    (folder / "jobs").mkdir(parents=True)
    (folder / "resume.en.yaml").write_text(EN)
    (folder / "jobs/old.yaml").write_text(OLD)
    (folder / "editions.yaml").write_text(EDITIONS)
    return folder


def test_findings_as_you_type(editor: Editor, content: Path) -> None:
    """What a build would refuse is shown at its place while it is typed, until it is right."""
    file = content / "resume.en.yaml"
    assert editor.write(file, EN) == []
    (found,) = editor.write(file, EN.replace("2021-03", "2021-13"))

    assert (found.code, found.severity) == ("date-invalid", types.DiagnosticSeverity.Error)
    assert found.range == types.Range(types.Position(6, 20), types.Position(6, 27))
    assert "hint: write 2023" in found.message
    assert editor.write(file, EN) == []


def test_one_tab(editor: Editor, content: Path) -> None:
    """One tab is one finding, and one fix."""
    file = content / "resume.en.yaml"
    (found,) = editor.write(file, EN.replace("  - type", "\t- type"))
    (fix,) = editor.actions(file, "quickfix")

    assert found.code == "yaml-tab"
    assert fix.is_preferred


def test_positions_in_utf_16(editor: Editor, content: Path) -> None:
    """Behind characters of two units a finding is where the editor shows it."""
    found = editor.write(content / "resume.en.yaml", EN.replace("Ada Sample", "😀😀 it's"))
    (quote,) = [one for one in found if one.code == "style-straight-quote"]

    assert (quote.range.start.character, quote.range.end.character) == (13, 14)


def test_other_files(editor: Editor, content: Path) -> None:
    """A change shows what becomes wrong in the editions, and in what is included."""
    included, editions = content / "jobs/old.yaml", content / "editions.yaml"
    assert [one.code for one in editor.write(included, f"{OLD}nmae: x\n")] == ["key-unknown"]
    assert editor.write(included, OLD) == []
    found = editor.write(editions, EDITIONS.replace("extends: en", "extends: enn"))
    assert [one.code for one in found] == ["edition-extends"]
    editor.write(content / "resume.en.yaml", EN.replace("[ml]", "[data]"))

    assert "audience-unused" in editor.codes(editions)
    private = editor.write(content / "private.yaml", "headlin: x\n")
    assert [one.code for one in private] == []  # it is not there for a build before it is saved
    (content / "private.yaml").write_text("headlin: x\n")
    assert [one.code for one in editor.write(content / "private.yaml", "hedline: x\n")] == [
        "key-unknown"
    ]


def test_closed(editor: Editor, content: Path) -> None:
    """A file that is closed without saving is again what is on the disk."""
    file = content / "resume.en.yaml"
    assert editor.write(file, "language: en\n")
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(_id(file)))
    editor.versions.pop(file.as_uri())
    editor.shown.pop(file.as_uri())

    assert editor.write(file, EN) == []


def test_foreign_file(editor: Editor, content: Path) -> None:
    """A YAML file of another program beside a résumé is not formatted; private.yaml is."""
    for name, formatted in (("compose.yaml", False), ("private.yaml", True)):
        file = content / name
        editor.write(file, "services:   x   \n")
        options = types.FormattingOptions(2, insert_spaces=True)
        edits = editor.run(
            editor.client.text_document_formatting_async(
                types.DocumentFormattingParams(_id(file), options)
            )
        )
        assert bool(edits) == formatted


def test_other_scheme(editor: Editor, content: Path) -> None:
    """An older version of a file that is open beside it does not stand for it."""
    file = content / "resume.en.yaml"
    editor.write(file, EN)
    old = types.TextDocumentItem(f"git:{file}", "yaml", 1, "nmae: Ada\n")
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(old))

    assert editor.write(content / "editions.yaml", EDITIONS) == []
    assert "key-unknown" not in editor.codes(file)


def test_without_editions(editor: Editor, tmp_path: Path) -> None:
    """A résumé in no project is checked alone, and a YAML file that is none is let alone."""
    found = editor.write(tmp_path / "me.yaml", "name: Ada\nnmae: x\nsections: []\n")

    assert "key-unknown" in [one.code for one in found]
    (broken,) = editor.write(tmp_path / "me.yaml", "language: en\nname: [Ada\nsections: []\n")
    assert broken.code == "yaml-bracket"
    assert editor.write(tmp_path / "compose.yaml", "services:\n  web: {image: x}\n") == []


def test_fixes(editor: Editor, content: Path) -> None:
    """Each fix is offered with what it does; one action has all that are certain."""
    file = content / "resume.en.yaml"
    editor.write(file, EN.replace("name: Ada", "nmae: It's").replace("2021-03", "03/04/2021"))
    offered = {action.title: action for action in editor.actions(file, "quickfix")}
    (every,) = editor.actions(file, "source.fixAll")

    assert {title: action.is_preferred for title, action in offered.items()} == {
        "Replace `nmae` with `name`": True,
        "Replace `'` with `’`": True,
        "Replace `03/04/2021` with `2021-04-03`": False,
        "Replace `03/04/2021` with `2021-03-04`": False,
    }
    assert every.edit
    (change,) = every.edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == editor.versions[file.as_uri()]
    assert [edit.new_text for edit in change.edits if isinstance(edit, types.TextEdit)] == [
        "name",
        "’",
    ]


@pytest.mark.parametrize(
    ("name", "at", "target", "line"),
    [
        ("resume.en.yaml", (8, 15), "editions.yaml", 0),
        ("resume.en.yaml", (9, 20), "jobs/old.yaml", 0),
        ("editions.yaml", (0, 20), "resume.en.yaml", 0),
        ("editions.yaml", (0, 42), "resume.en.yaml", 8),
        ("editions.yaml", (1, 18), "editions.yaml", 0),
    ],
)
def test_definition(  # noqa: PLR0913, PLR0917 - a row of the table
    editor: Editor, content: Path, name: str, at: tuple[int, int], target: str, line: int
) -> None:
    """Tags, editions and files lead to where they are."""
    editor.write(content / name, (content / name).read_text())
    (found, *_) = editor.definition(content / name, *at)

    assert (found.uri, found.range.start.line) == ((content / target).as_uri(), line)


def test_order_and_outline(editor: Editor, content: Path) -> None:
    """The server sets a file in order by few edits, and says what is in it."""
    file = content / "resume.en.yaml"
    editor.write(file, EN.replace("name: Ada", "name:    Ada"))
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    edits = editor.run(
        editor.client.text_document_formatting_async(
            types.DocumentFormattingParams(_id(file), options)
        )
    )
    symbols = editor.run(
        editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(_id(file)))
    )
    folds = editor.run(
        editor.client.text_document_folding_range_async(types.FoldingRangeParams(_id(file)))
    )

    assert edits
    assert [edit.new_text for edit in edits] == ["name: Ada Sample\n"]
    assert [symbol.name for symbol in symbols or ()] == ["language", "name", "sections"]
    assert folds


@pytest.mark.parametrize(
    "text",
    ["", "\n", "{", "- ", "sections:\n  -", "a: *b", "\ufeff", "\x00", "\udcff", "%", "a:\n\tb"],
)
def test_half_typed(editor: Editor, content: Path, text: str) -> None:
    """Whatever is typed has an answer to all questions, and the server goes on."""
    file = content / "resume.en.yaml"
    if text != "\udcff":
        assert editor.write(file, text)
    start = types.Position(0, 0)
    client = editor.client
    editor.run(client.text_document_completion_async(types.CompletionParams(_id(file), start)))
    editor.run(client.text_document_hover_async(types.HoverParams(_id(file), start)))
    editor.run(client.text_document_document_symbol_async(types.DocumentSymbolParams(_id(file))))
    editor.actions(file, "source.fixAll")

    assert editor.write(file, EN) == []


@pytest.mark.long
def test_large(editor: Editor, content: Path) -> None:
    """A file of the largest size is checked, and a larger one is refused."""
    file = content / "resume.en.yaml"
    large = EN + "  - {type: text, title: A, text: B}\n" * 400
    large += "#" * (2**19 - len(large))
    assert editor.write(file, large) == []

    assert [one.code for one in editor.write(file, f"{large}#")] == ["file-too-large"]


def test_unknown(editor: Editor) -> None:
    """A request that is not known is an error in its answer, and no more."""

    async def ask() -> None:
        await editor.client.protocol.send_request_async("cvtex/nothing", None)

    with pytest.raises(JsonRpcMethodNotFound):
        editor.run(ask())


@pytest.mark.long
def test_killed(tmp_path: Path) -> None:
    """A server that is killed, or whose editor goes away, leaves nothing; a new one serves."""
    loop = asyncio.new_event_loop()
    for _ in range(2):
        made = Editor(loop)
        made.start(tmp_path)
        assert made.write(tmp_path / "resume.en.yaml", EN) is not None
        server = made.client._server  # noqa: SLF001 - the process has no other name
        assert server
        os.kill(server.pid, signal.SIGKILL)
        made.run(server.wait())
        made.client._stop_event.set()  # noqa: SLF001 - it would report the end as an error
    loop.close()

    assert not [*tmp_path.iterdir()]


def test_nothing_else_is_printed(tmp_path: Path) -> None:
    """At the end of its input the server ends, and has printed only the protocol."""
    ran = subprocess.run(
        [sys.executable, "-m", "cvtex", "lsp", "--stdio"],
        input=b"Content-Length: 2\r\n\r\n{}Content-Length: 7\r\n\r\nnonsens",
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=_PATIENCE,
    )

    assert ran.returncode == 0
    assert not ran.stdout or ran.stdout.startswith(b"Content-Length: ")
