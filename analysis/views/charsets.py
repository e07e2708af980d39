"""The bytes of a web page become characters: by a byte order mark, by what the page says, then as any text.

What a page says of its encoding stands within its first bytes. Where it says something that its bytes don't fit, the
page is read as any other text of the corpus is: as UTF-8, else as Windows-1252. Nothing is ever guessed by counting letters.
"""

import codecs
import re

from analysis.corpus import decoding
from analysis.mistakes import InputError

NEAR = 4096
"""Bytes within which a page says its encoding; the HTML standard asks for 1024, old pages need more."""
SAID = re.compile(
    rb"<meta[^<>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})|<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
# What browsers read these names as (WHATWG Encoding Standard): nobody means the seven-bit or Latin sets by them.
MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "utf8": "utf-8",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def decode(data: bytes, encoding: str = "") -> decoding.Decoded:
    r"""The characters of a page and the encoding that gave them; `ValueError` says why there are none.

    >>> decode(b'<meta charset="windows-1250"><p>\xa3\xf3d\x9f').text[-4:]
    'Łódź'
    """
    marked = any(data.startswith(mark) for mark, *_ in decoding.MARKS)
    said = "" if encoding or marked else _said(data)
    try:
        return decoding.decode(data, encoding or said or None)
    except InputError:
        if not said:
            raise
    return decoding.decode(data)


def _said(data: bytes) -> str:
    """The encoding that a page says it has, where Python knows it."""
    match = SAID.search(data[:NEAR])
    name = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    name = MEANT.get(name, name)
    try:
        return name if name and codecs.lookup(name)._is_text_encoding else ""
    except LookupError:
        return ""
