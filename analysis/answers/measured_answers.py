"""What notebook 04 quotes of how well instruments read sentences that nothing was fitted on."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from analysis import display
from analysis.answers.tone_answers import NAMES

FILE = "tone_measured.json"


def cold() -> pd.DataFrame:
    """Each instrument on the rated editorials: macro-F1 with its interval, and the share right; one human rater besides."""
    found = _measured()
    rows = [
        {
            "instrument": NAMES.get(name, name),
            "macro-F1": f"{one['macro_f1']:.3f}",
            "95% interval": f"{one['low']:.3f} to {one['high']:.3f}",
            "right": f"{one['right']:.0%}",
        }
        for name, one in found["instruments"].items()
        if name in NAMES
    ]
    rater, always = found["one rater"], found["commonest"]
    rows += [
        {
            "instrument": "always the commonest class",
            "macro-F1": f"{always['macro_f1']:.3f}",
            "95% interval": "–",
            "right": f"{always['right']:.0%}",
        },
        {
            "instrument": "one person against the others",
            "macro-F1": f"{rater['macro_f1']:.3f}",
            "95% interval": "–",
            "right": f"{rater['right']:.0%}",
        },
    ]
    return pd.DataFrame(rows)


def about() -> display.Text:
    """What was measured, in words."""
    found = _measured()
    best, rater = found["instruments"]["combined"], found["one rater"]
    return display.text(
        f"On {found['sentences']:,} sentences of {found['articles']} newspaper editorials, each rated by {found['raters']} people, the combined "
        f"instrument reaches a macro-F1 of {best['macro_f1']:.2f} (95% interval {best['low']:.2f} to {best['high']:.2f}, drawn over articles); one person against the "
        f"others reaches {rater['macro_f1']:.2f}. Nothing was fitted on these sentences, but seven candidates for the combined instrument were looked at on them, so its figure may flatter a little. They are American news prose, not comments on your reform: "
        "an instrument may do better or worse here, and only codes tell."
    )


@cache
def _measured() -> dict[str, Any]:
    text = files("analysis").joinpath("data", FILE).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
