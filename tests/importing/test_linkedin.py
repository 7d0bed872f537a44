"""LinkedIn's data export becomes a content file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cvtex.importing.importing import import_file
from cvtex.report.imported import table

from .test_pdf import EXPECTED, checked, imported

PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers\n"
)
POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On\n"
EDUCATION = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"

FULL = {
    "Profile.csv": PROFILE + "Ada,Sample,Quill,,Mar 3,Engineer of tide mills,"
    '"Builds mills that do not stop.\n\nWrites down why.",Utilities,01234,"Northmere, UK",'
    '[ada_sample],"[PORTFOLIO:https://ada.example.org,OTHER:https://example.org/notes]",\n',
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
    "old@example.org,Yes,No,1/1/15\nada@example.org,Yes,Yes,1/1/24\n",
    "PhoneNumbers.csv": "Extension,Number,Type\n,+1 202 555 0143,Mobile\n",
    "Positions.csv": POSITIONS
    + 'Tidewater Works,Head of gates,"Leads nine people.\n• Cut the idle hours by 31%\n'
    '• Wrote the planner, now in 14 offices","Saltmarsh, UK",Mar 2021,\n'
    'Tidewater Works,Mill engineer,,"Saltmarsh, UK",Jul 2018,Feb 2021\n'
    "Harbour Board,Surveyor,Charted 64 km of coast,Northmere,2016,2018\n",
    "Education.csv": EDUCATION
    + "University of Northmere,2014,2018,With distinction,BSc Hydraulics,Rowing club\n",
    "Skills.csv": "Name\nPython\nHydraulics\n",
    "Languages.csv": "Name,Proficiency\nEnglish,Native or bilingual proficiency\n",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\n"
    "Diver,https://example.org/diver,Diving School,Apr 2020,,D-17\n"
    "Skipper,,Sea School,2018,2028,\n",
    "Projects.csv": "Title,Description,Url,Started On,Finished On\n"
    "Moon Tables,High water for any port.,https://example.org/moon,Jan 2020,Mar 2022\n",
    "Publications.csv": "Name,Published On,Description,Publisher,Url\n"
    "On gates,Aug 2022,A tide table.,Journal of Invented Tides,https://example.org/gates\n",
    "Honors.csv": "Title,Description,Issued On\nGolden Sluice,One of three.,Nov 2022\n",
    "Volunteering.csv": "Company Name,Role,Cause,Started On,Finished On,Description\n"
    "Lifeboat,Crew,Safety,2017,,Out in any weather.\n",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    "Status\nIda,Vane,University of Northmere,Professor,She asks why.,01/02/24,VISIBLE\n"
    "Odd,Even,Sums Ltd.,Clerk,He adds up.,01/02/23,HIDDEN\n",
    "messages.csv": "FROM,TO,CONTENT\nBob,Ada,private\n",
    "Connections.csv": 'Notes:\n"Some addresses are missing"\n\nFirst Name,Last Name\nBob,Doe\n',
}
GERMAN = {
    "Basic_Export/Profile.csv": PROFILE
    + "Jule,Deich,,Deichweg 7,,Ingenieurin für Wasserbau,Ich baue Deiche und prüfe sie.,,25813,"
    "Husum,,,\n",
    "Basic_Export/Positions.csv": POSITIONS
    + 'Deichbau Nord GmbH,Ingenieurin,"- Deich erhöht\n- Pegel geprüft",Husum,Sep 2020,\n',
    "Basic_Export/Skills.csv": "Name\nWasserbau\n",
}
CHINESE = {
    "Profile.csv": PROFILE + "样例,张,,,,推荐算法工程师,五年推荐系统经验。,,,中国 虚构市,,,\n",
    "Positions.csv": POSITIONS + "乌有科技有限公司,算法工程师,负责排序。,虚构市,2021年7月,\n",
    "Education.csv": EDUCATION + "虚构大学,2018,2021,,硕士,\n",
}
EXPORTS = {"linkedin_full": FULL, "linkedin_german": GERMAN, "linkedin_chinese": CHINESE}


def export(path: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode(encoding))
    return path


@pytest.mark.parametrize("name", EXPORTS)
def test_exports(name: str, tmp_path: Path) -> None:
    """Each file about the person becomes a section; jobs at one employer are its parts."""
    made = imported(export(tmp_path / "export.zip", EXPORTS[name]))

    expected = (EXPECTED / f"{name}.yaml").read_text(encoding="utf-8")
    assert checked(made.text, tmp_path) == expected


def test_counts(tmp_path: Path) -> None:
    """The table names each column that has no place, and the files that are not opened."""
    made = imported(export(tmp_path / "export.zip", FULL))
    lines = {line.split("  ")[0]: line.split() for line in table(made.counts).splitlines()}

    left_out = {count.part: count.names for count in made.counts if count.names}
    assert left_out == {
        "Profile.csv": ["Maiden Name", "Birth Date", "Industry", "Zip Code"],
        "Email Addresses.csv": [
            *("Email Address", "Confirmed", "Primary", "Updated On"),
            *("Confirmed", "Primary", "Updated On"),
        ],
        "PhoneNumbers.csv": ["Type"],
        "Certifications.csv": ["License Number"],
        "Volunteering.csv": ["Cause"],
        "Recommendations_Received.csv": [
            *("Creation Date", "Status", "First Name", "Last Name", "Company", "Job Title"),
            *("Text", "Creation Date", "Status"),
        ],
        "other files, not opened": ["messages.csv", "Connections.csv"],
    }
    assert lines["Positions.csv"] == ["Positions.csv", "16"]


def test_what_is_not_known_is_counted(tmp_path: Path) -> None:
    """Rows below unknown headings are counted; a page without https or with a comma is whole."""
    files = {
        "Skills.csv": "Name\nPython\n",
        "Old/Skills.csv": "Name\nRust\n",
        "Positions.csv": "Firma,Titel\nDeichbau Nord GmbH,Ingenieurin\n",
    }
    pages = '"[OTHER:https://example.org/a,b,BLOG:www.example.net]"'
    files["Profile.csv"] = f"First Name,Websites\nAda,{pages}\n"
    made = imported(export(tmp_path / "export.zip", files), "en")

    assert "Rust" in made.text
    assert "Python" in made.text
    assert "url: https://example.org/a,b\n" in made.text
    assert "url: https://www.example.net" in made.text
    assert [count.names for count in made.counts if count.part == "Positions.csv"] == [
        ["row", "row"]
    ]


def test_of_another_country(tmp_path: Path) -> None:
    """A name is in its order, a number gets its country, and English words are to be checked."""
    files = {
        "Profile.csv": "First Name,Last Name,Summary,Geo Location,Websites\n"
        "민준,김,대규모 트래픽 서비스를 설계하고 운영합니다. 결제 시스템을 개발했습니다.,"
        '"Seongnam, South Korea","[BLOG:blog.example.org/@mj,RSS:https://a.example.org]"\n',
        "PhoneNumbers.csv": "Extension,Number,Type\n,010-1234-5678,Mobile\n",
        "Languages.csv": "Name,Proficiency\n한국어,Native or bilingual proficiency\n",
    }
    made = imported(export(tmp_path / "export.zip", files))

    assert "name: 김민준\n" in made.text
    assert "phone: +82 10-1234-5678\n" in made.text
    assert "url: https://blog.example.org/@mj\n" in made.text
    assert "url: https://a.example.org\n" in made.text
    assert made.text.index("# check:") < made.text.index("fluency: Native or")
    assert [count.names for count in made.counts] == [[], ["Type"], []]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("semicolons", "no file of the ZIP archive has the columns of LinkedIn's data export"),
        ("cut", "the file is damaged: it is not a whole ZIP archive"),
        ("bomb", "the file is 130 MB when unpacked, in 3 files: that is far more than a résumé"),
        ("large", "`Skills.csv` has more than 4 MB"),
        (
            "encoding",
            "`Profile.csv` in the archive is not UTF-8, as LinkedIn writes it",
        ),
        ("other", "the ZIP archive is not LinkedIn's data export"),
        ("crc", "`Skills.csv` in the archive is damaged"),
        ("field", "`Skills.csv` in the archive is damaged"),
    ],
)
def test_bad_files(bad: str, said: str, tmp_path: Path) -> None:
    """An archive that can't be read is one error."""
    path = tmp_path / "export.zip"
    files = dict(GERMAN if bad == "encoding" else CHINESE)
    if bad == "other":
        files = {"notes.txt": "Ada"}
    elif bad == "semicolons":
        files = {"Profile.csv": PROFILE.replace(",", ";") + "Ada;Sample;;;;;;;;;;;\n"}
    elif bad == "field":
        files = {"Skills.csv": "Name\n" + "x" * 140_000}
    elif bad in ("bomb", "large", "crc"):
        size = {"bomb": 130, "large": 5, "crc": 0}[bad] * 2**20
        files = {"Skills.csv": "Name\n" + "x" * size, "a.csv": "", "b.csv": ""}
    export(path, files, "latin-1" if bad == "encoding" else "utf-8")
    if bad == "cut":
        path.write_bytes(path.read_bytes()[:-40])
    elif bad == "crc":
        data = bytearray(path.read_bytes())
        data[30 + len("Skills.csv")] ^= 0xFF  # behind the header of the first file
        path.write_bytes(data)
    made = import_file(path)

    assert made.value is None
    assert [finding.message for finding in made.diagnostics] == [said]
