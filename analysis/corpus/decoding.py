"""Bytes become text exactly, or one sentence says why they can't.

Statistical guessers are not used: they read Windows files as Central European and turn £ into Ł. The
order is: a byte order mark, the catalogue's word, strict UTF-8, and then Windows-1252, which is
always reported. Nothing is replaced, no line end is changed, and only a leading byte order mark is
left out, so that offsets are those of the file.
"""

import codecs
from typing import NamedTuple

from analysis.mistakes import InputError

MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a zip archive (a .docx or .odt is one, too)",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)


STRETCH = 1_000_000
"""Characters whose words are counted at once."""


class Decoded(NamedTuple):
    """The text and the name of the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes; `ValueError` says what was found and what to do.

    >>> decode("£103 million".encode("cp1252"))
    Decoded(text='£103 million', encoding='cp1252')
    """
    refuse_magic(data)
    if encoding:
        return _given(data, encoding)
    for mark, label, codec in MARKS:
        if data.startswith(mark):
            try:
                return _whole(data[len(mark) :].decode(codec), label)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins with a byte order mark of {codec} but byte {error.start + len(mark)} does not "
                    "follow it; save it again as UTF-8"
                ) from None
    if b"\0" in data:
        raise InputError(_nul(data))
    try:
        return _whole(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        return _whole(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        raise InputError(
            f"is neither UTF-8 (byte {broken} is wrong) nor Windows-1252; save it as UTF-8, or give its "
            "encoding in corpus.toml"
        ) from None


def word_count(text: str) -> int:
    """How many words `split` gives, counted a stretch at a time: a list of all takes ten times the text's own memory."""
    words, within = 0, False
    for at in range(0, len(text), STRETCH):
        part = text[at : at + STRETCH]
        words += len(part.split()) - (within and not part[0].isspace())
        within = not part[-1].isspace()
    return words


def refuse_magic(data: bytes) -> None:
    """Raise where a file's first bytes are those of a picture, an archive or a document of another kind."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise InputError(
                f"is {what}, not plain text; save its text as UTF-8 and name that file"
            )


def known(encoding: str) -> str:
    """An encoding that the catalogue gives, by Python's name of it; `ValueError` where there is none."""
    try:
        found = codecs.lookup(encoding)
    except LookupError:
        found = None
    if found is None or not found._is_text_encoding:
        raise InputError(
            f"has the encoding {encoding!r} in corpus.toml, which Python does not know; write utf-8, cp1252, "
            "utf-16-le or another of Python's names"
        )
    return found.name


def _given(data: bytes, encoding: str) -> Decoded:
    known(encoding)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"has the encoding {encoding!r} in corpus.toml, but byte {error.start} does not fit it; mend the "
            "entry or take it out"
        ) from None
    return _whole(text.removeprefix("\ufeff"), codecs.lookup(encoding).name)


def _whole(text: str, encoding: str) -> Decoded:
    if "\0" in text:
        raise InputError(
            f"holds a NUL character at offset {text.index(chr(0))}, which no text has; export it again from "
            "its program as plain text"
        )
    if not text.strip():
        raise InputError("holds no words; put its text in, or take it out of the corpus")
    return Decoded(text, encoding)


def _nul(data: bytes) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) > len(data) / 5:
        name = "utf-16-le" if odd > even else "utf-16-be"
        return (
            f'looks like UTF-16 without a byte order mark; save it as UTF-8, or give encoding = "{name}" in '
            "corpus.toml"
        )
    return (
        f"holds a NUL byte at byte {data.index(0)}, so it is not plain text; export it again from its program "
        "as plain text (UTF-8)"
    )
