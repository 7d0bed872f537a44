"""The server of the preview shows what is built, and answers nobody but its own page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import Any

import pytest

EVIL = "http://evil.example"


def test_shown(served: Any) -> None:  # noqa: ANN401 - the type is in a conftest
    """The stream has pages, the place of each text in the YAML and on the page, and the verdict."""
    shown = served.proven("en")
    number, file, line, column, _ = next(
        leaf for leaf in shown["leaves"] if leaf[4] == "Ada Sample"
    )
    text = (served.folder / file).read_text(encoding="utf-8").splitlines()[line - 1]
    _, page, left, top, right, bottom = next(box for box in shown["boxes"] if box[0] == number)
    status, png, _ = served.ask(f"page/en/{shown['pages'][page]['digest']}.png")

    assert text[column - 1 :].startswith("Ada Sample")
    assert 0 < left < right < 1
    assert 0 < top < bottom < 0.2
    assert (status, png[:8]) == (200, b"\x89PNG\r\n\x1a\n")
    assert "words read back" in shown["line"]
    assert 0 < shown["fill"] < 1
    assert shown["reading"]["name"] == "Ada Sample"
    assert served.ask("pdf/en")[1] == (served.folder / "out" / "en.pdf").read_bytes()


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("", "GET", {}, 200),
        ("main.js", "GET", {"Origin": "own"}, 200),
        ("/", "GET", {}, 404),
        ("/guessed/events", "GET", {}, 404),
        ("", "GET", {"Host": "evil.example"}, 421),
        ("", "GET", {"Host": "localhost"}, 421),
        ("events", "GET", {"Origin": EVIL}, 403),
        ("edit", "POST", {"Origin": EVIL}, 403),
        ("caret", "POST", {"Origin": EVIL}, 403),
        ("edit", "POST", {}, 403),
        ("../app.py", "GET", {}, 404),
        ("..%2Fapp.py", "GET", {}, 404),
    ],
)
def test_guard(
    served: Any,  # noqa: ANN401 - the type is in a conftest
    path: str,
    method: str,
    headers: dict[str, str],
    status: int,
) -> None:
    """Another Host, another Origin and another token are refused; the page loads only its own."""
    own = {"own": f"http://127.0.0.1:{served.port}"}
    given = {name: own.get(value, value) for name, value in headers.items()}
    answered, _, found = served.ask(path, method, {} if method == "POST" else None, **given)

    assert answered == status
    assert found["content-security-policy"].startswith("default-src 'none'; script-src 'self';")


def test_source(served: Any) -> None:  # noqa: ANN401 - the same
    """The files of the editions are shown and opened at a place, and no others."""
    served.proven("zh")
    file = "content/resume.zh.yaml"
    shown = served.ask(f"source?file={file}")
    opened = served.post("edit", file=file, line=3, column=2)
    with served.editor.open(encoding="utf-8") as fifo:
        started = fifo.read().split()

    assert json.loads(shown[1]) == (served.folder / file).read_text(encoding="utf-8").splitlines()
    assert opened == (204, "")
    assert started == ["-g", f"{served.folder / file}:3:2"]
    for other in ("dodo.py", "/etc/passwd", "content/../dodo.py"):
        assert served.ask(f"source?file={other}")[0] == 404
        assert served.post("edit", file=other, line=1, column=1)[0] == 404


def _message(number: int | None, method: str, params: object) -> bytes:
    """Return a message of the protocol of language servers."""
    body = json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
    if number is None or method.endswith("didOpen"):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params})
    return f"Content-Length: {len(body)}\r\n\r\n{body}".encode()


def test_caret(served: Any) -> None:  # noqa: ANN401 - the same
    """A language server finds the preview, and shows the line of the caret in it."""
    served.proven("en")
    content = served.folder / "content" / "resume.en.yaml"
    document = {"uri": content.as_uri(), "languageId": "yaml", "version": 1}
    text = content.read_text(encoding="utf-8")
    at = {"textDocument": document, "position": {"line": 2, "character": 0}}
    place = {"start": at["position"], "end": at["position"]}
    whole = {"textDocument": document, "range": place, "context": {"diagnostics": []}}
    asked = [
        ("initialize", {"processId": None, "capabilities": {}}),
        ("textDocument/didOpen", {"textDocument": document | {"text": text}}),
        ("textDocument/documentHighlight", at),
        ("textDocument/codeAction", whole),
    ]
    command = [sys.executable, "-m", "cvtex", "lsp"]
    with (
        served.stream() as stream,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run,
    ):
        assert run.stdin
        assert run.stdout
        for number, (method, params) in enumerate(asked):
            run.stdin.write(_message(number, method, params))
        run.stdin.flush()
        assert any(line.startswith(b"event: caret") for line in stream)
        shown = json.loads(stream.readline().removeprefix(b"data: "))
        answers = b""
        while b"Show in the preview" not in answers:
            answer = os.read(run.stdout.fileno(), 1 << 16)
            assert answer
            answers += answer
        run.communicate(_message(4, "shutdown", None) + _message(None, "exit", None))

    assert shown == {"file": "content/resume.en.yaml", "line": 3, "editions": ["en"]}
    assert (served.folder / "out/.build/.preview").stat().st_mode & 0o777 == 0o600
    assert served.post("caret", file="/etc/passwd", line=1)[0] == 404


def test_browser_gone(served: Any) -> None:  # noqa: ANN401 - the same
    """Browsers that go away in the midst of a page leave the preview as it was."""
    for _ in range(20):
        with served.stream() as stream:
            stream.readline()
    assert served.proven("en")["pages"]


def test_trial(served: Any) -> None:  # noqa: ANN401 - the same
    """A look that is tried is shown and not published; the button writes it, then it is."""
    before = served.proven("en")
    pdf, editions = served.folder / "out" / "en.pdf", served.folder / "content" / "editions.yaml"
    was, text = pdf.read_bytes(), editions.read_text(encoding="utf-8")
    looks = {"accent": "#7a1f2b", "paper": "", "font_size": "", "pages": "1"}

    refused = served.post("try", edition="en", theme="nowhere", **looks)
    begun = served.post("try", edition="en", theme="modern", **looks)
    tried = served.until("en", lambda one: one["tried"] and one["state"] == "proven")
    published = pdf.read_bytes()
    unchanged = editions.read_text(encoding="utf-8")
    written = served.post("write", edition="en")
    after = served.proven("en")

    assert refused == (409, "there is no theme `nowhere`")
    assert begun == written == (204, "")
    assert tried["pages"] != before["pages"]
    assert tried["published"] == "en.pdf"
    assert (published, unchanged) == (was, text)
    assert after["looks"] == tried["looks"]
    assert after["pages"] == tried["pages"]
    assert pdf.read_bytes() != was
    assert "design: {accent: 7A1F2B}" in editions.read_text(encoding="utf-8")


def test_mistake(served: Any) -> None:  # noqa: ANN401 - the same
    """A mistake is shown with its place, beside the last good pages, until it is corrected."""
    before = served.proven("zh")
    content = served.folder / "content" / "resume.zh.yaml"
    text = content.read_text(encoding="utf-8")

    content.write_text(text.replace("name:", "nam:", 1), encoding="utf-8")
    failed = served.until("zh", lambda one: one["state"] == "failed")
    content.write_text(text, encoding="utf-8")
    after = served.proven("zh")

    line = 1 + next(at for at, line in enumerate(text.splitlines()) if line.startswith("name:"))
    places = [(one["file"], one["line"], one["code"]) for one in failed["findings"]]
    assert ("content/resume.zh.yaml", line, "key-unknown") in places
    assert failed["pages"] == before["pages"] == after["pages"]


@pytest.mark.long
def test_port_in_use(served: Any) -> None:  # noqa: ANN401 - the same
    """A port in use is an error, in a line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "cvtex", "preview", "--no-open", "--port", port]
        ran = subprocess.run(
            command, cwd=served.folder, capture_output=True, text=True, check=False
        )

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"cvtex: port {port} can't be used: address already in use")
