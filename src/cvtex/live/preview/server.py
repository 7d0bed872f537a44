"""Runs the preview: the server in the main thread, the watch in another one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import uvicorn

from cvtex.live.announced import announced
from cvtex.live.events import Event
from cvtex.live.preview.app import Preview, create_app
from cvtex.live.preview.board import Board
from cvtex.live.preview.trials import Trials
from cvtex.live.watching import Watch

_PATIENCE = 10.0
"""Seconds for which the end of a build is awaited."""


def serve(
    names: list[str],
    listener: socket.socket,
    token: str,
    tell: Callable[[Event], None],
) -> None:
    """Watch the named editions, by default all, and serve a page until a signal comes.

    `listener` is a socket of 127.0.0.1; `tell` is called with each event, in the watch's thread.
    """
    port = listener.getsockname()[1]
    trials = Trials()
    board, watch = Board(trials), Watch(names, trials.stand_in)
    preview = Preview(board, trials, watch.look)
    app = create_app(preview, token, port)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False
    )
    server = _Server(config, board)

    def follow() -> None:
        try:
            for event in watch.events():
                board.tell(event)
                tell(event)
        except BaseException as error:  # noqa: BLE001 - raised in the main thread
            failure.append(error)
        server.should_exit = True

    failure: list[BaseException] = []
    thread = threading.Thread(target=follow, name="watch", daemon=True)
    thread.start()
    try:
        with announced(f"http://127.0.0.1:{port}/{token}/"):
            server.run(sockets=[listener])
    finally:
        watch.stop()
        thread.join(_PATIENCE)
    if failure:
        raise failure[0]


class _Server(uvicorn.Server):
    """A server that ends its streams when it ends: browsers keep them open."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self._board = board

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the server."""
        self._board.close()
        await super().shutdown(sockets)
