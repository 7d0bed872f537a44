"""The codes of all diagnostics. They are stable: people switch warnings off by them.

`docs/diagnostics.md` explains each with an example.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What a diagnostic is about."""

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
    FIELD_UNPRINTED = "field-unprinted"
    FLAG_TYPE = "flag-type"
    CONTACT_KIND = "contact-kind"
    AUTHOR_NAME = "author-name"
    SKILL_FORM = "skill-form"
    HIGHLIGHTS_DEPTH = "highlights-depth"
    DATE_INVALID = "date-invalid"
    DATE_ORDER = "date-order"
    DATE_TWICE = "date-twice"
    DATE_FUTURE = "date-future"
    DATE_OPEN = "date-open"
    PHONE_UNKNOWN = "phone-unknown"
    PROFILE_UNLINKED = "profile-unlinked"
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
    STYLE_MARKUP = "style-markup"
    STYLE_BULLET = "style-bullet"

    # Editions.
    EDITIONS_EMPTY = "editions-empty"
    EDITION_NAME = "edition-name"
    THEME_UNKNOWN = "theme-unknown"
    THEME_FILE = "theme-file"
    COLOUR_PALE = "colour-pale"

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
    TEX_TIME = "tex-time"
    TEX_MEMORY = "tex-memory"
    TEX_FILE_SIZE = "tex-file-size"
    TEX_KILLED = "tex-killed"
    TEX_SPECIAL = "tex-special"
    GLYPH_MISSING = "glyph-missing"
    BOX_OVERFULL = "box-overfull"
    BUILD_TIME = "build-time"
    OUTPUT = "output"
    RECORD_LOST = "record-lost"
    BYTES_UNLIKE = "bytes-unlike"

    # The finished PDF.
    PAGES_OVER = "pages-over"
    PDF_UNREADABLE = "pdf-unreadable"
    PDF_LOCKED = "pdf-locked"
    PDF_TEXTLESS = "pdf-textless"
    WORDS_LOST = "words-lost"
    WORDS_PARTED = "words-parted"
    WORDS_UNTYPED = "words-untyped"
    ORDER_WRONG = "order-wrong"

    # What the finished PDF proves: docs/verify.md has each check with its reason.
    PDF_DAMAGED = "pdf-damaged"
    CHARACTER_UNREADABLE = "character-unreadable"
    CHARACTER_LOOKALIKE = "character-lookalike"
    BULLET_ODD = "bullet-odd"
    WORD_SPLIT = "word-split"
    DIRECTION_WRONG = "direction-wrong"
    LINE_MARK = "line-mark"
    FONT_OUTSIDE = "font-outside"
    FONT_WHOLE = "font-whole"
    FONT_UNMAPPED = "font-unmapped"
    FONT_DRAWN = "font-drawn"
    TEXT_OUTSIDE = "text-outside"
    TEXT_COVERED = "text-covered"
    TEXT_HIDDEN = "text-hidden"
    TEXT_SCANNED = "text-scanned"
    PAGE_TURNED = "page-turned"
    HEADING_ALONE = "heading-alone"
    PAGE_SPARSE = "page-sparse"
    LINK_TARGET = "link-target"
    LINK_AREA = "link-area"
    METADATA_MISSING = "metadata-missing"
    METADATA_UNLIKE = "metadata-unlike"
    METADATA_MACHINE = "metadata-machine"
    BOOKMARKS_MISSING = "bookmarks-missing"
    TITLE_HIDDEN = "title-hidden"
    TAGS_MISSING = "tags-missing"
    TAGS_BROKEN = "tags-broken"
    TAGS_UNLIKE = "tags-unlike"
    CONTENT_UNTAGGED = "content-untagged"
    HEADING_LEVEL = "heading-level"
    LIST_FORM = "list-form"
    TABLE_FORM = "table-form"
    FIGURE_SILENT = "figure-silent"
    LANGUAGE_UNSAID = "language-unsaid"
    ANNOTATION_UNTAGGED = "annotation-untagged"
    STANDARD_BROKEN = "standard-broken"
    CONTENT_ACTIVE = "content-active"


STYLE = frozenset(code for code in Code if code.startswith("style-"))
"""What is a matter of style."""

WARNINGS = STYLE | {
    Code.TEXT_INVISIBLE,
    Code.TEXT_SEQUENCE,
    Code.TEXT_FORM,
    Code.TEXT_LOOKALIKE,
    Code.TEXT_COMMENT,
    Code.TEXT_PARAGRAPHS,
    Code.TEXT_COMMA,
    Code.TEXT_QUOTES,
    Code.FIELD_UNPRINTED,
    Code.COLOUR_PALE,
    Code.DATE_FUTURE,
    Code.DATE_OPEN,
    Code.PHONE_UNKNOWN,
    Code.PROFILE_UNLINKED,
    Code.PHOTO_SMALL,
    Code.FINDINGS_MORE,
    Code.IMPORT_LEFT_OUT,
    Code.IMPORT_REPAIRED,
    Code.LANGUAGE_GUESSED,
    Code.EXPORT_LEFT_OUT,
    Code.RECORD_LOST,
    Code.WORDS_PARTED,
    Code.TEXT_SCANNED,
    Code.LINE_MARK,
}
"""What does not stop a build; all else does."""

PROOFS = frozenset(
    {
        Code.BOX_OVERFULL,
        Code.PAGES_OVER,
        Code.WORDS_LOST,
        Code.WORDS_PARTED,
        Code.WORDS_UNTYPED,
        Code.ORDER_WRONG,
        Code.CHARACTER_UNREADABLE,
        Code.CHARACTER_LOOKALIKE,
        Code.BULLET_ODD,
        Code.WORD_SPLIT,
        Code.DIRECTION_WRONG,
        Code.LINE_MARK,
        Code.FONT_OUTSIDE,
        Code.FONT_WHOLE,
        Code.FONT_UNMAPPED,
        Code.FONT_DRAWN,
        Code.TEXT_OUTSIDE,
        Code.TEXT_COVERED,
        Code.TEXT_HIDDEN,
        Code.TEXT_SCANNED,
        Code.PAGE_TURNED,
        Code.HEADING_ALONE,
        Code.PAGE_SPARSE,
        Code.LINK_TARGET,
        Code.LINK_AREA,
        Code.METADATA_MISSING,
        Code.METADATA_UNLIKE,
        Code.METADATA_MACHINE,
        Code.BOOKMARKS_MISSING,
        Code.TITLE_HIDDEN,
        Code.TAGS_MISSING,
        Code.TAGS_BROKEN,
        Code.TAGS_UNLIKE,
        Code.CONTENT_UNTAGGED,
        Code.HEADING_LEVEL,
        Code.LIST_FORM,
        Code.TABLE_FORM,
        Code.FIGURE_SILENT,
        Code.LANGUAGE_UNSAID,
        Code.ANNOTATION_UNTAGGED,
        Code.STANDARD_BROKEN,
        Code.CONTENT_ACTIVE,
    }
)
"""What a PDF that can be read proves, or fails to: an edition may make any of it a warning."""

LAYOUT = frozenset({Code.HEADING_ALONE, Code.PAGE_SPARSE})
"""How well pages are filled: where there is no edition to say so, that stops nobody."""

IGNORED = WARNINGS - PROOFS
"""What a content file may ignore: the warnings about its own text."""
