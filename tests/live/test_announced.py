"""A language server finds a preview by its address, which is in a file of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.live.announced import address_of, show_caret


def _write(project: Path, address: str) -> None:
    file = project / "out/.build/.preview"
    file.parent.mkdir(parents=True)
    file.write_text(address, "utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1:80/token/",
        "http://127.0.0.1:80@evil.example/token/",
        "http://127.0.0.1:abc/token/",
        "http://[",
    ],
)
def test_elsewhere(tmp_path: Path, address: str) -> None:
    """Only an address of this machine counts: the file may have come with the project."""
    _write(tmp_path, address)

    assert address_of(tmp_path) == ""


@pytest.mark.parametrize("port", [1, 99999])
def test_no_answer(tmp_path: Path, port: int) -> None:
    """A preview that was killed leaves its address, and shows nothing."""
    _write(tmp_path, address := f"http://127.0.0.1:{port}/to-ken_1/")

    assert address_of(tmp_path) == address
    assert not show_caret(tmp_path, tmp_path / "content/resume.en.yaml", 1)
