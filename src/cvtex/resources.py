"""Where the files are that travel with the program: TeX's, the locales, the forms."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def latex_dir() -> Path:
    """Return the folder of the class, themes, scripts and templates.

    An installed cvtex has it inside the package; a checkout keeps it at its top.
    """
    installed = PACKAGE / "latex"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "latex"


def locale_file(tag: str) -> Path:
    """Return the file that the locale of a BCP 47 tag would have."""
    return PACKAGE / "locales" / f"{tag}.yaml"


def form_file(name: str) -> Path:
    """Return the file that a form of references would have."""
    return PACKAGE / "forms" / f"{name}.yaml"
