"""The surroundings of a shell in which a virtual environment is active."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


PROGRAMS = Path(sys.executable).parent


# As `activate` of a virtual environment sets them.
ACTIVE = {
    "PATH": os.pathsep.join([str(PROGRAMS), "/usr/bin:/bin"]),
    "VIRTUAL_ENV": sys.prefix,
    "VIRTUAL_ENV_PROMPT": "(cv)",
}
