"""What people and machines get from the PDFs stays as it is, whatever changes within the program.

Frozen are the editions of `content/` and the samples of `cvtex new`: `goldens/NAME.txt` has the
text, tags and links as poppler reads them, `goldens/NAME-PAGE.png` a small grey picture of each
page as PDFium paints it. `CVTEX_RENEW=1 ./bootstrap pytest tests/net` renews them; read the
difference in Git like any other. (`tests/broken` has the findings in the same
way, beside the lines that cause them.)
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from cvtex.editions.settings import read_editions

if TYPE_CHECKING:
    from cvtex.editions.settings import Edition
    from made import Made

GOLDENS = Path(__file__).parent / "goldens"
TOOLS = GOLDENS / "tools.txt"
RENEW = "CVTEX_RENEW" in os.environ
HOW = "CVTEX_RENEW=1 ./bootstrap pytest tests/net"

SAMPLES = ("en", "ja", "ko", "zh-Hans", "zh-Hant", "zh-Hant-HK")
FROZEN = ("content.en", "content.zh", *(f"new.{tag}" for tag in SAMPLES))

COARSE = 4
"""The side of a pixel in points: a page of A4 has 149 by 211."""
SHADE = 17
"""The step between the 16 shades of grey in a golden picture, which keep it small."""
TOLERANCE = 24
"""How much a pixel may differ from the golden one, of 255; rounding to a shade takes 9."""


@functools.cache
def _tools() -> str:
    """Return the versions of the programs that decide where a line ends and how it is read."""
    first = (
        subprocess.run([name, option], check=True, capture_output=True, encoding="utf-8")
        for name, option in (("xelatex", "--version"), ("pdftotext", "-v"))
    )
    return "".join(f"{(ran.stdout or ran.stderr).splitlines()[0]}\n" for ran in first)


@pytest.fixture(params=FROZEN)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of what is frozen; what other programs made is not compared."""
    if RENEW:
        GOLDENS.mkdir(exist_ok=True)
        TOOLS.write_text(_tools(), encoding="utf-8")
    elif _tools() != TOOLS.read_text(encoding="utf-8"):
        pytest.skip(f"frozen with {TOOLS.read_text(encoding='utf-8')}, here is {_tools()}: {HOW}")
    found: str = request.param
    return found


@pytest.fixture
def frozen(
    name: str, checkout: Path, scaffolded: Path, make: Callable[[Edition, str], Made]
) -> Made:
    """Return the PDF, unless its content is what a person has changed."""
    kind, _, wanted = name.partition(".")
    folder = (checkout if kind == "content" else scaffolded) / "content"
    if kind == "content":
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in files))
        record = GOLDENS / "content.sha256"
        if RENEW:
            record.write_text(f"{digest.hexdigest()}\n", encoding="utf-8")
        elif record.read_text(encoding="utf-8").strip() != digest.hexdigest():
            pytest.skip(f"content/ is another than was frozen: {HOW}")
    editions = read_editions(folder / "editions.yaml").value or ()
    return make(next(one for one in editions if one.name == wanted), name)


def test_text(name: str, frozen: Made) -> None:
    """The text, tags, links and metadata that are read back are the frozen ones."""
    golden, text = GOLDENS / f"{name}.txt", _read_back(frozen.pdf)
    if RENEW:
        golden.write_text(text, encoding="utf-8")

    assert text.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_pictures(name: str, frozen: Made, tmp_path: Path) -> None:
    """Each page looks like the frozen one."""
    pictures = {
        f"{name}-{number}.png": _coarse(page) for number, page in enumerate(_painted(frozen.pdf), 1)
    }
    if RENEW:
        for old in GOLDENS.glob(f"{name}-[0-9].png"):
            old.unlink()
        for file, picture in pictures.items():
            _in_shades(picture).save(GOLDENS / file, optimize=True)

    goldens = {path.name: Image.open(path) for path in GOLDENS.glob(f"{name}-[0-9].png")}
    assert goldens.keys() == pictures.keys()
    differing = {
        file: _side_by_side(golden, pictures[file], tmp_path / file)
        for file, golden in goldens.items()
        if not _is_like(golden, pictures[file])
    }
    assert differing == {}, "the files show the frozen page, the page as it is now, what differs"


