"""A preview that runs, as a person starts it, and what a browser asks of it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

_PATIENCE = 600.0
"""Seconds after which a request that is not answered fails."""


@dataclass(frozen=True)
class Served:
    """A preview of a small project, at an address with a token."""

    folder: Path
    address: str
    editor: Path

    @property
    def port(self) -> int:
        """The port of the server."""
        return urlsplit(self.address).port or 0

    def ask(
        self, path: str, method: str = "GET", body: object = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        """Return the status, the body and the headers of an answer; `path` is below the token."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        whole = path if path.startswith("/") else urlsplit(self.address).path + path
        connection.request(method, whole, None if body is None else json.dumps(body), given)
        answer = connection.getresponse()
        found = answer.status, answer.read(), {key.lower(): one for key, one in answer.getheaders()}
        connection.close()
        return found

    def post(self, path: str, **asked: object) -> tuple[int, str]:
        """Return the status and the body of the answer to what the page asks for."""
        origin = f"http://127.0.0.1:{self.port}"
        status, body, _ = self.ask(path, "POST", asked, Origin=origin)
        return status, body.decode()

    @contextmanager
    def stream(self) -> Iterator[http.client.HTTPResponse]:
        """Yield the stream of events."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", f"{urlsplit(self.address).path}events")
        try:
            yield connection.getresponse()
        finally:
            connection.close()

    def until(self, edition: str, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Return the first state of an edition in the stream that fulfils a condition."""
        with self.stream() as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            while line := answer.readline():
                if line.startswith(b"data: "):
                    editions = json.loads(line.removeprefix(b"data: "))["editions"]
                    found = next((one for one in editions if one["name"] == edition), None)
                    if found and condition(found):
                        return dict(found)
        pytest.fail("the stream has ended")

    def proven(self, edition: str) -> dict[str, Any]:
        """Return an edition when it is proven and read, and no trial stands in for it."""
        return self.until(
            edition,
            lambda one: one["state"] == "proven" and one["reading"] and not one["tried"],
        )


@pytest.fixture(scope="module")
def served(
    make_project: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Return a preview that runs; Ctrl-C ends it in order, with a browser still there."""
    home = tmp_path_factory.mktemp("served")
    project = make_project(home / "project")
    editor = home / "code"
    os.mkfifo(home / "opened")
    editor.write_text(f'#!/bin/sh\necho "$@" > {home / "opened"}\n', encoding="utf-8")
    editor.chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-m", "cvtex", "preview", "--no-open"],
        cwd=project.folder,
        env=os.environ | {"VISUAL": f"{editor} --wait", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        browser = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port or 0)
        browser.request("GET", f"{urlsplit(address).path}events")
        yield Served(project.folder, address, home / "opened")
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait() == 128 + signal.SIGINT
        browser.close()
