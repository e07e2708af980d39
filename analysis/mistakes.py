"""Mistakes in what was given: errors whose one sentence is all that a person needs.

In a notebook such an error shows its sentence and no traceback: the remedy lies in what was given, not in this
package's code. Everything else that is raised keeps its traceback.
"""


class InputError(ValueError):
    """Something given can't be used as it is; the message says what was found and what to do."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback."""
        return [f"{type(self).__name__}: {self}"]


class UnknownError(InputError, KeyError):
    """A name that isn't there; the message lists those that are."""

    def __str__(self) -> str:
        # A KeyError would show its message in quotation marks.
        return str(self.args[0]) if self.args else ""
