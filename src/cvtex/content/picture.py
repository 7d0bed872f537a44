"""Re-encodes a picture for print: upright, in sRGB, small, and without its metadata.

Cameras write into a file where and when it was taken, and with whose device.
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

PIXELS_MAX = 64_000_000
"""The limit of pixels in a picture: each takes four bytes of memory."""

# The limit of enlargement: at 150 ppi, pixels begin to show.
_ENLARGED_MAX = 2
_QUALITY = 90

# No other decoder of Pillow's is used.
_FORMATS = ((b"\xff\xd8\xff", JpegImageFile), (b"\x89PNG\r\n\x1a\n", PngImageFile))
# Other formats, by the offset and the bytes of their signature.
_OTHERS = (
    (4, b"ftyp", "HEIC or AVIF, from a phone"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a BMP"),
    (0, b"II*\0", "a TIFF or a camera's raw file"),
    (0, b"MM\0*", "a TIFF or a camera's raw file"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"%PDF-", "a PDF"),
    (0, b"<", "an SVG or a web page"),
    (0, b"version https://git-lfs", "a Git LFS pointer"),
)

# Exif 2.32, 4.6.4: the orientation.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def to_picture(
    data: bytes, file: Path, span: Span, what: str, pixels: tuple[int, int]
) -> Checked[Picture]:
    """Return the printed picture of a file's bytes, or a finding; `span` is the file's name.

    `what` it is, such as a photo, is for messages; it has at most `pixels`, in width and height.
    """
    kind = next((kind for start, kind in _FORMATS if data.startswith(start)), None)
    if kind is None:
        seems = (f": it seems to be {name}" for at, start, name in _OTHERS if _has(data, at, start))
        return _no_picture(f"the file is neither JPEG nor PNG{next(seems, '')}", span)
    try:
        # `Image.open` would try any format. Warnings are about size and metadata.
        with warnings.catch_warnings(action="ignore"), kind(BytesIO(data)) as image:
            width, height = image.size
            if width * height > PIXELS_MAX:
                size = f"{width:,} × {height:,} pixels"
                message = f"the picture has {size}, and a {what} at most {PIXELS_MAX:,}"
                return failed(Diagnostic(Code.FILE_TOO_LARGE, message, span, "save it smaller"))
            printed = _printed(image, pixels)
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything
        reason = (str(error) or type(error).__name__).lower()
        return _no_picture(f"the picture can't be read whole: {reason}", span)
    out = BytesIO()
    printed.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    digest = hashlib.sha256(data).hexdigest()
    picture = Picture(out.getvalue(), *printed.size, file, digest)
    return Checked(picture, _small(picture, span, what, pixels))


def _has(data: bytes, at: int, start: bytes) -> bool:
    return data[at : at + len(start)] == start


def _no_picture(message: str, span: Span) -> Checked[Picture]:
    hint = "open it in an image editor, and save it as JPEG or PNG"
    return failed(Diagnostic(Code.PHOTO_FORMAT, message, span, hint))


def _small(
    picture: Picture, span: Span, what: str, pixels: tuple[int, int]
) -> tuple[Diagnostic, ...]:
    """Find a picture whose pixels show in print."""
    width, height = picture.width, picture.height
    if min(pixels[0] / width, pixels[1] / height) <= _ENLARGED_MAX:
        return ()
    message = f"the {what} has {width} × {height} pixels, and looks coarse in print"
    hint = f"use one of at least {pixels[0]} × {pixels[1]} pixels"
    return (Diagnostic(Code.PHOTO_SMALL, message, span, hint),)


def _printed(image: JpegImageFile | PngImageFile, pixels: tuple[int, int]) -> Image.Image:
    """Return a new picture of at most some pixels, without the metadata of the file."""
    profile = image.info.get("icc_profile")
    if isinstance(image, JpegImageFile):
        # Decode at a reduced size that still has enough pixels in any orientation.
        image.draft(None, (2 * max(pixels), 2 * max(pixels)))
    upright = _turned(_of_8_bits(image, pixels), _orientation(image))
    upright.thumbnail(pixels, Image.Resampling.LANCZOS)
    colours = _in_srgb(upright, profile)
    clean = Image.new("RGB", colours.size)
    clean.paste(colours)
    return clean


def _of_8_bits(image: Image.Image, pixels: tuple[int, int]) -> Image.Image:
    """Return a picture with 8 bits per channel, and transparency on white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "1") or image.has_transparency_data:
        seen = _reduced(image.convert("RGBA").convert("RGBa"), pixels).convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return _reduced(image, pixels)


def _reduced(image: Image.Image, pixels: tuple[int, int]) -> Image.Image:
    """Return a picture reduced to a few million pixels, since each further step copies it."""
    factor = max(image.size) // (4 * max(pixels))
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
    """Return a picture in sRGB, converted from its ICC profile if that is valid."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            if made := ImageCms.profileToProfile(image, source, target, outputMode="RGB"):
                return made
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # the profile is broken, or for another colour space
    return image.convert("RGB")
