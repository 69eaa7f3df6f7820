"""What a file's content is, whatever its name says."""

import re

from bot.search.articles import RejectedFile

_KINDS = [
    (rb"%PDF-\d", "a PDF", ".pdf"),
    (rb"PK\x03\x04(?=.*word/)", "a Word document", ".docx"),
    (rb"PK\x03\x04|PK\x05\x06", "an archive, a spreadsheet, slides or a book", "save it as .pdf"),
    (rb"\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|Rar!\x1a|\(\xb5/\xfd", "an archive", "unpack it"),
    (rb"\xd0\xcf\x11\xe0", "locked with a password, or an old .doc", "save it as .docx"),
    (rb"\{\\rtf\d", "a document in Rich Text Format", "save it as .docx"),
    (rb"%!PS-", "a PostScript document", "save it as .pdf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", "an image", "type what it says"),
    (rb"(?i:\s*(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)*<(!doctype )?html[\s>])", "a web page", ".html"),
]
"""How contents begin, what they are, and how such a file's name ends, or what else to do."""
_PATTERNS = [
    (re.compile(rb"(?:\xef\xbb\xbf)?(?:%s)" % begins, re.DOTALL), what, advice)
    for begins, what, advice in _KINDS
]


def check_content(data: bytes, ending: str) -> None:
    """Raise `RejectedFile` for data of another kind than a name with this ending says."""
    for pattern, what, advice in _PATTERNS:
        if pattern.match(data):
            if advice.startswith("."):
                if ending.startswith(advice[:4]):  # .htm too
                    return
                advice = f"end its name in {advice}"
            raise RejectedFile(f"by its content it is {what}: {advice}")