def _lower(line: Image.Image) -> Image.Image:
    return ImageChops.offset(line, 0, 1)


def _further_right(line: Image.Image) -> Image.Image:
    return ImageChops.offset(line, 2, 0)


def _paler(line: Image.Image) -> Image.Image:
    return line.point(lambda value: value + (255 - value) // 3)


def _without_a_word(line: Image.Image) -> Image.Image:
    line.paste(255, (100, 0, 130, line.height))
    return line


@pytest.mark.parametrize("change", [_lower, _further_right, _paler, _without_a_word])
def test_small_changes_are_seen(long: Made, change: Callable[[Image.Image], Image.Image]) -> None:
    """A line that moved by one or two points, is paler or lacks a word differs in the picture."""
    page = next(_painted(long.pdf))
    golden, box = _in_shades(_coarse(page)), (0, 400, page.width, 412)
    changed = page.copy()
    changed.paste(change(page.crop(box)), box)

    assert _is_like(golden, _coarse(page))
    assert not _is_like(golden, _coarse(changed))


def _read_back(pdf: Path) -> str:
    """Return all that poppler reads in a PDF."""
    about = _poppler("pdfinfo", pdf)
    kept = re.findall(r"^(?:Title|Subject|Author|Pages|Page size): .*$", about, re.MULTILINE)
    pages = _poppler("pdftotext", pdf, "-").split("\f")[:-1]
    links = re.sub("^ +| (?= )", "", _poppler("pdfinfo", "-url", pdf), flags=re.MULTILINE)
    parts = {
        "metadata": "\n".join(kept),
        **{f"text of page {number}": page for number, page in enumerate(pages, 1)},
        "links": links,
        "tags": "\n".join(_tags(pdf)),
    }
    return "\n".join(f"== {name}\n{part.strip()}" for name, part in parts.items()) + "\n"


def _tags(pdf: Path) -> Iterator[str]:
    """Yield the tags with their texts, attributes and languages, indented by depth."""
    with pikepdf.open(pdf) as opened:
        elements = _elements(opened.Root.StructTreeRoot.K)
        for line in _poppler("pdfinfo", "-struct-text", pdf).splitlines():
            indent, shown = re.match(" *", line)[0], line.strip()  # type: ignore[index]
            if shown.startswith("Object "):  # a link's annotation, by its number
                continue
            if shown[:1].isalpha():
                element = next(elements)
                shown = " ".join([str(element.S)[1:], str(element.get("/Lang", ""))]).strip()
            yield indent + shown
        assert not [*elements]


def _elements(element: object) -> Iterator[pikepdf.Dictionary]:
    """Yield an element and all below it, in reading order."""
    if isinstance(element, pikepdf.Array):
        for kid in element.as_list():
            yield from _elements(kid)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from _elements(element.get("/K"))


def _poppler(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _painted(pdf: Path) -> Iterator[Image.Image]:
    """Yield the pages in grey, a pixel for each point."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(grayscale=True).to_pil()


def _coarse(page: Image.Image) -> Image.Image:
    return page.reduce(COARSE)


def _in_shades(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: round(value / SHADE) * SHADE)


def _is_like(golden: Image.Image, picture: Image.Image) -> bool:
    far = ImageChops.difference(golden, picture).point(lambda value: value > TOLERANCE)
    return golden.size == picture.size and far.getbbox() is None


def _side_by_side(golden: Image.Image, picture: Image.Image, path: Path) -> Path:
    """Paint both and their difference into a file, and return its path."""
    width, height = picture.size
    sheet = Image.new("L", (3 * width, height), 255)
    difference = ImageChops.invert(ImageChops.difference(golden, picture))
    for number, part in enumerate((golden, picture, difference)):
        sheet.paste(part, (number * width, 0))
    sheet.save(path)
    return path
