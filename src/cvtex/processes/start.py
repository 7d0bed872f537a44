"""What a short run leaves out to be fast."""

from __future__ import annotations

import atexit
import gc
import os


def start_fast() -> None:
    """Collect no garbage in a short run, and look for no plug-ins of pydantic.

    Imported objects live as long as a run. To look for garbage among them, and again at the end,
    would take a sixth of a run with nothing to do, and 45 ms of a build for 3,000 objects; the
    limit would be some 100 MB. pydantic would read what all packages offer, a tenth of a check.
    """
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
