"""Reads a job advertisement: a text, a page of the web that was saved, or a PDF."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.encoding import unicode_of

LARGEST = 5_000_000
"""The most bytes that a file may have."""

_UNSEEN = {"script", "style", "template", "noscript", "title"}


def read_advert(file: Path) -> Checked[str]:
    """Return the text of an advertisement, or why it can't be read."""
    try:
        if not file.is_file():
            what = "this is not an ordinary file" if file.exists() else "there is no such file"
            return _wrong(file, Code.FILE_MISSING, what)
        size = file.stat().st_size
        if size > LARGEST:
            message = f"the file has {size:,} bytes, and an advertisement at most {LARGEST:,}"
            return _wrong(file, Code.FILE_TOO_LARGE, message)
        data = file.read_bytes() if size else b""  # some files in /proc have no size and block
    except OSError as error:
        return _wrong(file, Code.FILE_UNREADABLE, (error.strerror or str(error)).lower())
    if data.startswith(b"%PDF-"):
        return _of_pdf(file)
    try:
        text = unicode_of(data).decode(data)
    except UnicodeDecodeError:
        message = "the file is not UTF-8"
        return _wrong(file, Code.FILE_ENCODING, message, "save the advertisement as UTF-8")
    if file.suffix.lower() in {".html", ".htm", ".xhtml"} or "<html" in text[:1000].lower():
        text = _of_html(text)
    return _not_empty(text, file)


def _of_pdf(file: Path) -> Checked[str]:
    from cvtex.verify.readback.readers import read_written  # noqa: PLC0415 - few are PDFs

    pages = read_written(file)
    if pages.value is None:
        return failed(*(replace(finding, span=Span(file)) for finding in pages.diagnostics))
    return _not_empty("\n".join(pages.value), file)


def _of_html(text: str) -> str:
    reader = _VisibleText()
    reader.feed(text)
    reader.close()
    return "".join(reader.texts)


class _VisibleText(HTMLParser):
    """Keeps what a person sees of a page, each element on a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.texts.append("\n")
        if tag in _UNSEEN:
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("\n")
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


def _not_empty(text: str, file: Path) -> Checked[str]:
    if not text.strip():
        hint = "a scanned advertisement has no text: copy it into a text file"
        return _wrong(file, Code.CONTENT_EMPTY, "there is no text in this file", hint)
    return Checked(text)


def _wrong(file: Path, code: Code, message: str, hint: str = "") -> Checked[str]:
    return failed(Diagnostic(code, message, Span(file), hint))
