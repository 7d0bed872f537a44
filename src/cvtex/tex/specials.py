"""Rejects specials that would make xdvipdfmx read a file: it ignores `openin_any`."""

from __future__ import annotations

import re
from collections.abc import Collection

# The allowed keywords of xdvipdfmx's manual: they draw, mark and describe. Those that read a file
# (image, fstream, mapfile, config, psfile, <img>) and unused ones are missing.
_HARMLESS = re.compile(
    rb"""pdf:\s*(?:
        ann|bann|eann|link|nolink|bc|sc|ec|bcolor|scolor|ecolor|setcolor|bt|et|btrans|etrans
      | code|content|bcontent|econtent|literal|dest|names|object|obj|put|close|stream
      | docinfo|docview|out|outline|pagesize|pageresources|trailerid|majorversion|minorversion
      | bxobj|exobj|uxobj|bxgstate|exgstate
      )(?![0-9A-Za-z_])
    | color\s
    | x:\s*(?:gsave|grestore|rotate|scale)(?![0-9A-Za-z_])""",
    re.VERBOSE,
)

# An image exactly as the class writes it: no escapes, no page, no second file.
_IMAGE = re.compile(rb"pdf:image\s+width\s+[0-9.]+bp\s+height\s+[0-9.]+bp\s+\((?P<file>[a-z.]+)\)")


def harmful(special: bytes, pictures: Collection[str] = ()) -> bool:
    """Return whether a special may make xdvipdfmx read another file than the named pictures."""
    if pictures and (image := _IMAGE.fullmatch(special)):
        return image["file"].decode() not in pictures
    return not _HARMLESS.match(special)
