"""Pages are filled in here: one layout, one style and one voice for the whole report.

Templates are Jinja2 files beside this module. Whatever is filled in is escaped, so that words of a
text can't become markup; only what a room has built as `Markup` passes. Style and script stand
inside each page: a page may be moved or mailed alone, and asks no other machine for anything. A page
names the hash of its one script, so that a browser runs no other, whatever a text may have smuggled in.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from analysis import __version__

__all__ = ["Markup", "render", "source"]


def render(name: str, **values: Any) -> str:
    """A page from a template; a value that the template needs and does not get is an error."""
    return _environment().get_template(name).render(**values)


def script(name: str) -> Markup:
    """A script of this package as an element of a page."""
    return Markup(f"<script>{_inside(name)}</script>")  # noqa: S704 (a file of this package)


def allowed(name: str) -> Markup:
    """What a page's policy says so that this script runs and no other does."""
    digest = base64.b64encode(hashlib.sha256(_inside(name).encode("utf-8")).digest()).decode(
        "ascii"
    )
    return Markup(f"'sha256-{digest}'")  # noqa: S704


def _inside(name: str) -> str:
    return f"\n{source(name)}\n"


def source(name: str) -> str:
    """The text of a file beside this module: a style, a script or a template."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Files of this package, not words of a text: the only markup that comes from outside a room.
    environment.globals["style"] = lambda name: Markup(source(name))  # noqa: S704
    environment.globals["script"], environment.globals["allowed"] = script, allowed
    environment.globals["version"] = __version__
    return environment
