"""The report as a PDF, laid out by WeasyPrint, which is an optional package.

Pages, figures and annotated texts follow each other as in the single file, with links that lead within
the PDF. Its bytes hang on nothing but the report, WeasyPrint, and the fonts of the machine: no date and no
random identifier is written.
"""

import base64
import logging
import os
import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

from analysis.report import folder, single
from analysis.report.fixed import EPOCH

MARK = b"/ID [(jam-tomorrow)"
MISSING = (
    "A PDF needs WeasyPrint, which is not installed; run: pip install 'jam-tomorrow[pdf]'"
    " (in this project: .venv/bin/pip install 'weasyprint>=70')."
)
UNLOADED = "A PDF needs WeasyPrint, and WeasyPrint needs Pango, which it can't load here ({}); on Debian and Ubuntu install libpango-1.0-0 and libpangoft2-1.0-0."
FIGURE = re.compile(r'<svg role="group" aria-label="([^"]*)".*?</svg>', re.DOTALL)
# The front page's pictures are those of the pages that follow it.
KEY = re.compile(r'<figure class="key.*?</figure>', re.DOTALL)
ADDRESS = re.compile(r'href="#([A-Za-z0-9._-]+):(\d+)-(\d+)"')
IDENTIFIER = re.compile(r'\bid="([A-Za-z0-9._-]+):(\d+)-(\d+)"')
STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page); font: 8pt sans-serif; color: #555; } }
:root { --lit: transparent; }
.bar, .switch, .toggle, .input, .top { display: none !important; }
.figure svg, .figure img, .key img { min-width: 0 !important; width: 100%; }
.key.tall a { max-height: none !important; } .key.tall a::after { content: none !important; }
h1 { font-size: 20pt !important; }
.table { overflow: visible !important; } table { font-size: 7.5pt !important; width: 100%; }
td, th { min-width: 0 !important; max-width: none !important; overflow-wrap: anywhere; } td.number, th.number { overflow-wrap: normal; }
"""


class MissingError(RuntimeError):
    """WeasyPrint, or what it stands on, is not there; the message has the line that installs it."""


def layout() -> Any:
    """WeasyPrint; `MissingError` says how to get it."""
    try:
        import weasyprint
    except ImportError:
        raise MissingError(MISSING) from None
    except OSError as error:  # Pango is a library of the system
        raise MissingError(UNLOADED.format(str(error).partition(":")[0])) from None
    # It warns of every style that print has no use for.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint


def write(report: Path, to: Path) -> Path:
    """Write the report in a folder as a PDF; `MissingError` without WeasyPrint, `TargetError` where `to` is not ours."""
    weasyprint = layout()
    single.check(to, MARK)
    page = _anchored(FIGURE.sub(_picture, KEY.sub("", single.page(report))))
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    try:
        made = weasyprint.HTML(string=page.replace("</head>", f"<style>{STYLE}</style></head>"))
        content = made.write_pdf(pdf_identifier=b"jam-tomorrow", pdf_tags=False)
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    folder.write_beside(to, content)
    return to


def _picture(match: re.Match[str]) -> str:
    """A figure as a picture: its parts' styles are then the picture's own affair."""
    picture = re.sub(r"^<svg role=\"group\" aria-label=\"[^\"]*\"", "<svg", match[0])
    data = base64.b64encode(picture.encode("utf-8")).decode("ascii")
    return f'<img alt="{match[1]}" src="data:image/svg+xml;base64,{data}">'


def _anchored(page: str) -> str:
    """Links to addresses within sentences lead to their sentence: no script will look for it."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in IDENTIFIER.findall(page):
        starts.setdefault(document, []).append((int(start), int(end)))
    for spans in starts.values():
        spans.sort()

    def nearest(match: re.Match[str]) -> str:
        span = (int(match[2]), int(match[3]))
        spans = starts.get(match[1], [])
        if span in spans or not spans:
            return match[0]
        at = max(0, bisect_right(spans, (span[0], 10**12)) - 1)
        return f'href="#{match[1]}:{spans[at][0]}-{spans[at][1]}"'

    return ADDRESS.sub(nearest, page)
