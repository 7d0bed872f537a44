"""Refuses requests that do not come from the page itself.

Every address begins with a random token, and only requests with the server's own Host and Origin
are answered: another site that the browser shows can neither read nor change anything (DNS
rebinding, cross-site requests). The page loads nothing from elsewhere.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """An ASGI application in front of another one."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        """Guard the addresses below `/<token>/` at a port of 127.0.0.1."""
        self._app, self._token, self._host = app, token, f"127.0.0.1:{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
            await send(message)

        status, reason = self._refusal(scope)
        app = PlainTextResponse(reason, status) if status else self._app
        await app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        """Return the status and the reason of a refusal; 0 for a request of the page."""
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return 421, "this server answers only requests to its own address"
        origins = headers.getlist("origin")
        needed = [] if scope["method"] in ("GET", "HEAD") and not origins else [self._origin]
        if origins != needed:
            return 403, "this comes from another site"
        _, token, *_ = f"{scope['path']}/".split("/")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return 404, "open the address that cvtex preview has printed, with its token"
        return 0, ""

    @property
    def _origin(self) -> str:
        return f"http://{self._host}"
