"""Keeps compiled templates in the person's cache: compiling takes as long as writing a résumé."""

from __future__ import annotations

import contextlib
import os
import sys
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache, __version__
from jinja2.bccache import Bucket

from cvtex.files import cache_folder, delete_unused, replace

_MOST = 32
"""Compiled templates that are kept, 20 KB each."""
_SUM = sha256().digest_size


class Compiled(BytecodeCache):
    """A file for each template and each program that compiled it.

    It begins with the SHA-256 of the rest, which is code: what is damaged is never run. Jinja
    compares the template's source itself.
    """

    def __init__(self, environment: Path) -> None:
        """Take the file that sets the syntax and the filters, which the code depends on."""
        self._made_by = f"{__version__} {sys.version} ".encode() + environment.read_bytes()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, if it is there and whole."""
        with contextlib.suppress(OSError):
            if path := self._path(bucket):
                data = path.read_bytes()
                if data[:_SUM] == sha256(data[_SUM:]).digest():
                    bucket.bytecode_from_string(data[_SUM:])
                    os.utime(path)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, if the cache can be written."""
        with contextlib.suppress(OSError):
            if path := self._path(bucket):
                path.parent.mkdir(parents=True, exist_ok=True)
                delete_unused(path.parent, "*.jinja", _MOST - 1)
                code = bucket.bytecode_to_string()
                replace(path, sha256(code).digest() + code)

    def _path(self, bucket: Bucket) -> Path | None:
        try:
            folder = cache_folder()
        except RuntimeError:  # there is no home
            return None
        name = sha256(bucket.key.encode() + self._made_by).hexdigest()[:16]
        return folder and folder / f"{name}.jinja"
