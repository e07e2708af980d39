"""What version 1 of the Frictionless specifications asks of a data package and of the cells that it describes, as data.

Written from specs.frictionlessdata.io (data-package, data-resource, tabular-data-resource, table-schema, csv-dialect; version 1)
and from the JSON profiles published with them: only what our descriptors use, and nothing that they are allowed to leave out.
"""

import csv
import datetime
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAME = r"[-a-z0-9._/]+"
PACKAGE = {"profile": "data-package", "name": NAME, "title": ".+"}
RESOURCE = {
    "name": NAME,
    # A POSIX path below the descriptor: neither absolute, nor with a way up, nor hidden.
    "path": r"(?!/)(?!.*\.\.)(?!\.)[^\\]+",
    "profile": "tabular-data-resource|data-resource",
    "format": "csv|parquet",
    "mediatype": r"(?:text|application)/[a-z.]+",
    "hash": r"(?:[^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32})",
}
TYPES: dict[str, dict[str, set[str]]] = {
    "string": {"constraints": {"required", "unique", "pattern", "enum", "minLength", "maxLength"}},
    "integer": {"constraints": {"required", "unique", "enum", "minimum", "maximum", "pattern"}},
    "number": {"constraints": {"required", "unique", "enum", "minimum", "maximum", "pattern"}},
    "boolean": {"constraints": {"required", "enum"}, "more": {"trueValues", "falseValues"}},
    "date": {"constraints": {"required", "unique", "enum", "minimum", "maximum", "pattern"}},
}
FIELD = {"name", "title", "description", "example", "type", "format", "constraints"}
INTEGER, NUMBER = r"[+-]?\d+", r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NaN|-?INF"


def faults(package: dict[str, Any], folder: Path) -> Iterator[str]:
    """What is wrong with a descriptor and with the files that it describes."""
    yield from _patterns(package, PACKAGE, "the package")
    names = [one["name"] for one in package["resources"]]
    if not names or len(set(names)) != len(names):
        yield "resources are missing or stand twice"
    for licence in package.get("licenses", []):
        if not {"name", "path"} & set(licence):
            yield "a licence has neither name nor path"
    schemas = {one["name"]: one["schema"] for one in package["resources"]}
    for one in package["resources"]:
        yield from _patterns(one, RESOURCE, one["name"])
        data = (folder / one["path"]).read_bytes()
        if one["bytes"] != len(data) or one["hash"] != f"sha256:{hashlib.sha256(data).hexdigest()}":
            yield f"{one['name']} isn't the file that is described"
        yield from (f"{one['name']}: {fault}" for fault in _schema(one["schema"], schemas))
    yield from _cells(package, folder)


def _patterns(given: dict[str, Any], wanted: dict[str, str], where: str) -> Iterator[str]:
    for key, pattern in wanted.items():
        if not re.fullmatch(pattern, str(given.get(key, ""))):
            yield f"{where} has {key} {given.get(key)!r}"


def _schema(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    names = [field["name"] for field in schema["fields"]]
    if not names or len(set(names)) != len(names):
        yield "fields are missing or stand twice"
    for field in schema["fields"]:
        known = TYPES.get(field["type"])
        if known is None or set(field) - FIELD - known.get("more", set()):
            yield f"{field['name']} is of type {field['type']} with {sorted(field)}"
        elif strange := set(field.get("constraints", {})) - known["constraints"]:
            yield f"{field['name']} can't have {strange}"
    if not set(schema["primaryKey"]) <= set(names):
        yield "the primary key isn't there"
    for key in schema.get("foreignKeys", []):
        to = key["reference"]
        there = [field["name"] for field in schemas[to["resource"]]["fields"]]
        if not set(key["fields"]) <= set(names) or not set(to["fields"]) <= set(there):
            yield f"the foreign key to {to['resource']} finds nothing"
        if len(key["fields"]) != len(to["fields"]):
            yield f"the foreign key to {to['resource']} is of another length"


def _cells(package: dict[str, Any], folder: Path) -> Iterator[str]:
    """Every cell against its type and constraints, and every key against its table."""
    rows: dict[str, list[dict[str, str]]] = {}
    for one in package["resources"]:
        if one["format"] == "csv":
            with (folder / one["path"]).open(encoding="utf-8-sig", newline="") as file:
                rows[one["name"]] = list(csv.DictReader(file, strict=True))
    for one in package["resources"]:
        own, schema = rows.get(one["name"], []), one["schema"]
        for field in schema["fields"]:
            for row in own:
                if fault := cell_fault(field, row[field["name"]], schema["missingValues"]):
                    yield f"{one['name']}.{field['name']}: {fault}"
        key = [tuple(row[name] for name in schema["primaryKey"]) for row in own]
        if len(set(key)) != len(key):
            yield f"{one['name']} has a key twice"
        for foreign in schema.get("foreignKeys", []):
            to = foreign["reference"]
            there = {tuple(row[name] for name in to["fields"]) for row in rows[to["resource"]]}
            lost = {tuple(row[name] for name in foreign["fields"]) for row in own} - there
            if lost:
                yield f"{one['name']} points to nothing in {to['resource']}: {sorted(lost)[0]}"


def cell_fault(field: dict[str, Any], cell: str, missing: list[str]) -> str | None:
    """Why a cell isn't what its field says; nothing where it is."""
    constraints = field.get("constraints", {})
    if cell in missing:
        return "a required cell is empty" if constraints.get("required") else None
    try:
        value = _value(field, cell)
    except ValueError:
        return f"{cell!r} is no {field['type']}"
    if "enum" in constraints and value not in constraints["enum"]:
        return f"{cell!r} is none of {constraints['enum']}"
    return None


def _value(field: dict[str, Any], cell: str) -> Any:
    match field["type"]:
        case "integer" if re.fullmatch(INTEGER, cell):
            return int(cell)
        case "number" if re.fullmatch(NUMBER, cell):
            return float(cell)
        case "boolean" if cell in field["trueValues"] + field["falseValues"]:
            return cell in field["trueValues"]
        case "date" if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
            return datetime.date.fromisoformat(cell)
        case "string":
            return cell
    raise ValueError(cell)
