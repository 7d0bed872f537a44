"""The environment that TeX's programs run in."""

from __future__ import annotations

import os
import re
from pathlib import Path

from cvtex.paths import latex_dir
from cvtex.tex.format import Format

# The environment variables that TeX gets. Any other one may be a setting of kpathsea or Perl, and
# change the result.
_KNOWN = re.compile("PATH|HOME|TMPDIR|LD_LIBRARY_PATH|XDG_.*|FONTCONFIG_.*")

LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""The setting for memory in large pages: a run starts more slowly, and goes on faster.

It is in glibc's manual, "Memory Allocation Tunables".
"""


def format_environment(form: Format) -> dict[str, str]:
    """Return the variables that name a format; with its path, TeX would write a file beside it."""
    return {"TEXFORMATS": f"{form.path.parent}:", "CVTEX_FORMAT": form.path.stem}


def room_for(length: int) -> dict[str, str]:
    """Return the setting that lets a line of a source be as long as the source, in bytes.

    Other lines have the room of TeX Live's own setting. XeTeX writes to its whole buffer when it
    starts: with room for any text a run would take a quarter longer.
    """
    return {"buf_size": str(200_000 + 2 * length)}


def environment_of(home: Path | None = None) -> dict[str, str]:
    """Return TeX's environment, which is the same on all machines but for the paths.

    The settings are documented in the manuals of Web2C and kpathsea. Files are read and written
    only in the working folder and in TeX's own; log lines are not wrapped at 79 bytes; a
    paragraph has room for the longest text (extra_mem_bot for boxes and extra_mem_top for
    tokens, in words of 8 bytes); no fonts are generated; the date of the PDF is fixed
    (SOURCE_DATE_EPOCH of reproducible-builds.org).
    """
    latex = latex_dir()
    known = {name: value for name, value in os.environ.items() if _KNOWN.fullmatch(name)}
    return known | {
        "TEXINPUTS": f".:{latex}//:{f'{home}:' if home else ''}",
        "TEXFONTMAPS": f"{latex / 'fontmaps'}:",
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "max_print_line": "10000",
        "extra_mem_bot": "10000000",
        "extra_mem_top": "20000000",
        "MKTEXTFM": "0",
        "MKTEXMF": "0",
        "MKTEXPK": "0",
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
    }
