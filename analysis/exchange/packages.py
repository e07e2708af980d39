"""The tables as a Frictionless data package: `datapackage.json` says what each file, column and key is.

Data Package, Data Resource, Tabular Data Resource, CSV Dialect and Table Schema as specs.frictionlessdata.io has them, version 1.
A CSV is a tabular data resource; a Parquet file, which that profile does not know, is a plain data resource with the same schema.
A list is text joined by `;`, since the `array` of version 1 is JSON. Equal tables give equal bytes: no time of making is written.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import tables
from analysis.corpus import Corpus
from analysis.exchange.sheets import for_spreadsheets

FILE = "datapackage.json"
PARENTS = ("documents", "comments", "findings")
"""Tables whose whole key others repeat."""

LATER = "later_"
FORMATS: dict[str, dict[str, Any]] = {
    ".csv": {
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "csvddfVersion": 1.2,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
            "caseSensitiveHeader": True,
        },
    },
    ".parquet": {
        "profile": "data-resource",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    },
}
TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "list": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "day": {"type": "date", "format": "default"},
}
JOINED = "several are joined by ;"


def datapackage(files: Mapping[str, Path], corpus: Corpus | None = None) -> dict[str, Any]:
    """The descriptor of written tables, given as names and files that lie beside each other.

    The corpus gives the package its name and, where its catalogue says one, its licence.
    """
    name = corpus.folder.resolve().name if corpus else "tables"
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": re.sub(r"[^-a-z0-9._]+", "-", name.lower()).strip("-") or "tables",
        "title": f"Tables of {name} by Jam Tomorrow",
    }
    if corpus and (terms := corpus.settings["license"]):
        package["licenses"] = [{"path" if "://" in terms else "name": terms}]
    package["resources"] = [_resource(name, path, files) for name, path in files.items()]
    return package


def describe(folder: Path, corpus: Corpus | None = None, spreadsheet: bool = False) -> Path:
    """Write the descriptor of whatever tables lie in a folder, made safe for spreadsheets before where that is asked for."""
    files = {
        name: path
        for name in tables.names()
        for suffix in FORMATS
        if (path := folder / f"{name}{suffix}").is_file()
    }
    if spreadsheet:
        for_spreadsheets(files.values())
    return write_datapackage(files, folder, corpus)


def write_datapackage(
    files: Mapping[str, Path], folder: Path, corpus: Corpus | None = None
) -> Path:
    """Write the descriptor of tables into their folder; gives the file."""
    path = folder / FILE
    said = json.dumps(datapackage(files, corpus), ensure_ascii=False, indent=2) + "\n"
    path.write_bytes(said.encode("utf-8"))
    return path


def _resource(name: str, path: Path, files: Mapping[str, Path]) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": name,
        "path": path.name,
        "description": f"One row is {tables.schema(name).about}.",
        **FORMATS[path.suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema(name, files),
    }


def schema(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A table's Table Schema; keys point to those tables only that are `given` beside it.

    >>> schema("topic_verdict", {})["fields"][0]
    {'name': 'topics', 'type': 'integer', 'description': 'number of topics', 'constraints': {'required': True}}
    """
    shape = tables.schema(name)
    said: dict[str, Any] = {
        "fields": [_field(column) for column in shape.columns],
        "missingValues": [""],
        "primaryKey": list(shape.key),
    }
    if keys := _foreign_keys(shape, given):
        said["foreignKeys"] = keys
    return said


def _field(column: tables.Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    about = [column.about] if column.about else []
    about += [JOINED] if column.type == "list" else []
    field = {"name": column.name, **TYPES[column.type], "description": "; ".join(about)}
    return {**field, "constraints": constraints} if constraints else field


def _foreign_keys(shape: tables.Schema, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The keys of other tables that every row repeats whole; a column that may be empty is none, since half a key finds nothing."""
    required = {column.name for column in shape.columns if column.required}
    found = []
    for parent in PARENTS:
        key = tables.schema(parent).key
        if parent == shape.name or parent not in given:
            continue
        for prefix in ("", LATER):
            fields = [prefix + name for name in key]
            if required.issuperset(fields):
                found.append(
                    {"fields": fields, "reference": {"resource": parent, "fields": list(key)}}
                )
    return found
