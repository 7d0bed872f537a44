"""A person's picture as it is printed: upright, in sRGB, of few pixels, and telling nothing else.

Cameras write into a picture where and when it was taken, and with whose device: none of it goes on.
"""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms
from PIL.ExifTags import Base
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Picture

PRINTED = (308, 402)
"""Pixels that are printed at most: 2.6 cm by 3.4 cm at 300 to the inch, as print shops ask for."""

PIXELS_MAX = 64_000_000
"""Pixels that a picture may have: it may claim any number, and each takes four bytes of memory."""

# Times that a picture may be enlarged: at 150 pixels to the inch their edges begin to be seen.
_ENLARGED_MAX = 2
_QUALITY = 90

# Read by these two and by nothing else that Pillow has.
_FORMATS = ((b"\xff\xd8\xff", JpegImageFile), (b"\x89PNG\r\n\x1a\n", PngImageFile))
# What else people have pictures in, by what it begins with, from which byte.
_OTHERS = (
    (4, b"ftyp", "HEIC or AVIF, as telephones make it"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a BMP"),
    (0, b"II*\0", "a TIFF, or as a camera has it"),
    (0, b"MM\0*", "a TIFF, or as a camera has it"),
    (0, b"8BPS", "a file of Photoshop"),
    (0, b"%PDF-", "a PDF"),
    (0, b"<", "an SVG, or a page of the web"),
    (0, b"version https://git-lfs", "what Git LFS keeps in place of a picture"),
)

# Exif 2.32, 4.6.4: how a picture is turned.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def to_picture(data: bytes, file: Path, span: Span) -> Checked[Picture]:
    """Return what is printed of a file's bytes; `span` is where the file was named."""
    kind = next((kind for start, kind in _FORMATS if data.startswith(start)), None)
    if kind is None:
        seems = (f": it seems to be {name}" for at, start, name in _OTHERS if _has(data, at, start))
        return _no_picture(f"the file is neither JPEG nor PNG{next(seems, '')}", span)
    try:
        # By its class: `Image.open` tries any format, and prints a warning for a large picture.
        # Pillow would print what is odd about metadata, of which nothing is kept.
        with warnings.catch_warnings(action="ignore"), kind(BytesIO(data)) as image:
            width, height = image.size
            if width * height > PIXELS_MAX:
                size = f"{width:,} × {height:,} pixels"
                message = f"the picture has {size}, and a photo at most {PIXELS_MAX:,}"
                return failed(Diagnostic(Code.FILE_TOO_LARGE, message, span, "save it smaller"))
            printed = _printed(image)
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything
        reason = (str(error) or type(error).__name__).lower()
        return _no_picture(f"the picture can't be read whole: {reason}", span)
    out = BytesIO()
    printed.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    digest = hashlib.sha256(data).hexdigest()
    picture = Picture(out.getvalue(), *printed.size, file, digest)
    return Checked(picture, _small(picture, span))


def _has(data: bytes, at: int, start: bytes) -> bool:
    return data[at : at + len(start)] == start


def _no_picture(message: str, span: Span) -> Checked[Picture]:
    hint = "open it in an image editor, and save it as JPEG or PNG"
    return failed(Diagnostic(Code.PHOTO_FORMAT, message, span, hint))


def _small(picture: Picture, span: Span) -> tuple[Diagnostic, ...]:
    """Find a picture that is printed so large that its pixels are seen."""
    width, height = picture.width, picture.height
    if min(PRINTED[0] / width, PRINTED[1] / height) <= _ENLARGED_MAX:
        return ()
    message = f"the photo has {width} × {height} pixels, and looks coarse in print"
    hint = f"take one of {PRINTED[0]} × {PRINTED[1]} pixels or more"
    return (Diagnostic(Code.PHOTO_SMALL, message, span, hint),)


def _printed(image: JpegImageFile | PngImageFile) -> Image.Image:
    """Return a picture anew: nothing that its file says of it is in the new one."""
    profile = image.info.get("icc_profile")
    if isinstance(image, JpegImageFile):
        # Decoded at half the size or less, where that has pixels enough, whichever side is up.
        image.draft(None, (2 * max(PRINTED), 2 * max(PRINTED)))
    upright = _turned(_of_8_bits(image), _orientation(image))
    upright.thumbnail(PRINTED, Image.Resampling.LANCZOS)
    colours = _in_srgb(upright, profile)
    clean = Image.new("RGB", colours.size)
    clean.paste(colours)
    return clean


def _of_8_bits(image: Image.Image) -> Image.Image:
    """Return a picture of eight bits a colour, on white where it can be seen through."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "1") or image.has_transparency_data:
        seen = _reduced(image.convert("RGBA").convert("RGBa")).convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return _reduced(image)


def _reduced(image: Image.Image) -> Image.Image:
    """Return a picture of some millions of pixels at most: each further step copies it."""
    factor = max(image.size) // (4 * max(PRINTED))
    return image.reduce(factor) if factor > 1 else image.copy()


def _orientation(image: Image.Image) -> int | None:
    try:
        return image.getexif().get(Base.Orientation)
    except Exception:  # noqa: BLE001 - broken metadata may raise anything
        return None


def _turned(image: Image.Image, orientation: int | None) -> Image.Image:
    method = _UPRIGHT.get(orientation or 1)
    return image if method is None else image.transpose(method)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in sRGB, its colours as its profile has them if it has a sound one."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None  # of another kind of picture, or broken
        if made is not None:
            return made
    return image.convert("RGB")
