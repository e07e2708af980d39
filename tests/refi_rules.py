"""The rules of REFI-QDA's Project.xsd (QDA-XML 1.0, 18 March 2019; standard 1.5), as data, and a check of a project against them.

Only the elements that we write: a project that holds another is refused here. `?` may be missing, `*` may stand any number of
times, `+` once or more, nothing exactly once. An attribute in capitals is required.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

SPACE = "{urn:QDA-XML:project:1.0}"
GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
FORMS = {
    "guid": rf"{GUID}|\{{{GUID}\}}",
    "rgb": r"#(?:[A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})",
    "time": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?",
    "integer": r"[+-]?\d+",
    "boolean": "true|false|0|1",
    "kind": "Text|Boolean|Integer|Float|Date|DateTime",
    "string": "(?s:.*)",
}
AUDIT = "creatingUser:guid creationDateTime:time modifyingUser:guid modifiedDateTime:time"
TEXT = "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*"
TEXT_SAID = f"GUID:guid name:string richTextPath:string plainTextPath:string {AUDIT}"
REF = ("", "TARGETGUID:guid")
RULES = {
    "Project": (
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
        "NAME:string origin:string creatingUserGUID:guid creationDateTime:time modifyingUserGUID:guid modifiedDateTime:time basePath:string",
    ),
    "Users": ("User+", ""),
    "User": ("", "GUID:guid name:string id:string"),
    "CodeBook": ("Codes", ""),
    "Codes": ("Code+", ""),
    "Code": ("Description? NoteRef* Code*", "GUID:guid NAME:string ISCODABLE:boolean color:rgb"),
    "Variables": ("Variable+", ""),
    "Variable": ("Description?", "GUID:guid NAME:string TYPEOFVARIABLE:kind"),
    "VariableValue": ("VariableRef TextValue?", ""),
    "Sources": ("TextSource+", ""),
    "TextSource": (TEXT, TEXT_SAID),
    "PlainTextSelection": (
        "Description? Coding* NoteRef*",
        f"GUID:guid name:string STARTPOSITION:integer ENDPOSITION:integer {AUDIT}",
    ),
    "Coding": ("CodeRef NoteRef*", "GUID:guid creatingUser:guid creationDateTime:time"),
    "Notes": ("Note+", ""),
    "Note": (TEXT, TEXT_SAID),
    "Sets": ("Set+", ""),
    "Set": ("Description? MemberCode* MemberSource* MemberNote*", "GUID:guid NAME:string"),
    "Description": ("", ""),
    "TextValue": ("", ""),
    **dict.fromkeys(("NoteRef", "CodeRef", "VariableRef", "MemberCode", "MemberSource"), REF),
}
POINTS = {
    "CodeRef": {"Code"}, "MemberCode": {"Code"}, "NoteRef": {"Note"}, "VariableRef": {"Variable"},
    "MemberSource": {"TextSource"},
}  # fmt: skip
"""What a reference may point to."""


def faults(content: bytes) -> Iterator[str]:
    """What is wrong with a project."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    root = ET.fromstring(files.pop("project.qde"))  # noqa: S314 (we wrote it)
    kinds: dict[str, str] = {}
    for one in root.iter():
        if guid := one.get("guid"):
            if guid in kinds:
                yield f"the identifier {guid} stands twice"
            kinds[guid] = one.tag.removeprefix(SPACE)
    for one in root.iter():
        yield from _element(one)
        yield from _references(one, kinds)
    yield from _texts(root, files)


def _element(one: ET.Element) -> Iterator[str]:
    tag = one.tag.removeprefix(SPACE)
    if not one.tag.startswith(SPACE) or tag not in RULES:
        yield f"<{one.tag}> is unknown"
        return
    children, said = RULES[tag]
    order = "".join(f"{child.tag.removeprefix(SPACE)} " for child in one)
    pattern = re.sub(r"(\w+)([?*+]?)\s?", r"(?:\1 )\2", children)
    if not re.fullmatch(pattern, order):
        yield f"<{tag}> holds {order or 'nothing'}, not {children}"
    known = {name.lower(): form for name, form in (pair.split(":") for pair in said.split())}
    for name, value in one.attrib.items():
        if name.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            continue
        if not re.fullmatch(FORMS.get(known.get(name.lower(), ""), "(?!)"), value):
            yield f"<{tag}> has {name}={value!r}"
    required = {pair.split(":")[0] for pair in said.split() if pair[0].isupper()}
    if lacking := {name.lower() for name in required} - {name.lower() for name in one.attrib}:
        yield f"<{tag}> lacks {lacking}"


def _references(one: ET.Element, kinds: dict[str, str]) -> Iterator[str]:
    tag = one.tag.removeprefix(SPACE)
    if tag in POINTS and kinds.get(one.get("targetGUID", "")) not in POINTS[tag]:
        yield f"<{tag}> points to nothing"
    for name in ("creatingUser", "creatingUserGUID"):
        if one.get(name) and kinds.get(one.get(name, "")) != "User":
            yield f"<{tag}> is by nobody"


def _texts(root: ET.Element, files: dict[str, bytes]) -> Iterator[str]:
    """Sources and notes lie where they are said to, nothing else does, and selections lie inside of them."""
    left = set(files)
    for one in (*root.iter(f"{SPACE}TextSource"), *root.iter(f"{SPACE}Note")):
        path = one.get("plainTextPath", "").replace("internal://", "Sources/")
        text = files.get(path, b"").decode("utf-8")
        left.discard(path)
        if path not in files:
            yield f"{path} isn't there"
        for selection in one.iter(f"{SPACE}PlainTextSelection"):
            start, end = (int(selection.get(f"{which}Position", "")) for which in ("start", "end"))
            if not 0 <= start < end <= len(text):
                yield f"a selection reaches from {start} to {end} in {len(text)} characters"
    yield from (f"{name} belongs to nothing" for name in sorted(left))
