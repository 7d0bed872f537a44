"""How long the language server takes for a keystroke: `python benchmarks/editor.py [EDITS]`.

A client edits the English résumé of this project, in a folder by itself, and waits for the findings
each time. Printed are the processor time of the server for one edit, also as a multiple of that of
`python -c pass`, and the median time from an edit to its findings, with the pause of 30 ms in it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from start import cpu_time as cpu_time_of

PASS = [sys.executable, "-c", "pass"]
CONTENT = Path(__file__).parents[1] / "content/resume.en.yaml"


async def main(edits: int) -> None:
    """Measure a number of edits, after ten that warm the server up."""
    client, found = LanguageClient("benchmark", "1"), asyncio.Event()

    def publish(params: types.PublishDiagnosticsParams) -> None:
        del params
        found.set()

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "resume.en.yaml")
        text = CONTENT.read_text(encoding="utf-8")
        file.write_text(text, encoding="utf-8")  # noqa: ASYNC240 - nothing else waits
        await client.start_io(sys.executable, "-m", "cvtex", "lsp")
        await client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(), root_uri=Path(folder).as_uri())
        )
        client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(file.as_uri(), "yaml", 0, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await found.wait()
        server = client._server  # noqa: SLF001 - the process has no other name
        if server is None:
            raise SystemExit("the server did not start")
        waits: list[float] = []
        for number in range(1, edits + 11):
            if number == 11:  # noqa: PLR2004 - warm
                before = cpu_time(server.pid)
            found.clear()
            start = time.perf_counter()
            document = types.VersionedTextDocumentIdentifier(version=number, uri=file.as_uri())
            change = types.TextDocumentContentChangeWholeDocument(f"{text}# {number}\n")
            client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
            await found.wait()
            waits.append(time.perf_counter() - start)
        spent = (cpu_time(server.pid) - before) / edits
        await client.shutdown_async(None)
        client.exit(None)
        await server.wait()
        await client.stop()  # type: ignore[no-untyped-call]  # pygls gives it no types
    wait = statistics.median(waits[10:])
    print(f"{os.cpu_count()} cores, {edits} edits of {len(text):,} characters")
    python = statistics.median(cpu_time_of(PASS, CONTENT.parent) for _ in range(15))
    print(f"processor time of an edit: {spent / python:.1f}  ({1000 * spent:.0f} ms)")
    print(f"from the edit to its findings: {1000 * wait:.0f} ms")


def cpu_time(pid: int) -> float:
    """Return the seconds of processor time that a process has taken, on Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
