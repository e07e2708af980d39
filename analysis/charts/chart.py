"""A drawn figure with what it takes to read it without seeing it, and to follow it back to the words.

A chart is more than its picture: it says in words what it shows, from what, and which address stands
behind each mark. It shows itself in a notebook as SVG, the same bytes on every machine; while a
report is made, each mark links into the reader, elsewhere the links are left out because there is no
reader beside the notebook, and the picture is an image of HTML, which carries its words wherever a
notebook is shown.
"""

import base64
import html
import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from matplotlib import style
from matplotlib.figure import Figure

NOT_SAID = ("Date", "Creator", "Format", "Type")
PNG_DOTS = 130
MOST_PIXELS = 60_000
"""Agg draws no picture that is higher than 2**16 pixels; a very long chart gets fewer dots an inch."""
ANCHOR = re.compile(r'<a xlink:href="jam:([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
IDENTIFIER = re.compile(r'(?<=\bid=")|(?<=href="#)|(?<=url\(#)')
ADVANCE = re.compile(r'(<use xlink:href="[^"]+" transform="translate\()([\d.]+)(?= 0\))')
FACES = {"DejaVuSans-Bold-": "b", "DejaVuSans-": "r"}


@dataclass(frozen=True)
class Chart:
    """A figure, its alternative text, and the address behind each mark in the order of drawing.

    `data` holds what was drawn, row by row, so that two drawings can be compared by what they say;
    `said` the words behind an address, shown where the pointer rests on a mark; `texts` the hash of each text that it was
    drawn from, where it is to be kept as a file.
    """

    figure: Figure
    alt: str
    marks: Sequence[str]
    title: str
    source: str
    data: Sequence[Mapping[str, Any]] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Hash of what was drawn: the data, the words, not the ink."""
        drawn = [
            self.title,
            self.alt,
            self.source,
            list(self.marks),
            [dict(row) for row in self.data],
        ]
        return sha256(json.dumps(drawn, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def svg(self, reader: str | None = None) -> str:
        """The picture as SVG; `reader` is where the reader's pages lie, and without it marks don't link.

        Identifiers begin with the hash of what was drawn: figures on one page don't clash.
        """
        out = io.StringIO()
        with house():
            self.figure.savefig(out, format="svg", metadata=dict.fromkeys(NOT_SAID))
        text = out.getvalue()
        text = text[text.index("<svg ") :]
        # Names of letters and hundredths of their places are most of the bytes, and nobody sees them.
        text = "\n".join(line.strip() for line in text.splitlines())
        for face, short in FACES.items():
            text = text.replace(face, short)
        text = ADVANCE.sub(lambda match: f"{match[1]}{float(match[2]):.0f}", text)
        text = IDENTIFIER.sub(f"f{self.sha256[:4]}-", text)
        return ANCHOR.sub(lambda match: self._linked(match, reader), text)

    def _linked(self, match: re.Match[str], reader: str | None) -> str:
        where = html.unescape(match[1])
        words = f"<title>{html.escape(self.said.get(where, where))}</title>"
        if not reader:
            return f"<g>{words}{match[2]}</g>"
        document, _, span = where.rpartition(":")
        target = html.escape(f"{reader}/{document}.html#{span}")
        return f'<a href="{target}">{words}{match[2]}</a>'

    def png(self) -> bytes:
        """The picture as PNG."""
        dots = min(PNG_DOTS, int(MOST_PIXELS / self.figure.get_figheight()))
        out = io.BytesIO()
        with house():
            self.figure.savefig(out, format="png", dpi=dots, metadata={"Software": None})
        return out.getvalue()

    def described(self) -> dict[str, Any]:
        """What is saved beside the picture."""
        return {
            "title": self.title,
            "alt": self.alt,
            "source": self.source,
            "marks": list(self.marks),
            "sha256": self.sha256,
            **({"texts": dict(self.texts)} if self.texts else {}),
        }

    def save(self, folder: Path, name: str, reader: str | None = None) -> list[Path]:
        """Write NAME.svg, NAME.png and NAME.json into a folder; gives their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        described = json.dumps(self.described(), ensure_ascii=False, indent=1) + "\n"
        contents = {
            "svg": self.svg(reader).encode("utf-8"),
            "png": self.png(),
            "json": described.encode("utf-8"),
        }
        paths = []
        for suffix, content in contents.items():
            paths.append(folder / f"{name}.{suffix}")
            paths[-1].write_bytes(content)
        return paths

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        reader = os.environ.get("JAM_READER")
        picture = self.svg(reader)
        shown = {"image/svg+xml": picture, "text/plain": self.alt}
        if not reader:
            # JupyterLab and nbconvert show SVG without its alternative text, but prefer HTML to SVG.
            # An image, not the SVG itself: it is also shown where a notebook isn't trusted.
            shown["text/html"] = _image(picture, self.alt)
        return shown, {"image/svg+xml": self.described()}

    def __repr__(self) -> str:
        return f"<Chart {self.title}: {len(self.marks)} marks>"


def _image(picture: str, alt: str) -> str:
    """A picture as an element of HTML that needs no file beside it.

    >>> _image("<svg/>", 'A "dot"')
    '<img alt="A &quot;dot&quot;" style="max-width:100%" src="data:image/svg+xml;base64,PHN2Zy8+">'
    """
    data = base64.b64encode(picture.encode("utf-8")).decode("ascii")
    words = html.escape(alt)
    return f'<img alt="{words}" style="max-width:100%" src="data:image/svg+xml;base64,{data}">'


@contextmanager
def house() -> Iterator[None]:
    """The house's style: what is drawn within looks alike whatever the session has set before."""
    look = files("analysis").joinpath("data", "house.mplstyle")
    with as_file(look) as path, style.context(["default", path]):
        yield


def target(address: str) -> str:
    """What a mark is given as its link while it is drawn; `Chart.svg` turns it into one."""
    return f"jam:{address}"
