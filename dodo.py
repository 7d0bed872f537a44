"""The tasks of this project: `doit list` names them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cvtex.doit.tasks import DOIT_CONFIG, task_check, task_lint, task_pdf, task_reproduce

__all__ = ["DOIT_CONFIG", "task_check", "task_gallery", "task_lint", "task_pdf", "task_reproduce"]

DOCS = Path("docs")
GALLERY = DOCS / "gallery"
THEMES = Path("latex/themes")
LANGUAGES = {"en": "en", "zh": "zh-Hans", "zh-Hant-TW": "zh-Hant", "ja": "ja", "ar": "ar"}
"""The languages of the gallery, each with the file that has its sample."""

LARGE = ("en", "zh")
"""The languages of the larger pictures."""

PLACES = {"campus": "classic"}
"""The themes of the samples of what is the convention in some places, where not `academic`."""


def task_gallery() -> Iterator[dict[str, Any]]:
    """Renew the pictures of the themes in the docs, with our samples in several languages."""
    yield {"basename": "gallery", "name": None, "doc": "renew the pictures of the themes in docs/"}
    latex = [file for file in Path("latex").rglob("*") if file.is_file()]
    for language, locale in LANGUAGES.items():
        for theme in sorted(path.name for path in THEMES.iterdir()):
            name = f"{theme}-{language}"
            pictures = {GALLERY / "small" / f"{name}.png": 150}
            if language in LARGE:
                pictures[GALLERY / f"{name}.png"] = 400
                if theme == "classic":
                    pictures[DOCS / f"page-{language}.png"] = 640
            yield {
                "basename": "gallery",
                "name": name,
                "file_dep": [Path(f"src/cvtex/locales/{locale}.yaml"), *latex],
                "targets": [*pictures],
                "actions": [(_sample, [language, theme, pictures])],
            }

    for sample in sorted(GALLERY.glob("*.yaml")):
        picture = sample.with_suffix(".png")
        theme = PLACES.get(sample.stem, "academic")
        yield {
            "basename": "gallery",
            "name": picture.stem,
            "file_dep": [sample, *latex],
            "targets": [picture],
            "actions": [(_page, [sample, theme, {picture: 400}])],
        }


def _sample(language: str, theme: str, pictures: dict[Path, int]) -> None:
    """Write the first page of the sample of a language in a theme, as PNGs of so many pixels."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "me"
        _cvtex("new", project, "-l", language)
        _page(project / f"content/resume.{language}.yaml", theme, pictures)


def _page(content: Path, theme: str, pictures: dict[Path, int]) -> None:
    """Write the first page of a content file in a theme, as PNGs of so many pixels in width."""
    import pypdfium2  # noqa: PLC0415 - heavy, and for this task alone
    from PIL.Image import Quantize  # noqa: PLC0415 - the same

    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        _cvtex("build", content, "--theme", theme, "-o", pdf)
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            for picture, width in pictures.items():
                # Twice as large, then reduced: small text stays even.
                large = page.render(scale=2 * width / page.get_width()).to_pil()
                # By coverage, a colour that is rare on the page, such as the accent, is kept.
                small = large.convert("RGB").reduce(2).quantize(32, Quantize.MAXCOVERAGE)
                picture.parent.mkdir(exist_ok=True)
                small.save(picture, optimize=True)


def _cvtex(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "cvtex", *arguments], check=True, stdout=subprocess.DEVNULL
    )
