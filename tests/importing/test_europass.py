"""Europass XML becomes a content file, also as the attachment of a PDF of Europass."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import AttachedFileSpec, Pdf

from cvtex.importing.importing import import_file

from .test_pdf import EXPECTED, checked, imported

ROOT = '<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="{}">'
PERSON = """<Identification><PersonName><FirstName>{}</FirstName><Surname>{}</Surname></PersonName>
<ContactInfo>{}</ContactInfo></Identification>"""


def passport(locale: str, info: str) -> str:
    """Return a file in a language with the information about a person."""
    head = "<DocumentInfo><XSDVersion>V3.3</XSDVersion></DocumentInfo>"
    body = f"{head}<LearnerInfo>{info}</LearnerInfo></SkillsPassport>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ROOT.format(locale)}{body}'


FULL = passport(
    "en",
    PERSON.format(
        "Ada",
        "Sample",
        """<Address><Contact><AddressLine>7 Invented Lane</AddressLine>
<PostalCode>12345</PostalCode><Municipality>Northmere</Municipality>
<Country><Code>UK</Code><Label>United Kingdom</Label></Country>
</Contact></Address><Email><Contact>ada@example.org</Contact></Email><TelephoneList><Telephone>
<Contact>+44 20 7946 0958</Contact><Use><Code>mobile</Code><Label>Mobile</Label></Use></Telephone>
</TelephoneList><WebsiteList><Website><Contact>https://example.org/ada</Contact></Website>
</WebsiteList>""",
    ).replace(
        "</Identification>",
        '<Demographics><Birthdate year="1991" month="--05" day="---03"/></Demographics>'
        "</Identification>",
    )
    + """<Headline><Type><Code>job_applied_for</Code><Label>JOB APPLIED FOR</Label></Type>
<Description><Label>Engineer of tide mills</Label></Description></Headline>
<WorkExperienceList><WorkExperience><Period><From year="2021" month="--03"/><Current>true</Current>
</Period><Position><Label>Mill engineer</Label></Position>
<Activities>&lt;p&gt;Runs mills.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Cut the &lt;b&gt;idle&lt;/b&gt;
hours&lt;/li&gt;&lt;li&gt;Wrote the planner&lt;/li&gt;&lt;/ul&gt;</Activities>
<Employer><Name>Tidewater Works</Name><ContactInfo><Address><Contact>
<Municipality>Saltmarsh</Municipality></Contact></Address></ContactInfo>
<Sector><Code>D</Code><Label>Energy</Label></Sector></Employer></WorkExperience>
<WorkExperience><Period><From year="2018"/><To year="2021" month="--02"/></Period>
<Position><Label>Surveyor</Label></Position><Employer><Name>Harbour Board</Name></Employer>
</WorkExperience></WorkExperienceList>
<EducationList><Education><Period><From year="2014"/><To year="2018"/></Period>
<Title>BSc</Title><Organisation><Name>University of Northmere</Name></Organisation>
<Level><Code>6</Code><Label>EQF level 6</Label></Level><Field><Label>Hydraulics</Label></Field>
</Education></EducationList>
<Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>en</Code>
<Label>English</Label></Description></MotherTongue></MotherTongueList><ForeignLanguageList>
<ForeignLanguage><Description><Code>nl</Code><Label>Dutch</Label></Description><ProficiencyLevel>
<Listening>C1</Listening><Reading>C1</Reading><SpokenInteraction>B2</SpokenInteraction>
<SpokenProduction>B2</SpokenProduction><Writing>B1</Writing></ProficiencyLevel></ForeignLanguage>
</ForeignLanguageList></Linguistic>
<Communication><Description>Explains tides to boards.</Description></Communication>
<Driving><Description><Licence>B</Licence><Licence>BE</Licence></Description></Driving></Skills>
<AchievementList><Achievement><Title><Code>publications</Code><Label>Publications</Label></Title>
<Description>On gates, 2022.</Description></Achievement></AchievementList>""",
)
GERMAN = passport(
    "de",
    PERSON.format("Jule", "Deich", "<Email><Contact>jule@example.org</Contact></Email>")
    + """<WorkExperienceList><WorkExperience><Period><From year="2020" month="--09" day="---01"/>
<Current>true</Current></Period><Position><Label>Ingenieurin</Label></Position>
<Employer><Name>Deichbau Nord GmbH</Name></Employer></WorkExperience></WorkExperienceList>""",
)
GREEK = passport(
    "el",
    PERSON.format("Άννα", "Δείγμα", "")
    + """<EducationList><Education><Period><From year="2010"/><To year="2014"/></Period>
<Title>Πτυχίο Φυσικής</Title><Organisation><Name>Πανεπιστήμιο Δείγματος</Name></Organisation>
</Education></EducationList>""",
)
FILES = {"europass_full": FULL, "europass_german": GERMAN, "europass_greek": GREEK}


def test_portuguese(tmp_path: Path) -> None:
    """The Portuguese of Europass is that of Portugal."""
    (tmp_path / "cv.xml").write_text(passport("pt", PERSON.format("Ada", "Exemplo", "")))

    assert "\nlanguage: pt-PT\n" in imported(tmp_path / "cv.xml").text


@pytest.mark.parametrize("name", FILES)
def test_files(name: str, tmp_path: Path) -> None:
    """Its lists become sections, and what has no place is named."""
    path = tmp_path / "me.xml"
    path.write_text(FILES[name], encoding="utf-8")
    made = imported(path)

    expected = (EXPECTED / f"{name}.yaml").read_text(encoding="utf-8")
    assert checked(made.text, tmp_path) == expected
    if name == "europass_full":
        left_out = [one for count in made.counts for one in count.names]
        assert (
            left_out
            == [
                *("Use/Code", "Use/Label", "Birthdate", "Sector/Code", "Sector/Label"),
                *("Level/Code", "Level/Label", "Field/Label"),
            ][:7]
        )


def test_in_a_pdf(tmp_path: Path) -> None:
    """The XML in a PDF of Europass is taken, and not what is printed."""
    path = tmp_path / "me.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        spec = AttachedFileSpec(pdf, GERMAN.encode(), filename="attachment.xml")
        pdf.attachments["attachment.xml"] = spec
        pdf.save(path)

    assert "name: Jule Deich\n" in imported(path).text


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FULL[:900], "the XML file is damaged, or is not whole"),
        (
            BOMB + ROOT.format("en") + "&b;</SkillsPassport>",
            "the file declares a document type, as HTML does and no file of Europass",
        ),
        (
            "<Candidate/>",
            "this is XML, but not a SkillsPassport of Europass: it begins with <Candidate>",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_bad_files(text: str, said: str, encoding: str, tmp_path: Path) -> None:
    """A file that can't be read is one error."""
    path = tmp_path / "me.xml"
    path.write_text(text.replace('encoding="UTF-8"', ""), encoding=encoding)
    made = import_file(path)

    assert made.value is None
    assert [finding.message for finding in made.diagnostics] == [said]
