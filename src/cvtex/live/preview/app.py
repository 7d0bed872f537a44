"""The server of the preview: a page, its pictures and its events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from cvtex.design.looks import Looks, theme_folders
from cvtex.design.theme import describe_theme, load_design
from cvtex.document import Design
from cvtex.live.announced import CARET
from cvtex.live.preview.board import Board
from cvtex.live.preview.editor import open_at
from cvtex.live.preview.guard import Guard
from cvtex.live.preview.sources import source_lines, sources
from cvtex.live.preview.trials import Trials, read_wish
from cvtex.live.preview.writing import write_back
from cvtex.paths import EDITIONS

_FOLDER = Path(__file__).parent / "page"
_KINDS = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
_BEAT = 15.0
"""Seconds after which a comment is sent to a browser that may have gone away."""

_LONGEST = 1 << 16
"""Bytes that a request may have."""


class Preview:
    """What the addresses of the server do; `look` makes the watch look at once."""

    def __init__(self, board: Board, trials: Trials, look: Callable[[], None]) -> None:
        """Serve what is on a board."""
        self._board, self._trials, self._look = board, trials, look

    async def asset(self, request: Request) -> Response:
        """Return a file of the page."""
        name = request.path_params.get("name") or "index.html"
        file = next((one for one in _FOLDER.iterdir() if one.name == name), None)
        if not file or file.suffix not in _KINDS:
            return PlainTextResponse("no such file", 404)
        return FileResponse(file, media_type=_KINDS[file.suffix])

    async def events(self, _: Request) -> Response:
        """Stream the state of the board."""
        return StreamingResponse(_events(self._board), media_type="text/event-stream")

    async def picture(self, request: Request) -> Response:
        """Return the picture of a page, by its digest."""
        wanted = request.path_params["digest"]
        pages = self._board.shown(request.path_params["edition"]).pages
        found = next((page for page in pages if page.digest == wanted), None)
        if not found:
            return PlainTextResponse("no such page", 404)
        return Response(found.png, media_type="image/png")

    async def download(self, request: Request) -> Response:
        """Return the last proven PDF of an edition."""
        pdf = self._board.published(request.path_params["edition"])
        if not pdf or not pdf.is_file():
            return PlainTextResponse("there is no proven PDF yet", 404)
        return FileResponse(pdf, filename=pdf.name)

    async def themes(self, _: Request) -> Response:
        """Return the themes, with what each says of itself and its accent."""
        return JSONResponse(await asyncio.to_thread(_themes))

    async def files(self, _: Request) -> Response:
        """Return the names of the files that can be shown."""
        return JSONResponse([*map(str, self._sources())])

    async def source(self, request: Request) -> Response:
        """Return the lines of a file of an edition."""
        file = Path(request.query_params.get("file", ""))
        if file not in self._sources():
            return PlainTextResponse("this is not a file of an edition", 404)
        return JSONResponse(source_lines(file))

    async def edit(self, request: Request) -> Response:
        """Open a file of an edition in the editor."""
        asked = await _asked(request)
        file, line, column = (asked.get(key) for key in ("file", "line", "column"))
        if not isinstance(file, str) or Path(file) not in self._sources():
            return PlainTextResponse("this is not a file of an edition", 404)
        if not isinstance(line, int) or not isinstance(column, int):
            return PlainTextResponse("the line and the column are numbers", 400)
        return _done(lambda: open_at(Path(file), max(1, line), max(1, column)))

    async def caret(self, request: Request) -> Response:
        """Show the line of a file of an edition on which the caret of an editor is."""
        asked = await _asked(request)
        file, line = asked.get("file"), asked.get("line")
        if not isinstance(file, str) or Path(file) not in self._sources():
            return PlainTextResponse("this is not a file of an edition", 404)
        if not isinstance(line, int):
            return PlainTextResponse("the line is a number", 400)
        self._board.point(Path(file), max(1, line))
        return Response(status_code=204)

    async def front(self, request: Request) -> Response:
        """Build an edition before the others from now on."""
        self._trials.front(str((await _asked(request)).get("edition")))
        return Response(status_code=204)

    async def try_(self, request: Request) -> Response:
        """Try other looks for an edition."""
        asked = await _asked(request)
        edition = self._trials.edition(str(asked.get("edition")))
        if not edition:
            return PlainTextResponse("there is no such edition", 404)
        done = _done(lambda: self._board.begin(edition.name, read_wish(edition, asked)))
        self._renew()
        return done

    async def discard(self, request: Request) -> Response:
        """Go back to the looks in the file."""
        self._trials.end(str((await _asked(request)).get("edition")))
        self._renew()
        return Response(status_code=204)

    async def write(self, request: Request) -> Response:
        """Write what is tried for an edition to the file of the editions."""
        name = str((await _asked(request)).get("edition"))
        edition, wish = self._trials.edition(name), self._trials.tried(name)
        if not edition or not wish:
            return PlainTextResponse("there is no trial for this edition", 404)
        done = _done(lambda: write_back(edition, wish))
        self._renew()
        return done

    def _sources(self) -> list[Path]:
        return sources(self._trials.editions(), self._board.files())

    def _renew(self) -> None:
        self._look()
        self._board.changed()


def create_app(preview: Preview, token: str, port: int) -> ASGIApp:
    """Return the server of a preview, at `http://127.0.0.1:<port>/<token>/`."""
    routes = [
        Route("/", preview.asset),
        Route("/events", preview.events),
        Route("/page/{edition}/{digest}.png", preview.picture),
        Route("/pdf/{edition}", preview.download),
        Route("/themes", preview.themes),
        Route("/files", preview.files),
        Route("/source", preview.source),
        *(
            Route(path, does, methods=["POST"])
            for path, does in (
                ("/edit", preview.edit),
                (f"/{CARET}", preview.caret),
                ("/front", preview.front),
                ("/try", preview.try_),
                ("/discard", preview.discard),
                ("/write", preview.write),
            )
        ),
        Route("/{name}", preview.asset),
    ]
    return Guard(Starlette(routes=[Mount(f"/{token}", routes=routes)]), token, port)


async def _asked(request: Request) -> dict[str, Any]:
    """Return what a request asks for; nothing if that can't be read."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return {}
    try:
        asked = json.loads(body)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def _themes() -> dict[str, dict[str, str]]:
    folders = theme_folders(EDITIONS.parent)
    home = EDITIONS.parent
    designs = {name: load_design(Looks(name), home).value or Design() for name in folders}
    return {
        name: {"about": describe_theme(folders[name]), "accent": designs[name].accent}
        for name in sorted(folders)
    }


def _done(do: Callable[[], None]) -> Response:
    """Return what became of an attempt; the person reads why one failed."""
    try:
        do()
    except ValueError as error:
        return PlainTextResponse(str(error), 409)
    return Response(status_code=204)


async def _events(board: Board) -> AsyncIterator[str]:
    """Yield the state of the board after each change, as server-sent events (HTML, 9.2).

    The line of the caret is an event of its own.
    """
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    end = board.listen(lambda: loop.call_soon_threadsafe(changed.set))
    known, (seen, _) = "", board.caret()
    try:
        while not board.closed:
            if (state := board.snapshot()) != known:
                known = state
                yield f"data: {state}\n\n"
            number, caret = board.caret()
            if number != seen:
                seen = number
                yield f"event: caret\ndata: {caret}\n\n"
            try:
                await asyncio.wait_for(changed.wait(), _BEAT)
            except TimeoutError:
                yield ": still here\n\n"
            changed.clear()
    finally:
        end()
