"""A content file as the text of a JSON Resume."""

from __future__ import annotations

import json
from pathlib import Path

from cvtex.diagnostics import Checked, bounded, failed
from cvtex.exchange.export.json_resume import to_json_resume
from cvtex.exchange.loading import load_content, not_ignored


def export_file(path: Path, *, private: bool = False) -> Checked[str]:
    """Return the JSON that a content file of any format comes to, and what it leaves out.

    What the private overlay adds is left out too, unless `private` is set.
    """
    resume = load_content(path, private=private)
    if not resume.ok or resume.value is None:
        return failed(*bounded(resume.diagnostics))
    exported = to_json_resume(resume.value)
    text = json.dumps(exported.value, ensure_ascii=False, indent=2) + "\n"
    found = not_ignored(resume.diagnostics + exported.diagnostics, resume.value)
    return Checked(text, bounded(found))
