"""Good files, spoilt in every way: there is always an answer, soon, and in little memory.

With CVTEX_LONG many more are tried, and files are as huge as they may be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.build.check import check_content
from cvtex.diagnostics import Diagnostic
from cvtex.source.encoding import unicode_of
from cvtex.source.file import SIZE_MAX

SECONDS_MAX = 2.0
MEMORY_MAX = 300 * 2**20

CHECKOUT = Path(__file__).parents[3]


def _example() -> bytes:
    """Return the example of the schema's page."""
    page = (CHECKOUT / "docs" / "schema.md").read_text(encoding="utf-8")
    return page.rpartition("```yaml\n")[2].partition("```")[0].encode()


GOOD = [
    *(path.read_bytes() for path in sorted((CHECKOUT / "tests" / "people").glob("*.yaml"))),
    *(path.read_bytes() for path in sorted((CHECKOUT / "content").glob("resume.*.yaml"))),
    _example(),
]

INSERTED = [
    *(
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ": ",
        " #",
        "#1",
        "- ",
        "? ",
        "|",
        ">",
        "&a ",
        "*a",
        "!a ",
        "@",
    ),
    *("\t", "\u3000", "\xa0", "\ufeff", "\x00", "\u2028", "\x85"),
    *("\r", "---\n", "...\n", "%a\n"),
    *("：", "“", "\\", '"\\q"', "<<: *a\n", ":", "-", ",", "`", "\n", "\n\n    ", "é", "张", "😀"),
]
ENCODINGS = ["gbk", "gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"]

Mutation = Callable[[bytes], bytes]


def _at(content: bytes, place: float) -> int:
    return int(place * len(content))


@st.composite
def _of_bytes(draw: st.DrawFn) -> Mutation:
    """Draw what is done to a few bytes: one flipped, some inserted, the rest cut off."""
    place = draw(st.floats(0, 1, exclude_max=True))
    kind = draw(st.sampled_from(["flip", "insert", "insert", "cut"]))
    byte, text = draw(st.integers(0, 255)), draw(st.sampled_from(INSERTED))

    def mutate(content: bytes) -> bytes:
        at = _at(content, place)
        if kind == "cut":
            return content[:at]
        put = bytes([byte]) if kind == "flip" else text.encode()
        return content[:at] + put + content[at + (kind == "flip") :]

    return mutate


@st.composite
def _of_lines(draw: st.DrawFn) -> Mutation:
    """Draw what is done to a line: cut, doubled, swapped, moved to the right or to the left."""
    place, other = draw(st.tuples(*[st.floats(0, 1, exclude_max=True)] * 2))
    kind = draw(st.sampled_from(["cut", "double", "swap", "indent", "tab", "outdent", "join"]))

    def mutate(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True) or [b""]
        at, to = int(place * len(lines)), int(other * len(lines))
        line = lines[at]
        if kind == "swap":
            lines[at], lines[to] = lines[to], line
        lines[at] = {
            "cut": b"",
            "double": line * 2,
            "indent": b" " + line,
            "tab": b"\t" + line.lstrip(),
            "outdent": line.removeprefix(b" "),
            "join": line.rstrip(),
        }.get(kind, lines[at])
        return b"".join(lines)

    return mutate


@st.composite
def _of_encoding(draw: st.DrawFn) -> Mutation:
    """Draw an encoding, or line ends, that the whole is written in."""
    encoding = draw(st.sampled_from([*ENCODINGS, "\r\n", "\r"]))

    def mutate(content: bytes) -> bytes:
        if encoding.isspace():
            return content.replace(b"\n", encoding.encode())
        return content.decode("utf-8", "replace").encode(encoding, "replace")

    return mutate


spoilt = st.builds(
    lambda content, mutations: [content := mutate(content) for mutate in mutations][-1],
    st.sampled_from(GOOD),
    st.lists(
        _of_bytes() | _of_bytes() | _of_lines() | _of_lines() | _of_encoding(),
        min_size=1,
        max_size=4,
    ),
)


