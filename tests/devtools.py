"""A browser that a test clicks in: Chromium's DevTools protocol, over a pipe."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from browser import AXE, BROWSER, QUIET

_END = b"\0"

# The protocol has its pipes at 3 and 4, where these ends may be already, in the other order.
_EXEC = """if True:
    import fcntl, os, sys
    ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
    for number, end in enumerate(ends, 3):
        os.dup2(end, number)
    os.execvp(sys.argv[3], sys.argv[3:])
"""


class Page:
    """A page in a browser; `ask` waits for what a script promises."""

    def __init__(self, reads: int, writes: int) -> None:
        """Use the ends of the browser's pipes, and open a tab."""
        self._reads, self._writes = os.fdopen(reads, "rb"), os.fdopen(writes, "wb")
        self._number, self._session = 0, ""
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        attached = self.do("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]

    def do(self, method: str, **parameters: object) -> dict[str, Any]:
        """Return the answer to a command of the protocol."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        self._writes.write(json.dumps(command).encode() + _END)
        self._writes.flush()
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def ask(self, script: str) -> Any:  # noqa: ANN401 - JSON
        """Return what the body of an asynchronous function returns in the page."""
        expression = f"(async () => {{ {script} }})()"
        found = self.do(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        self.ask(f"""while (!({condition})) {{
            await new Promise(resolve => setTimeout(resolve, 30));
        }}""")

    def open(
        self, address: str, *, width: int = 1280, height: int = 800, dark: bool = False
    ) -> None:
        """Open an address in a window of a size."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.do("Emulation.setEmulatedMedia", features=[scheme])
        self.do("Page.enable")
        self.do("Page.navigate", url=address)
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def click(self, x: float, y: float) -> None:
        """Press and release the mouse at a point of the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.do(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="left",
                clickCount=1,
            )

    def press(self, key: str) -> None:
        """Press and release a key, such as ArrowDown."""
        for kind in ("keyDown", "keyUp"):
            self.do("Input.dispatchKeyEvent", type=kind, key=key)

    def picture(self) -> bytes:
        """Return what is seen, as a PNG."""
        return base64.b64decode(self.do("Page.captureScreenshot")["data"])

    def violations(self) -> list[Any]:
        """Return what axe-core finds against WCAG 2.2 AA and its own best practice."""
        axe = Path(AXE or "").read_text(encoding="utf-8")
        self.do("Runtime.evaluate", expression=axe)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.ask(f"""
            const options = {{runOnly: {{type: "tag", values: {tags}}}}};
            const {{passes, violations}} = await axe.run(document, options);
            const places = one => one.nodes.map(node => node.html);
            return [passes.length, violations.map(one => [one.id, places(one)])];
        """)
        assert found[0] > 15
        return list(found[1])

    def _message(self) -> dict[str, Any]:
        text = bytearray()
        while (byte := self._reads.read(1)) != _END:
            assert byte, "the browser has ended"
            text += byte
        return dict(json.loads(text))


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Yield a page in a browser of its own, which ends with the test."""
    reads, its_writes = os.pipe()
    its_reads, writes = os.pipe()
    command = [str(BROWSER), *QUIET, f"--user-data-dir={profile}", "--remote-debugging-pipe"]
    shell = [sys.executable, "-c", _EXEC, str(its_reads), str(its_writes), *command]
    with subprocess.Popen(
        shell,
        pass_fds=(its_reads, its_writes),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        os.close(its_reads)
        os.close(its_writes)
        try:
            yield Page(reads, writes)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
