"""The table of conversions from foreign formats."""

from __future__ import annotations

from cvtex.exchange.detection import FileFormat
from cvtex.exchange.formats.fresh import from_fresh
from cvtex.exchange.formats.json_resume import from_json_resume
from cvtex.exchange.formats.rendercv import from_rendercv
from cvtex.exchange.formats.yaml_resume import from_yaml_resume

CONVERSIONS = {
    FileFormat.FRESH: from_fresh,
    FileFormat.JSON_RESUME: from_json_resume,
    FileFormat.RENDERCV: from_rendercv,
    FileFormat.YAML_RESUME: from_yaml_resume,
}