def _told(path: Path) -> tuple[Diagnostic, ...]:
    """Return what is found in a file, in which there is nothing to be found that can't be shown."""
    start = time.process_time()
    checked = check_content(path)
    taken = time.process_time() - start

    assert taken < SECONDS_MAX
    assert checked.value is not None or checked.diagnostics
    assert all(finding.message and finding.span for finding in checked.diagnostics)
    return checked.diagnostics


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where spoilt files are written, one over another."""
    return tmp_path_factory.mktemp("spoilt") / "resume.yaml"


@given(content=spoilt)
def test_spoilt(file: Path, content: bytes) -> None:
    """A file that was good is read or has findings, each in a line that it has."""
    file.write_bytes(content)
    lines = unicode_of(content).decode(content, "replace")
    count = 1 + sum(lines.count(end) for end in "\n\r\x85\u2028\u2029")

    for finding in _told(file):
        assert finding.span
        assert 0 <= finding.span.line <= count


def _bomb(levels: int, value: str) -> str:
    """Return aliases that each stand for ten of the one before."""
    return "a0: &a0 [x]\n" + "".join(
        f"a{level}: &a{level} {value.format(', '.join([f'*a{level - 1}'] * 10))}\n"
        for level in range(1, levels)
    )


# A part of what a file may have, but at night all.
MOST = SIZE_MAX - 100 if "CVTEX_LONG" in os.environ else SIZE_MAX // 96
HUGE: dict[str, str] = {
    "billion laughs": _bomb(12, "[{}]"),
    "billion merges": "a0: &a0 {x: y}\n" + _bomb(12, "{{<<: [{}]}}").partition("\n")[2],
    "chain of merges": "a0: &a0 {x: y}\n"
    + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: v}}\n" for n in range(1, 400)),
    "nested brackets": "[" * 100_000 + "]" * 100_000,
    "nested braces": "{a: " * 100_000 + "}" * 100_000,
    "nested items": "- " * 100_000,
    "nested lines": "".join(" " * depth + "-\n" for depth in range(1_000)),
    "nested keys": "".join(" " * depth + "a:\n" for depth in range(1_000)),
    "one line": "a: " + "x" * MOST,
    "one key": "x" * MOST + ": y",
    "many keys": "".join(f"k{number}: v\n" for number in range(MOST // 12)),
    "one key very often": "a: b\n" * (MOST // 5),
    "long list": "a: [" + "x, " * (MOST // 3) + "]",
    "long mapping": "{" + ", ".join(f'"k{number}": v' for number in range(MOST // 15)) + "}",
    "lines of text": "a: b\n" + "  c\n" * (MOST // 4),
    "items in a text": "a: b\n" + "  - c\n" * (MOST // 6),
    "tabs": "a:\n" + "\tb: c\n" * (MOST // 6),
    "some tabs": "a:\n" + "\tb: c\n" * (MOST // 25),
    "mended lines": "- @a\n" * (MOST // 5),
    "fewer mended lines": "- @a\n" * (MOST // 50),
    "colons": "a: " + "b: " * (MOST // 3),
    "comments": "a: b" + " #1" * (MOST // 3),
    "escapes": 'a: "' + "\\q" * (MOST // 2) + '"',
    "anchors": "".join(f"- &a{number} x\n" for number in range(MOST // 14)),
    "unused anchors": "".join(f"- &a{number} x\n" for number in range(19_000)),
    "aliases": "- &a x\n" + "- *a\n" * (MOST // 5),
}
OFTEN = [
    *("[", "{", "]", "- ", '"', "&a ", "*a ", "!a ", "? ", ": ", "%", "@", "<<: ", "[x]", "a: |\n"),
    *("---\n", "- -\n", "a:\n", "\n", "\r", "\t", "\x07", "\u3000", "a:b\n", "😀"),
]
HUGE |= {f"{mark!r} very often": mark * (MOST // len(mark.encode())) for mark in OFTEN}
_BATCH = """
import json, re, resource, sys, time
from pathlib import Path
from cvtex.build.check import check_content

seconds = {}
for name in sys.argv[1:]:
    start = time.process_time()
    found = check_content(Path(name)).diagnostics
    seconds[name] = time.process_time() - start if found else -1
status = Path("/proc/self/status")  # what getrusage tells on Linux, a parent may have needed
peak = re.search("VmHWM:(.*)kB", status.read_text()) if status.exists() else None
usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
memory = int(peak[1]) * 1024 if peak else usage * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": seconds, "memory": memory}))
"""


def test_huge(tmp_path: Path) -> None:
    """A file that is made to take forever, or all memory, is answered soon and takes little."""
    names = {}
    for number, (name, source) in enumerate(HUGE.items()):
        path = tmp_path / f"{number}.yaml"
        path.write_text(source, encoding="utf-8", newline="")
        assert path.stat().st_size <= SIZE_MAX
        names[str(path)] = name
    for size in (SIZE_MAX + 1, 50 * 2**20):
        path = tmp_path / f"{size}.yaml"
        with path.open("wb") as file:
            file.truncate(size)
        names[str(path)] = f"{size} bytes"
    ran = subprocess.run(
        [sys.executable, "-c", _BATCH, *names], check=True, capture_output=True, text=True
    )
    told = json.loads(ran.stdout)

    assert len(told["seconds"]) == len(names)
    assert {names[path]: taken for path, taken in told["seconds"].items() if taken < 0} == {}
    assert {
        names[path]: taken for path, taken in told["seconds"].items() if taken > SECONDS_MAX
    } == {}
    assert told["memory"] < MEMORY_MAX
