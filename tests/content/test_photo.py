"""A photo: which file it is, what becomes of it, what is said where it can't be printed."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from cvtex.build.check import check_content
from cvtex.content.photo import SIZE_MAX
from cvtex.content.picture import PIXELS_MAX, to_picture
from cvtex.content.resume import PhotoModel
from cvtex.design.looks import Looks
from cvtex.diagnostics import Checked, Span
from cvtex.document import Document, Picture
from cvtex.paths import LOCALES

from .conftest import Write

if TYPE_CHECKING:
    from running import Program

HEAD = "language: en\nname: Ada *B.* Sample\n"
SIZE = (616, 804)  # twice what is printed

RED, BLUE = (254, 0, 0), (0, 0, 254)


def _saved(image: Image.Image, kind: str = "PNG", **settings: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def _plain(colour: str = "red", size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, colour)


def _read(data: bytes) -> Checked[Picture]:
    return to_picture(
        data, Path("ada.png"), Span(Path("resume.yaml")), PhotoModel.what, PhotoModel.pixels
    )


def _seen(data: bytes) -> Image.Image:
    """Return what is printed of a file's bytes."""
    picture = _read(data).value
    assert picture is not None
    image = Image.open(BytesIO(picture.jpeg))
    assert image.size == (picture.width, picture.height)
    return image


def _check(write: Write, typed: str) -> Checked[Document]:
    return check_content(write(f"{HEAD}photo: {typed}\nsections: []\n"))


def _claims(width: int, height: int) -> bytes:
    """Return a PNG that says it is larger than it is."""
    png = _saved(_plain(size=(1, 1)))
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + png[24:29]
    return png[:12] + head + zlib.crc32(head).to_bytes(4) + png[33:]


PNG = _saved(_plain())
JPEG = _saved(_plain(), "JPEG")

