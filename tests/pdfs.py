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
Placed = tuple[float, float, str] | tuple[float, float, str, float]


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
