"""What résumé parsers of PyPI read in the PDFs of four invented people.

python benchmarks/parsers.py FOLDER [LEAST]: each parser gets a virtual environment in FOLDER. With
LEAST, the status is 1 if a parser reads fewer fields than that.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timing import in_project

PEOPLE = Path(__file__).parents[1] / "tests" / "people" / "json"
# Each prints the fields that it read of the PDF, in the names of JSON Resume.
PARSERS = {
    "openresume-parser": """
import sys, json, openresume
read = openresume.parse_resume_from_pdf(sys.argv[1])["resume"]
jobs = read["experience"]["work_history"]
print(json.dumps({
    "name": read["full_name"], "email": read["email"], "phone": read["phone"],
    "summary": read["summary"],
    "work": [{"name": job["company"], "position": job["title"], "startDate": job["start_date"]}
             for job in jobs],
    "education": [{"area": read["education"]["degree_course"]}],
}))
""",
    "leverparser": """
import sys, json, pyresume
read = pyresume.ResumeParser().parse(sys.argv[1])
print(json.dumps({
    "name": read.contact_info.name, "email": read.contact_info.email,
    "phone": read.contact_info.phone, "summary": read.summary,
    "work": [{"name": job.company, "position": job.title, "startDate": str(job.start_date)}
             for job in read.experience],
    "education": [{"institution": school.institution, "area": f"{school.degree} {school.major}"}
                  for school in read.education],
}))
""",
}


def _bare(text: object) -> str:
    return re.sub(r"[^0-9a-z@]", "", str(text or "").casefold())


def _fields(resume: dict[str, Any], read: dict[str, Any]) -> Iterator[bool]:
    """Yield of each field whether it was read: of contacts whole, of an entry as a part."""
    basics = resume["basics"]
    yield _bare(basics["name"]) == _bare(read["name"])
    yield _bare(basics["email"]) == _bare(read["email"])
    yield _bare(basics["phone"])[-7:] == _bare(read["phone"])[-7:]
    yield _bare(basics["summary"]) == _bare(read["summary"])
    for key, names in (("work", ("name", "position")), ("education", ("institution", "area"))):
        left = list(read[key])
        for entry in resume[key]:
            known: dict[str, Any] = max(
                left, key=lambda one: _agreeing(entry, one, names), default={}
            )
            left = [one for one in left if one is not known]
            yield from (_agrees(entry, known, name) for name in names)


def _agreeing(entry: dict[str, Any], read: dict[str, Any], names: tuple[str, ...]) -> int:
    return sum(_agrees(entry, read, name) for name in names)


def _agrees(entry: dict[str, Any], read: dict[str, Any], name: str) -> bool:
    return _bare(entry[name]) in _bare(read.get(name))


def _score(folder: Path, parser: str, code: str) -> tuple[int, int]:
    """Return how many fields a parser reads of all people, and of how many."""
    home = folder / parser
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        in_project(str(python), "-m", "pip", "install", "-q", parser, cwd=folder)
    hits: list[bool] = []
    for file in sorted(PEOPLE.glob("*.json")):
        pdf = folder / f"{file.stem}.pdf"
        ran = subprocess.run([python, "-c", code, pdf], check=True, capture_output=True)
        resume = json.loads(file.read_text(encoding="utf-8"))
        hits += _fields(resume, json.loads(ran.stdout.splitlines()[-1]))
    return sum(hits), len(hits)


def main() -> int:
    """Build the PDFs and score each parser."""
    folder = Path(sys.argv[1]).resolve()
    least = int(sys.argv[2]) if len(sys.argv) > 2 else 0  # noqa: PLR2004 - the folder and a number
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(PEOPLE.glob("*.json")):
        in_project("cvtex", "build", str(file), "-o", str(folder / f"{file.stem}.pdf"), cwd=folder)
    scores = {parser: _score(folder, parser, code) for parser, code in PARSERS.items()}
    for parser, (read, fields) in scores.items():
        print(f"{parser}: {read} of {fields} fields")
    return int(any(read < least for read, _ in scores.values()))


if __name__ == "__main__":
    sys.exit(main())
