"""The stable codes of all diagnostics; `docs/diagnostics.md` explains each with an example."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """The code of a diagnostic, in the order of the phases."""

    # A file as a whole.
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_OUTSIDE = "file-outside"
    FILE_TOO_LARGE = "file-too-large"
    FILE_ENCODING = "file-encoding"
    FILE_CONFLICT = "file-conflict"

    FINDINGS_MORE = "findings-more"

    # YAML.
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_INDENT = "yaml-indent"
    YAML_COLON = "yaml-colon"
    YAML_MARK = "yaml-mark"
    YAML_QUOTE = "yaml-quote"
    YAML_BRACKET = "yaml-bracket"
    YAML_ESCAPE = "yaml-escape"
    YAML_ALIAS = "yaml-alias"
    YAML_MERGE = "yaml-merge"
    YAML_TAG = "yaml-tag"
    YAML_COMMENT = "yaml-comment"
    YAML_DOCUMENTS = "yaml-documents"
    YAML_CHARACTER = "yaml-character"
    YAML_KEY = "yaml-key"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    YAML_TOO_DEEP = "yaml-too-deep"
    YAML_TOO_LARGE = "yaml-too-large"

    # JSON.
    JSON_SYNTAX = "json-syntax"
    JSON_DUPLICATE_KEY = "json-duplicate-key"
    JSON_CHARACTER = "json-character"
    JSON_TOO_LARGE = "json-too-large"

    # A bibliography.
    BIBTEX_SYNTAX = "bibtex-syntax"
    BIBLIOGRAPHY_DUPLICATE_KEY = "bibliography-duplicate-key"

    # The schema.
    CONTENT_EMPTY = "content-empty"
    CONTENT_TYPE = "content-type"
    KEY_UNKNOWN = "key-unknown"
    KEY_MISSING = "key-missing"
    VALUE_TYPE = "value-type"
    VALUE_UNKNOWN = "value-unknown"
    SECTION_TYPE = "section-type"
    LIST_EMPTY = "list-empty"
    TEXT_EMPTY = "text-empty"
    TEXT_INVISIBLE = "text-invisible"
    TEXT_SEQUENCE = "text-sequence"
    TEXT_FORM = "text-form"
    TEXT_LOOKALIKE = "text-lookalike"
    TEXT_MARKS = "text-marks"
    TEXT_COMMENT = "text-comment"
    TEXT_PARAGRAPHS = "text-paragraphs"
    TEXT_COMMA = "text-comma"
    TEXT_QUOTES = "text-quotes"
    FIELD_NOT_PRINTED = "field-not-printed"
    FLAG_TYPE = "flag-type"
    CONTACT_KIND = "contact-kind"
    AUTHOR_NAME = "author-name"
    SKILL_FORM = "skill-form"
    HIGHLIGHTS_TOO_DEEP = "highlights-too-deep"
    INCLUDE_CIRCULAR = "include-circular"
    TAG_INVALID = "tag-invalid"
    PRIORITY_INVALID = "priority-invalid"
    DATE_INVALID = "date-invalid"
    DATE_ORDER = "date-order"
    DATE_TWICE = "date-twice"
    DATE_FUTURE = "date-future"
    DATE_END_MISSING = "date-end-missing"
    PHONE_UNKNOWN = "phone-unknown"
    PROFILE_LINK_MISSING = "profile-link-missing"
    EMAIL_INVALID = "email-invalid"
    URL_INVALID = "url-invalid"
    LINK_SCHEME = "link-scheme"
    LINK_NESTED = "link-nested"
    LANGUAGE_UNKNOWN = "language-unknown"
    PHOTO_FORMAT = "photo-format"
    PHOTO_SMALL = "photo-small"

    # Style.
    STYLE_UNDATED = "style-undated"
    STYLE_UNORDERED = "style-unordered"
    STYLE_LONG = "style-long"
    STYLE_FULL_STOP = "style-full-stop"
    STYLE_SPELLING = "style-spelling"
    STYLE_STRAIGHT_QUOTE = "style-straight-quote"
    STYLE_HALF_WIDTH = "style-half-width"
    STYLE_HAN_LATIN_SPACE = "style-han-latin-space"
    STYLE_HAN_SPACE = "style-han-space"
    STYLE_MARKUP = "style-markup"
    STYLE_BULLET = "style-bullet"

    # Two languages of one résumé.
    LINT_DATES = "lint-dates"
    LINT_ALONE = "lint-alone"
    LINT_NUMBERS = "lint-numbers"
    LINT_CONTACTS = "lint-contacts"
    LINT_HIGHLIGHTS = "lint-highlights"
    LINT_UNUSED = "lint-unused"

    # Editions.
    EDITIONS_EMPTY = "editions-empty"
    EDITION_NAME = "edition-name"
    EDITION_EXTENDS = "edition-extends"
    EDITION_NOTES = "edition-notes"
    CONTENT_UNUSED = "content-unused"
    AUDIENCE_UNUSED = "audience-unused"
    TAG_UNUSED = "tag-unused"
    HIDDEN_PRINTED = "hidden-printed"
    THEME_UNKNOWN = "theme-unknown"
    THEME_FILE = "theme-file"
    CONTRAST_LOW = "contrast-low"

    # Other formats.
    IMPORT_SHAPE = "import-shape"
    IMPORT_LEFT_OUT = "import-left-out"
    IMPORT_REPAIRED = "import-repaired"
    LANGUAGE_GUESSED = "language-guessed"
    EXPORT_LEFT_OUT = "export-left-out"

    # TeX and the machine.
    PROGRAM_MISSING = "program-missing"
    TEX_PACKAGE_MISSING = "tex-package-missing"
    FONT_MISSING = "font-missing"
    FOLDER_NAME = "folder-name"
    TEX_ERROR = "tex-error"
    TEX_FAILED = "tex-failed"
    TEX_TIMEOUT = "tex-timeout"
    TEX_MEMORY = "tex-memory"
    TEX_FILE_SIZE = "tex-file-size"
    TEX_KILLED = "tex-killed"
    TEX_SPECIAL = "tex-special"
    GLYPH_MISSING = "glyph-missing"
    BOX_OVERFULL = "box-overfull"
    WINDOW_MISSED = "window-missed"
    BUILD_TIMEOUT = "build-timeout"
    BUILD_EXCEPTION = "build-exception"
    BUILD_STOPPED = "build-stopped"
    OUTPUT = "output"
    RECORD_LOST = "record-lost"
    BYTES_MISMATCH = "bytes-mismatch"

    # The finished PDF.
    PAGES_OVER = "pages-over"
    PDF_UNREADABLE = "pdf-unreadable"
    PDF_LOCKED = "pdf-locked"
    PDF_NO_TEXT = "pdf-no-text"
    WORDS_LOST = "words-lost"
    WORDS_INTERLEAVED = "words-interleaved"
    WORDS_ADDED = "words-added"
    ORDER_WRONG = "order-wrong"

    # The checks of the finished PDF; docs/verify.md has each with its reason.
    PDF_DAMAGED = "pdf-damaged"
    CHARACTER_UNREADABLE = "character-unreadable"
    CHARACTER_LOOKALIKE = "character-lookalike"
    BULLET_UNUSUAL = "bullet-unusual"
    WORD_SPLIT = "word-split"
    DIRECTION_WRONG = "direction-wrong"
    LINE_EDGE = "line-edge"
    FONT_NOT_EMBEDDED = "font-not-embedded"
    FONT_NOT_SUBSET = "font-not-subset"
    FONT_UNMAPPED = "font-unmapped"
    FONT_TYPE3 = "font-type3"
    TEXT_OUTSIDE = "text-outside"
    TEXT_COVERED = "text-covered"
    TEXT_HIDDEN = "text-hidden"
    TEXT_SCANNED = "text-scanned"
    PAGE_ROTATED = "page-rotated"
    PAGE_BLANK = "page-blank"
    PAGE_UNIT = "page-unit"
    HEADING_STRANDED = "heading-stranded"
    PAGE_SPARSE = "page-sparse"
    LINK_TARGET = "link-target"
    LINK_AREA = "link-area"
    METADATA_MISSING = "metadata-missing"
    METADATA_MISMATCH = "metadata-mismatch"
    METADATA_MACHINE = "metadata-machine"
    BOOKMARKS_MISSING = "bookmarks-missing"
    TITLE_HIDDEN = "title-hidden"
    TAGS_MISSING = "tags-missing"
    TAGS_BROKEN = "tags-broken"
    TAGS_MISMATCH = "tags-mismatch"
    CONTENT_UNTAGGED = "content-untagged"
    HEADING_LEVEL = "heading-level"
    LIST_STRUCTURE = "list-structure"
    TABLE_STRUCTURE = "table-structure"
    FIGURE_ALT_MISSING = "figure-alt-missing"
    LANGUAGE_MISSING = "language-missing"
    ANNOTATION_UNTAGGED = "annotation-untagged"
    STANDARD_BROKEN = "standard-broken"
    CONTENT_ACTIVE = "content-active"


STYLE = frozenset(code for code in Code if code.startswith("style-"))
"""The codes of style warnings."""

LINT = frozenset(code for code in Code if code.startswith("lint-"))
"""The codes of differences between two languages of one résumé."""

WARNINGS = {
    *STYLE,
    *LINT,
    Code.TEXT_INVISIBLE,
    Code.TEXT_SEQUENCE,
    Code.TEXT_FORM,
    Code.TEXT_LOOKALIKE,
    Code.TEXT_COMMENT,
    Code.TEXT_PARAGRAPHS,
    Code.TEXT_COMMA,
    Code.TEXT_QUOTES,
    Code.FIELD_NOT_PRINTED,
    Code.CONTENT_UNUSED,
    Code.AUDIENCE_UNUSED,
    Code.TAG_UNUSED,
    Code.CONTRAST_LOW,
    Code.DATE_FUTURE,
    Code.DATE_END_MISSING,
    Code.PHONE_UNKNOWN,
    Code.PROFILE_LINK_MISSING,
    Code.PHOTO_SMALL,
    Code.FINDINGS_MORE,
    Code.IMPORT_LEFT_OUT,
    Code.IMPORT_REPAIRED,
    Code.LANGUAGE_GUESSED,
    Code.EXPORT_LEFT_OUT,
    Code.RECORD_LOST,
    Code.WINDOW_MISSED,
    Code.WORDS_INTERLEAVED,
    Code.TEXT_SCANNED,
    Code.LINE_EDGE,
}
"""The codes of warnings; all others are errors."""

_FINISHED = [*Code][[*Code].index(Code.PAGES_OVER) :]

PROOFS = frozenset(
    {
        Code.BOX_OVERFULL,
        Code.WINDOW_MISSED,
        *(code for code in _FINISHED if not code.startswith("pdf-")),
    }
)
"""The codes of the checks of a readable PDF, which an edition may make warnings."""

LAYOUT = frozenset({Code.HEADING_STRANDED, Code.PAGE_SPARSE})
"""The codes about how pages are filled, which are warnings for a PDF without an edition."""

TOLERABLE = PROOFS | {Code.HIDDEN_PRINTED}
"""The codes that an edition may list under `warn`."""

IGNORED = (WARNINGS - PROOFS - LINT) | {Code.HIDDEN_PRINTED}
"""The codes that a content file may ignore where they are warnings: those about its text."""