# What stands behind `photo: `, the bytes of `ada.png` beside it, the code, the columns, words.
WRONG = {
    "missing": ("bob.png", PNG, "file-missing", (8, 7), "bob.png"),
    "elsewhere": ("photos/ada.png", PNG, "file-missing", (8, 14), "photos"),
    "a folder": (".", PNG, "file-unreadable", (8, 1), "directory"),
    "a device": ("/dev/null", PNG, "file-unreadable", (8, 9), "device"),
    "below a file": ("ada.png/ada.png", PNG, "file-unreadable", (8, 15), "not a directory"),
    "a long name": ("a" * 300, PNG, "file-unreadable", (8, 300), "too long"),
    "an address": ("https://example.org/ada.png", PNG, "file-missing", (8, 27), "downloaded"),
    "data": ("data:image/png;base64,AA", PNG, "file-missing", (8, 24), "downloaded"),
    "a text": ("ada.png", b"language: en\n", "photo-format", (8, 7), "neither JPEG nor PNG"),
    "nothing": ("ada.png", b"", "photo-format", (8, 7), "neither JPEG nor PNG"),
    "a GIF": ("ada.png", _saved(_plain(), "GIF"), "photo-format", (8, 7), "a GIF"),
    "WebP": ("ada.png", _saved(_plain(), "WEBP"), "photo-format", (8, 7), "WebP"),
    "HEIC": ("ada.png", b"\0\0\0\x24ftypheic\0\0", "photo-format", (8, 7), "HEIC"),
    "cut off": ("ada.png", JPEG[:-200], "photo-format", (8, 7), "truncated"),
    "broken": ("ada.png", PNG[:40] + b"\0" * 9 + PNG[49:], "photo-format", (8, 7), "whole"),
    "a head alone": ("ada.png", PNG[:10], "photo-format", (8, 7), "whole"),
    "large": ("ada.png", JPEG + b"\0" * SIZE_MAX, "file-too-large", (8, 7), f"{SIZE_MAX:,}"),
    "a bomb": ("ada.png", _claims(99999, 99999), "file-too-large", (8, 7), f"{PIXELS_MAX:,}"),
    "small": ("ada.png", _saved(_plain(size=(99, 99))), "photo-small", (8, 7), "99 × 99"),
    "a list": ("[ada.png]", PNG, "value-type", (8, 9), "write `photo: ada.png`"),
    "without a file": ("{alt: Ada}", PNG, "key-missing", (1, 5), "file"),
    "an empty file": ('{file: ""}', PNG, "text-empty", (15, 2), "empty"),
    "empty words": ('{file: ada.png, alt: ""}', PNG, "text-empty", (29, 2), "empty"),
    "words of keys": ("{file: ada.png, alt: {en: Ada}}", PNG, "value-type", (29, 9), "a text"),
    "another key": ("{file: ada.png, size: 3cm}", PNG, "key-unknown", (24, 4), "alt, file"),
    "another word": ("{path: ada.png}", PNG, "key-unknown", (9, 4), "did you mean `file`"),
    "unseen": ("{file: ada.png, alt: A\u200bda}", PNG, "text-invisible", (30, 1), "U+200B"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong(write: Write, tmp_path: Path, case: str) -> None:
    """What is wrong with a photo is one finding at its place, with a hint."""
    typed, data, code, place, words = WRONG[case]
    (tmp_path / "ada.png").write_bytes(data)
    (found,) = _check(write, typed).diagnostics

    assert found.code == code
    assert found.span
    assert (found.span.line, found.span.column, found.span.length) == (3, *place)
    assert words in f"{found.message} {found.hint}"
    assert found.hint


@pytest.mark.parametrize("key", ["image", "picture", "avatar", "Photo", "照片", "头像"])
def test_other_words(write: Write, key: str) -> None:
    """Who calls it by another name is told ours."""
    found = check_content(write(f"{HEAD}sections: []\n{key}: ada.png\n")).diagnostics

    assert "did you mean `photo`?" in {one.hint for one in found}


def test_link(write: Write, tmp_path: Path) -> None:
    """A broken link is reported as one."""
    (tmp_path / "ada.png").symlink_to("nowhere.png")
    (found,) = _check(write, "ada.png").diagnostics

    assert (found.code, "link" in found.message) == ("file-missing", True)


def test_words(write: Write, tmp_path: Path) -> None:
    """Its words are as they were typed, without markup; else the language's, with the name."""
    (tmp_path / "ada.png").write_bytes(PNG)
    typed = _check(write, "{file: ada.png, alt: Ada at the *mill*}").value
    bare = _check(write, "ada.png").value

    assert typed is not None
    assert typed.photo is not None
    assert (typed.photo.alt, typed.photo.span.column) == ("Ada at the *mill*", 29)
    assert bare is not None
    assert bare.photo is not None
    assert (bare.photo.alt, bare.photo.span.column) == ("Photo of Ada B. Sample", 8)
    assert "Photo of Ada" not in {leaf.text for leaf in bare.leaves()}


@pytest.mark.parametrize("language", sorted(path.stem for path in LOCALES.glob("*.yaml")))
def test_languages(write: Write, tmp_path: Path, language: str) -> None:
    """Each language has words of its own for it."""
    (tmp_path / "ada.png").write_bytes(PNG)
    content = f"language: {language}\nname: 样例\nphoto: ada.png\nsections: []\n"
    document = check_content(write(content)).value

    assert document is not None
    assert document.photo is not None
    assert "样例" in document.photo.alt
    assert len(document.photo.alt) > len("样例")


def test_overlay(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A photo may be private: in the file beside the content, or in the environment."""
    (tmp_path / "ada.png").write_bytes(PNG)
    content = write(f"{HEAD}sections: []\n")
    private = tmp_path / "private.yaml"
    private.write_text("photo: ada.png\n", encoding="utf-8")
    document = check_content(content).value
    assert document is not None
    assert document.photo is not None
    assert document.photo.span.file == private

    monkeypatch.setenv("CVTEX_PRIVATE", "photo: secret.png")
    (found,) = check_content(content).diagnostics
    assert found.code == "file-missing"
    assert "secret" not in f"{found.message} {found.hint}"


def test_style(write: Write, tmp_path: Path) -> None:
    """The name of the file is no prose, of which rules of style speak."""
    (tmp_path / "Github's.png").write_bytes(PNG)

    assert _check(write, '"Github\'s.png"').diagnostics == ()


# What is printed of each: the colour of the first pixel.
KINDS = {
    "RGB": (PNG, RED),
    "JPEG": (JPEG, RED),
    "CMYK": (_saved(Image.new("CMYK", SIZE, (0, 255, 255, 0)), "JPEG"), RED),
    "palette": (_saved(_plain().quantize(2)), RED),
    "grey": (_saved(_plain("#808080").convert("L")), (128, 128, 128)),
    "two colours": (_saved(Image.new("1", SIZE, 1)), (255, 255, 255)),
    "clear": (_saved(Image.new("RGBA", SIZE, (255, 0, 0, 0))), (255, 255, 255)),
    "clear palette": (_saved(_plain().quantize(2), transparency=0), (255, 255, 255)),
    "half clear grey": (_saved(Image.new("LA", SIZE, (0, 128))), (127, 127, 127)),
    "16 bits": (_saved(Image.new("I;16", SIZE, 32768)), (128, 128, 128)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(kind: str) -> None:
    """Every kind of picture becomes one of eight bits in RGB, on white."""
    data, colour = KINDS[kind]
    image = _seen(data)

    assert (image.mode, image.size, image.format) == ("RGB", PhotoModel.pixels, "JPEG")
    pixel = image.getpixel((9, 9))
    assert isinstance(pixel, tuple)
    assert all(abs(one - other) <= 2 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("size", "printed"),
    [((616, 804), (308, 402)), ((4000, 3000), (308, 231)), ((200, 200), (200, 200))],
)
def test_pixels(size: tuple[int, int], printed: tuple[int, int]) -> None:
    """A picture has as many pixels as are printed, and no more than it had, in its own form."""
    assert _seen(_saved(_plain(size=size), "JPEG")).size == printed


@pytest.mark.parametrize(
    ("size", "printed"),
    [
        ({"width": "30mm", "height": "40mm"}, (355, 473)),
        ({"width": "5cm"}, (302, 402)),
        ({}, (302, 402)),
    ],
)
def test_pixels_of_a_size(tmp_path: Path, size: dict[str, str], printed: tuple[int, int]) -> None:
    """A photo of another size keeps as many pixels as that needs."""
    (tmp_path / "ada.png").write_bytes(_saved(_plain(size=(1200, 1600))))
    file = tmp_path / "me.yaml"
    file.write_text(f"{HEAD}photo: ada.png\nsections: [{{type: text, title: A, text: B}}]\n")
    sized = ", ".join(f"{side} = {length}" for side, length in size.items())
    looks = Looks(options=(("photo_size", sized),) if sized else ())
    document = check_content(file, looks).value
    assert document
    assert document.photo

    assert (document.photo.picture.width, document.photo.picture.height) == pytest.approx(
        printed, abs=1
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nothing_else(kind: str) -> None:
    """A picture is turned as its camera says, and nothing that the camera wrote is left."""
    image = _plain(size=(1000, 800))
    image.paste("blue", (0, 0, 500, 800))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ada"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    comment = {"comment": b"Camera of Ada"} if kind == "JPEG" else {}
    data = _saved(image, kind, exif=exif, icc_profile=profile, dpi=(72, 72), **comment)
    seen = _seen(data)
    picture = _read(data).value

    assert seen.size == (308, 385)
    assert (seen.getpixel((150, 9)), seen.getpixel((150, 370))) == (BLUE, RED)
    assert {key for key in map(str, seen.info) if not key.startswith("jfif")} == set()
    assert picture is not None
    assert b"Exif" in data or kind == "PNG"
    assert not any(word in picture.jpeg for word in (b"Exif", b"Ada", b"ICC", b"http"))


def test_colours() -> None:
    """Colours are those of the picture's own profile; a profile that is none is passed over."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (b"rubbish", lab):
        assert _seen(_saved(_plain(), icc_profile=profile)).getpixel((9, 9)) == RED


def test_silence(program: Program) -> None:
    """Odd metadata is no reason to print a warning of Pillow's."""
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff"
    (program.folder / "ada.jpg").write_bytes(_saved(_plain(), "JPEG", exif=exif))
    content = f"{HEAD}photo: ada.jpg\nsections: []\n"
    (program.folder / "resume.yaml").write_text(content, encoding="utf-8")
    ran = program.run("check", "resume.yaml")

    assert (ran.status, ran.said) == (0, "1 file: nothing to fix\n")


def test_same_bytes() -> None:
    """The same file gives the same bytes."""
    assert _read(JPEG).value == _read(JPEG).value
