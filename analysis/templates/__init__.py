"""Pages are filled in here: one layout, one style and one voice for the whole report.

Templates are Jinja2 files beside this module. Whatever is filled in is escaped, so that words of a
text can't become markup; only what a room has built as `Markup` passes. Style and script stand
inside each page: a page may be moved or mailed alone, and asks no other machine for anything.
"""

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
    environment.globals["version"] = __version__
    return environment
