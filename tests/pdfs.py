"""Small PDFs for tests, written by hand: words at places, in the order given, so that each awkwardness is on purpose.

`page` takes (x, y, words) or (x, y, words, size); `pdf` puts pages together. Words may hold ligatures, which stand in the
file as printers put them there: one glyph, named by the font.
"""

import zlib
from collections.abc import Sequence

LIGATURES = {"ﬁ": 1, "ﬂ": 2, "ﬀ": 3, "ﬃ": 4}
FONT = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding"
    b"/Differences[1/fi/fl/ff/ffi]>>>>"
)
# Widths of the signs from space to tilde in thousandths of the size, as Adobe published them for Helvetica.
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 222, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
Placed = tuple[float, float, str] | tuple[float, float, str, float]


def width(words: str, size: float = 10) -> float:
    """How wide words are drawn; signs beyond ASCII count as a digit."""
    return (
        sum(WIDTHS[ord(sign) - 32] if 32 <= ord(sign) < 127 else 556 for sign in words)
        * size
        / 1000
    )


def wrapped(words: Sequence[str], wide: float) -> list[list[str]]:
    """Words in lines of a column."""
    lines: list[list[str]] = [[]]
    for word in words:
        if lines[-1] and width(" ".join([*lines[-1], word])) > wide:
            lines.append([])
        lines[-1].append(word)
    return lines


def set_column(
    lines: Sequence[Sequence[str]], x: float, wide: float, top: float, justified: bool
) -> list[list[Placed]]:
    """The words of a column's lines, each at its own place."""
    rows: list[list[Placed]] = []
    for number, line in enumerate(lines):
        space = width(" ")
        if justified and number + 1 < len(lines) and len(line) > 1:
            space = (wide - sum(map(width, line))) / (len(line) - 1)
        row, at = [], x
        for word in line:
            row.append((at, top - 12 * number, word))
            at += width(word) + space
        rows.append(row)
    return rows


def page(placed: Sequence[Placed]) -> bytes:
    """The drawing commands of a page; y counts from the bottom, pages are 595 by 842."""
    lines = []
    for x, y, words, *size in placed:
        lines.append(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET"
            % (size[0] if size else 10, x, y, _escaped(words))
        )
    return b"\n".join(lines)


def _escaped(words: str) -> bytes:
    data = b"".join(
        bytes([LIGATURES[sign]]) if sign in LIGATURES else sign.encode("cp1252") for sign in words
    )
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf(*pages: bytes) -> bytes:
    """A PDF of pages."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        FONT,
    ]
    for number, drawn in enumerate(pages):
        packed = zlib.compress(drawn)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number)
        )
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
        )
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip
