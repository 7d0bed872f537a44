"""What makes a content file of each foreign format."""

from __future__ import annotations

from cvtex.exchange.formats.fresh import from_fresh
from cvtex.exchange.formats.json_resume import from_json_resume
from cvtex.exchange.formats.rendercv import from_rendercv
from cvtex.exchange.formats.yaml_resume import from_yaml_resume
from cvtex.exchange.shapes import Shape

CONVERSIONS = {
    Shape.FRESH: from_fresh,
    Shape.JSON_RESUME: from_json_resume,
    Shape.RENDERCV: from_rendercv,
    Shape.YAML_RESUME: from_yaml_resume,
}
