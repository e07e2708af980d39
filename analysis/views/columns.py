"""Which column of a table of comments is which: as the catalogue says, else by its name."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analysis import lexicons
from analysis.corpus.catalogue import COLUMN_KEYS
from analysis.mistakes import InputError

MOST_NAMED = 30


def chosen(fields: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    """What each column is, and what the table calls it; `ValueError` says what is missing or could be meant.

    What the catalogue says is all that is taken; where it says nothing, obvious names are.

    >>> chosen(["Comment", "User name", "votes"], {})
    {'text': 'Comment', 'author': 'User name'}
    """
    if twice := sorted({field for field in fields if fields.count(field) > 1 and field}):
        raise InputError(f"has the column {twice[0]!r} more than once; give each a name of its own")
    if said:
        return _said(fields, said)
    found = {kind: _named(fields, kind) for kind in COLUMN_KEYS}
    taken = {kind: names[0] for kind, names in found.items() if len(names) == 1}
    unsure = [
        f"{' or '.join(map(repr, names))} as {kind}"
        for kind, names in found.items()
        if len(names) > 1
    ]
    if unsure:
        raise InputError(
            f"may mean {', '.join(unsure)}; say which in corpus.toml: {written(found)}"
        )
    if "text" not in taken:
        raise InputError(
            f"has no column that is plainly the comments' text; it has {_listed(fields)}, so write columns = "
            '{ text = "..." } with the right one into its entry in corpus.toml'
        )
    if "parent" in taken and "id" not in taken:
        del taken["parent"]
    return taken


def _said(fields: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    missing = [f"{name!r} ({kind})" for kind, name in said.items() if name not in fields]
    if missing:
        raise InputError(
            f"lacks the column {', '.join(missing)} that corpus.toml names; it has {_listed(fields)}"
        )
    if "text" not in said:
        raise InputError(
            f"needs text among its columns in corpus.toml; write which of {_listed(fields)} holds it"
        )
    if "parent" in said and "id" not in said:
        raise InputError(
            "has a column for parent but none for id in corpus.toml; name the column by which comments are known"
        )
    return {kind: said[kind] for kind in COLUMN_KEYS if kind in said}


def written(columns: Mapping[str, Any]) -> str:
    """Columns as the catalogue writes them; of several the first.

    >>> written({"text": "Comment", "author": ["user", "name"]})
    'columns = { text = "Comment", author = "user" }'
    """
    one = {
        kind: name if isinstance(name, str) else "".join(name[:1]) for kind, name in columns.items()
    }
    quoted = [f'{kind} = "{name}"' for kind, name in one.items() if name]
    return f"columns = {{ {', '.join(quoted)} }}"


def _named(fields: Sequence[str], kind: str) -> list[str]:
    known = lexicons.words("comment_columns", "names", kind)
    return [field for field in fields if re.sub(r"[\W_]+", "", field.lower()) in known]


def _listed(fields: Sequence[str]) -> str:
    more = f" and {len(fields) - MOST_NAMED} more" if len(fields) > MOST_NAMED else ""
    return ", ".join(repr(field) for field in fields[:MOST_NAMED]) + more or "none"
