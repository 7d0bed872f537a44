"""doit's record of what was built, in the SQLite file that doit itself would use.

doit takes trouble with its file for a bug of its own, and ends in a traceback. A record that is
damaged costs no more than a build: it is begun anew. One that can't be written is said to be so. A
run reads it at the start and writes at the end, so that no run waits for another, and one with
nothing to do writes nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from doit.dependency import MD5Checker

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.report import Format, show

if TYPE_CHECKING:
    import sqlite3

# Seconds to wait for another run that writes.
_PATIENCE = 60.0

# What SQLite says where the file can't be had, whatever is in it: PERM, BUSY, LOCKED, READONLY,
# IOERR, CANTOPEN.
_OUT_OF_REACH = frozenset({3, 5, 6, 8, 10, 14})

Entry = dict[str, Any]


class Codec(Protocol):
    """Turns an entry into text and back."""

    def encode(self, data: Entry) -> str:
        """Return it as text."""

    def decode(self, data: str) -> Entry:
        """Read it. ValueError: it is none."""


class Record:
    """What doit knows of each task, as doit asks for it from a plugin of the kind BACKEND."""

    desc = "SQLite, told of in words when it can't be used"

    def __init__(self, name: str, codec: Codec, *, module_name: str | None = None) -> None:
        """Read a record, if there is one; `module_name` is for other backends of doit's."""
        del module_name
        self.name = name
        self.codec = codec
        self.written = self._read()
        self.entries = self._decoded()

    def get(self, task_id: str, dependency: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return a value of a task's, None if there is none."""
        return self.entries.get(task_id, {}).get(dependency)

    def set(self, task_id: str, dependency: str, value: Any) -> None:  # noqa: ANN401 - the same
        """Keep a value of a task's."""
        self.entries.setdefault(task_id, {})[dependency] = value

    def in_(self, task_id: str) -> bool:
        """Return whether there is anything of a task's."""
        return task_id in self.entries

    def remove(self, task_id: str) -> None:
        """Forget a task."""
        self.entries.pop(task_id, None)

    def remove_all(self) -> None:
        """Forget all tasks."""
        self.entries.clear()

    def dump(self) -> None:
        """Write what has changed, at once."""
        new = {task: self.codec.encode(entry) for task, entry in self.entries.items()}
        changed = [
            task for task in {**self.written, **new} if self.written.get(task) != new.get(task)
        ]
        if not changed:
            return
        import sqlite3  # noqa: PLC0415 - as below

        try:
            with closing(self._open()) as record, record:
                record.execute(
                    "create table if not exists doit"
                    " (task_id text not null primary key, task_data json)"
                )
                record.executemany(
                    "delete from doit where task_id = ?", [(one,) for one in changed]
                )
                record.executemany(
                    "insert into doit values (?, ?)",
                    [(one, new[one]) for one in changed if one in new],
                )
        except sqlite3.Error as error:
            self._give_up(f"can't write `{self.name}`: {error}")

    def _read(self) -> dict[str, str]:
        """Return what is written of each task."""
        import sqlite3  # noqa: PLC0415 - a project that was never built has no need of it

        if not Path(self.name).exists():
            return {}
        try:
            with closing(self._open()) as record:
                return dict(record.execute("select task_id, task_data from doit"))
        except sqlite3.DatabaseError as error:
            if "no such table" in str(error):  # its maker was killed
                return {}
            # The lowest byte is the kind (SQLite, result codes); Python's own errors have none.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUT_OF_REACH:
                self._give_up(f"can't read `{self.name}`: {error}")
            self._begin_anew(error)
        return {}

    def _decoded(self) -> dict[str, Entry]:
        try:
            return {task: dict(self.codec.decode(data)) for task, data in self.written.items()}
        except (ValueError, TypeError) as error:
            self._begin_anew(error)
        self.written = {}
        return {}

    def _open(self) -> sqlite3.Connection:
        import sqlite3  # noqa: PLC0415 - the same

        return sqlite3.connect(self.name, timeout=_PATIENCE)

    def _begin_anew(self, reason: Exception) -> None:
        try:
            Path(self.name).unlink(missing_ok=True)
        except OSError as error:
            self._give_up(f"can't delete `{self.name}`, which is damaged: {error.strerror}")
        message = f"doit's record was damaged and is recreated; everything is built again: {reason}"
        finding = Diagnostic(Code.RECORD_LOST, message, Span(Path(self.name)))
        show([finding], Format.TEXT, sys.stderr)

    def _give_up(self, message: str) -> None:
        hint = "the PDFs are as they should be; without it the next run builds anew"
        show([Diagnostic(Code.OUTPUT, message, hint=hint)], Format.TEXT, sys.stderr)
        raise SystemExit(1)


class Digests(MD5Checker):  # type: ignore[misc]  # doit has no types
    """Tells by its digest whether a file has changed; one that can't be read has."""

    def check_modified(self, file_path: str, file_stat: os.stat_result, state: Any) -> bool:  # noqa: ANN401 - doit's own
        """Return whether a file is other than it was; the task that reads it says why it can't."""
        try:
            return bool(super().check_modified(file_path, file_stat, state))
        except OSError:
            return True
