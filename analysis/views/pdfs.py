"""A PDF as text: its pages opened within bounds, its words with their places; `reading_order` makes lines of them.

What can't be read is said in a sentence: a scan, which holds pictures and no words, a file that asks for a password, a damaged
one, one of too many pages, or one that unpacks into more than anybody printed.
"""

import io
import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from analysis.mistakes import InputError
from analysis.views import reading_order
from analysis.views.reading_order import Fragment

MISSING = "can't be read without pypdf, an optional package; install it by\npip install 'jam-tomorrow[formats]'"
MOST_STEPS = 10_000_000
"""Drawing commands of a whole PDF; a printed page has some thousands."""
FEW_LETTERS = 20
"""Letters a page below which a PDF is taken for a scan: a stamp or a number, no text."""
MOST_NAMED = 8


def text(data: bytes, most_pages: int, most_bytes: int) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF, and sentences on what was done to it; `ValueError` says why there is none."""
    try:
        import pypdf
    except ImportError:
        raise InputError(MISSING) from None
    with _silent("pypdf"):
        reader = _opened(pypdf, data)
        count = _guarded("counting its pages", lambda: len(reader.pages))
        if count > most_pages:
            raise InputError(
                f"has {count:,} pages, more than the limit of {most_pages:,}; split it, or raise max_pages under "
                "[settings] in corpus.toml"
            )
        bounds = _Bounds(10 * most_bytes)
        pages = [
            _guarded(
                f"page {number + 1}", lambda number=number: _fragments(reader.pages[number], bounds)
            )
            for number in range(count)
        ]
    return _laid_out(pages)


def _opened(pypdf: Any, data: bytes) -> Any:
    def opened() -> Any:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(
                "asks for a password; open it, print it into a new PDF without one, and name that file"
            )
        return reader

    return _guarded("its beginning", opened)


def _guarded(what: str, job: Any) -> Any:
    """What a job on a PDF gives; a damaged file makes its reader fail in every way there is."""
    try:
        return job()
    except (InputError, MemoryError):
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"
        raise InputError(
            f"is a damaged PDF, or none ({what} can't be read; {reason}); open it in another program and print it "
            "into a new PDF, or save its text as UTF-8"
        ) from None


class _Bounds:
    """Counts what a PDF unpacks into, over all its pages."""

    def __init__(self, most_bytes: int):
        self.steps = 0
        self.left = most_bytes

    def step(self, *_: Any) -> None:
        """One drawing command."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise InputError(
                f"draws its pages with more than {MOST_STEPS:,} commands; print it into a new PDF, or save its text as "
                "UTF-8"
            )

    def unpacked(self, size: int) -> None:
        """The bytes of a page."""
        self.left -= size
        if self.left < 0:
            raise InputError(
                "unpacks into more than ten times the bytes that a file may have; split it, or raise max_bytes under "
                "[settings] in corpus.toml"
            )


def _fragments(page: Any, bounds: _Bounds) -> list[Fragment]:
    """The words of a page with their places, in the order in which they are drawn."""
    found: list[Fragment] = []
    contents = page.get_contents()
    bounds.unpacked(len(contents.get_data()) if contents is not None else 0)
    turned = math.radians(float(page.rotation or 0))

    def visit(words: str, cm: Sequence[float], tm: Sequence[float], _: Any, size: float) -> None:
        if words.strip():
            found.append(_placed(words, cm, tm, float(size or 0), turned))
            bounds.unpacked(len(words))
        elif found and words:
            found[-1] = found[-1]._replace(words=found[-1].words + " ")

    page.extract_text(visitor_text=visit, visitor_operand_before=bounds.step)
    return found


def _placed(
    words: str, cm: Sequence[float], tm: Sequence[float], size: float, turned: float
) -> Fragment:
    """Words with their place on the page, seen upright."""
    a, b, c, d, e, f = cm
    x, y = tm[4] * a + tm[5] * c + e, tm[4] * b + tm[5] * d + f
    right = (tm[0] * a + tm[1] * c, tm[0] * b + tm[1] * d)
    cos, sin = math.cos(turned), math.sin(turned)
    x, y = x * cos + y * sin, y * cos - x * sin
    right = (right[0] * cos + right[1] * sin, right[1] * cos - right[0] * sin)
    stretch = math.hypot(*right) or 1.0
    upright = right[0] > 0.95 * stretch
    return Fragment(x, y, max(size * stretch, 1.0), words, upright)


def _laid_out(pages: list[list[Fragment]]) -> tuple[str, tuple[str, ...]]:
    letters = [sum(map(str.isalpha, "".join(one.words for one in page))) for page in pages]
    if not pages or sum(letters) < FEW_LETTERS * len(pages) / 4:
        raise InputError(
            f"is a scan: its {len(pages)} {'page holds' if len(pages) == 1 else 'pages hold'} pictures and no text; have "
            "the text recognised (OCR) and name the PDF that comes out"
        )
    laid = [reading_order.lines(page) for page in pages]
    notes = []
    if bare := [str(number) for number, count in enumerate(letters, 1) if not count]:
        named = ", ".join(bare[:MOST_NAMED]) + (
            f" and {len(bare) - MOST_NAMED} more" if len(bare) > MOST_NAMED else ""
        )
        notes.append(f"has no text on page {named}: empty, or a picture that holds its words")
    if numbered := sum(one.numbered for one in laid):
        notes.append(
            f"has line numbers in the margin of {numbered} {'page' if numbered == 1 else 'pages'}, left out of the view"
        )
    if columned := sum(one.columned for one in laid):
        notes.append(
            f"draws columns line by line across {columned} {'page' if columned == 1 else 'pages'}; the view has them column by column"
        )
    return "\n".join(one.text for one in laid if one.text), tuple(notes)


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """What a library would say of a file's oddities is not for a reader of ours."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
