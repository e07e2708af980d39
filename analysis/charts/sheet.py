"""A sheet of paper measured in points, on which marks are drawn and labels are never in each other's way.

Matplotlib places labels by data and finds out how wide they are when they are drawn. Here the whole
figure is one axes whose units are points from the upper left corner: what is measured before drawing
is what is drawn, and a chart can be laid out line by line like a page. Whatever has an address is
drawn as a link to it.
"""

from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts import lettering
from analysis.charts.lettering import Run

INK, GREY, FAINT, SHADE = "#1a1a1a", "#5c5c5c", "#e3e3e3", "#ececec"
BLUE, ORANGE = "#1f5f8b", "#b3541e"
"""What is measured, and what is set against it: told apart without colour vision and in greyscale."""

POINTS = 72
WIDE, MARGIN = 700.0, 10.0
"""Width of every chart of the house and the padding at its edges, in points."""

BASELINE = 0.78
"""Share of a line's height above its baseline: DejaVu Sans's capitals and descenders, by eye and by test."""


class Sheet:
    """A figure whose units are points, x to the right and y down; its height may grow until the end."""

    def __init__(self, width: float, height: float = 100):
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / POINTS, height / POINTS), dpi=POINTS)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)

    def grow(self, height: float) -> None:
        """Set the height, keeping what has been drawn where it is from the top."""
        self.height = height
        self.figure.set_size_inches(self.width / POINTS, height / POINTS)
        self.axes.set_ylim(height, 0)

    @staticmethod
    def measure(text: str, size: float = 8, bold: bool = False) -> float:
        """How wide `write` would write a line."""
        return lettering.width(lettering.drawable(text), size, bold)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8,
        bold: bool = False,
        color: str = INK,
        align: str = "left",
        link: str | None = None,
        back: str | None = None,
    ) -> tuple[float, float]:
        """Write one line whose upper edge is `y`; gives its left and right edge."""
        said = lettering.drawable(text)
        wide = lettering.width(said, size, bold)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        if back:
            self.box(left - 1.5, y, wide + 3, size * 1.2, face=back, order=4)
        self.axes.text(
            left, y + size * BASELINE * 1.2, said, fontsize=size, color=color, url=link,
            fontweight="bold" if bold else "normal", va="baseline", ha="left", zorder=6,
        )  # fmt: skip
        return left, left + wide

    def paragraph(
        self,
        x: float,
        y: float,
        runs: Sequence[Run] | str,
        room: float,
        size: float = 8,
        leading: float = 1.25,
        color: str = INK,
        link: str | None = None,
        draw: bool = True,
    ) -> float:
        """Write wrapped words from `y` down; gives the height they take. With `draw` false, only measures."""
        given = [Run(runs)] if isinstance(runs, str) else runs
        lines = lettering.wrap(
            [Run(lettering.drawable(run.text), run.bold) for run in given], size, room
        )
        if draw:
            for number, line in enumerate(lines):
                at = x
                for run in line:
                    words, top = run.text.lstrip(), y + number * size * leading
                    at += lettering.width(run.text[: len(run.text) - len(words)], size, run.bold)
                    self.write(at, top, words.rstrip(), size, run.bold, color, link=link)
                    at += lettering.width(words, size, run.bold)
        return len(lines) * size * leading

    def box(
        self, x: float, y: float, wide: float, high: float, face: str = "none", edge: str = "none",
        hatch: str | None = None, alpha: float | None = None, link: str | None = None, order: float = 3,
        weight: float = 0.8,
    ) -> None:  # fmt: skip
        """A box from its upper left corner."""
        self.axes.add_patch(
            Rectangle(
                (x, y),
                wide,
                high,
                facecolor=face,
                edgecolor=edge,
                hatch=hatch,
                alpha=alpha,
                url=link,
                zorder=order,
                linewidth=weight if edge != "none" else 0,
            )
        )

    def cover(self, x: float, y: float, wide: float, high: float, link: str) -> None:
        """One link over a stretch of the sheet: it is not seen, but it is what the pointer meets."""
        self.axes.add_patch(
            Rectangle(
                (x, y), wide, high, facecolor="white", alpha=0, linewidth=0, url=link, zorder=9
            )
        )

    def line(
        self, x: Sequence[float], y: Sequence[float], color: str = GREY, weight: float = 0.8,
        style: Any = "-", link: str | None = None, order: float = 2,
    ) -> None:  # fmt: skip
        """A line through points."""
        self.axes.plot(x, y, color=color, linewidth=weight, linestyle=style, url=link, zorder=order)

    def symbol(
        self, x: float, y: float, shape: str, size: float, color: str, hollow: bool = False,
        link: str | None = None, order: float = 5,
    ) -> None:  # fmt: skip
        """A small mark centred on a point: it says where, not how long."""
        self.axes.plot(
            [x], [y], marker=shape, markersize=size, color=color, linestyle="none", url=link,
            markerfacecolor="white" if hollow else color, markeredgecolor=color,
            markeredgewidth=0.7, zorder=order,
        )  # fmt: skip
