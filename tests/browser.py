"""What a real browser shows of a page, which `CVTEX_BROWSER` names: Chromium, or one made of it.

`CVTEX_AXE` names axe-core's `axe.min.js`, by which a page is held against WCAG 2.2. `.ci/browser`
fetches both.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from elements import read_html

BROWSER = os.environ.get("CVTEX_BROWSER")
AXE = os.environ.get("CVTEX_AXE")

IN_BROWSER = [
    pytest.mark.skipif(BROWSER is None, reason="CVTEX_BROWSER names no browser"),
]
WITH_AXE = pytest.mark.skipif(AXE is None, reason="CVTEX_AXE does not name axe-core")

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_SECONDS = 600
NIGHT = "--blink-settings=preferredColorScheme=0"


def browse(folder: Path, html: str, *options: str) -> str:
    """Open a page in a browser that knows nothing of any other, and return what it prints."""
    page = folder / "page.html"
    page.write_text(html, encoding="utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    return subprocess.run(
        [str(BROWSER), *QUIET, profile, *options, page.as_uri()],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
    ).stdout


def ask(folder: Path, html: str, question: str, *options: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a script finds in a page, which has to be let in first."""
    policy = read_html(html).find("meta", http_equiv="Content-Security-Policy")[0]
    content = policy.attributes["content"].replace("'", "&#39;")
    open_page = html.replace(policy.attributes["content"], "").replace(content, "")
    script = f"""<script type="module">
        const found = await (async () => {{ {question} }})();
        document.body.textContent = JSON.stringify(found);
    </script></body>"""
    printed = browse(
        folder,
        open_page.replace("</body>", script),
        "--virtual-time-budget=20000",
        "--dump-dom",
        *options,
    )
    return json.loads(read_html(printed).find("body")[0].text)


def violations(folder: Path, html: str, *options: str) -> list[Any]:
    """Return what axe-core finds in a page against WCAG 2.2 AA and its own best practice."""
    axe = Path(AXE or "").read_text(encoding="utf-8").replace("</script", "<\\/script")
    question = """
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const options = {runOnly: {type: "tag", values: tags}};
        const {passes, violations} = await axe.run(document, options);
        return [passes.length, violations.map(one => [one.id, one.nodes.map(node => node.html)])];
    """
    html = html.replace("</body>", f"<script>{axe}</script></body>")
    passes, found = ask(folder, html, question, *options)
    assert passes > 15
    return list(found)
