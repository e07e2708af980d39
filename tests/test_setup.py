"""A bare machine can install this project, and nothing in it points at the machine it was made on."""

import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")

# One entry of a lock: name==version, perhaps a marker, then at least one hash, and nothing else.
PIN = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][0-9A-Za-z.+!]*)"
    r"( ; (?P<marker>[^\\\n]+?))?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)


def pins(lock: str) -> dict[str, str]:
    """The version of each package that a lock names."""
    found = PIN.finditer((ROOT / lock).read_text("utf-8"))
    return {pin["name"]: pin["version"] for pin in found}


def required(*groups: list[str]) -> list[Requirement]:
    """The requirements written in pyproject.toml, as packaging reads them."""
    return [Requirement(line) for group in groups for line in group]


def project_files() -> list[Path]:
    """Every file that is committed or would be: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_only_names_versions_markers_and_hashes(lock: str) -> None:
    """Addresses, options, comments and file paths would tie it to one machine or one index."""
    text = (ROOT / lock).read_text("utf-8")
    rest = PIN.sub("", text)
    assert rest == "", f"{lock} holds something else: {rest.strip().splitlines()[0]!r}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_serves_every_system_it_promises(lock: str) -> None:
    """Each package is pinned once for all, and its markers can be read by pip."""
    found = list(PIN.finditer((ROOT / lock).read_text("utf-8")))
    names = [pin["name"] for pin in found]
    assert len(names) == len(set(names)), "one version must serve all systems"
    markers = [pin["marker"] for pin in found if pin["marker"]]
    mac, windows = (
        [Marker(marker).evaluate({"sys_platform": system, "os_name": name}) for marker in markers]
        for system, name in (("darwin", "posix"), ("win32", "nt"))
    )
    assert mac != windows, "a lock made for one system only has no markers that tell them apart"


def test_the_lock_has_every_dependency_and_the_build_backend() -> None:
    """`make report` installs the package without fetching anything, so all must be there."""
    locked = pins("requirements.lock")
    for requirement in required(
        PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"]
    ):
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name} is not in requirements.lock: run make lock"
        assert requirement.specifier.contains(locked[name]), f"{name} is locked too old"


def test_the_lock_for_tests_has_every_extra() -> None:
    """`make test` and `make bench` install from it."""
    locked = pins("requirements-dev.lock")
    for requirement in required(*PROJECT["project"]["optional-dependencies"].values()):
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name} is not in requirements-dev.lock: run make lock"
        assert requirement.specifier.contains(locked[name]), f"{name} is locked too old"


def test_tests_run_with_the_packages_that_reports_are_made_with() -> None:
    """Otherwise a green test would say nothing about the report."""
    report, tests = (pins(lock) for lock in LOCKS)
    assert report.items() <= tests.items()


def test_the_version_is_the_same_everywhere() -> None:
    """The number that a reader cites is the number of the code that ran."""
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited is not None
    assert cited[1] == PROJECT["project"]["version"] == analysis.__version__


@pytest.mark.parametrize("file", ["README.md", ".ci/run", ".github/workflows/ci.yml"])
def test_every_make_command_that_is_named_exists(file: str) -> None:
    """Documentation and automation call only targets that the Makefile has."""
    text = (ROOT / file).read_text("utf-8")
    if file.endswith(".md"):  # only what is set as code: prose may make anything
        text = "\n".join(re.findall(r"```.*?```|`[^`]+`|(?m:^ {4}.*$)", text, re.DOTALL))
    named = set(re.findall(r"(?m)(?:^\s*|`|[$&] |exec |run: )make ([a-z]+)", text))
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    assert named, f"{file} names no make command"
    assert named <= targets


def test_every_command_that_the_readme_names_exists() -> None:
    """What a newcomer copies runs: commands of the project, and by a path that a clone has."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"(?:jam-tomorrow|-m analysis) ([a-z]+)", readme))
    commands = re.findall(
        r"(?m)^    one = add\(([a-z]+),", (ROOT / "analysis/__main__.py").read_text()
    )
    assert named >= {"check", "report", "show", "tables"}
    assert named - {"runs"} <= set(commands)
    assert not re.findall(r"(?m)(?:^|`)(?:jupyter|python|jam-tomorrow) ", readme)


def test_no_file_names_a_package_index_or_a_folder_of_one_machine() -> None:
    """A clone must work elsewhere; patterns are written in pieces so that this file passes too."""
    hosts = (
        "py" + r"pi\.(?:org|python)",
        "python" + "hosted",
        "npm" + r"js\.",
        "deb" + r"\.debian",
    )
    folders = "|".join(["work", "farm", "opt", "root", "home", "Users"])
    own = re.escape(str(ROOT))
    pattern = re.compile(
        rf"{'|'.join(hosts)}|file:" + rf"//|(?<![\w.:/~-])(?:/(?:{folders})/\w|{own}/)"
    )
    hits = []
    for path in project_files():
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
            if found := pattern.search(line):
                hits.append(f"{path.relative_to(ROOT)}:{number}: {found[0]}")
    assert hits == []


def test_caches_reports_and_foreign_locks_stay_out_of_git() -> None:
    """What is built is not committed; the project's only locks are requirements*.lock."""
    names = {path.relative_to(ROOT).as_posix() for path in project_files()}
    assert not [name for name in names if re.search(r"^report/|(^|/)(\.venv|__pycache__)/", name)]
    assert not [name for name in names if name.endswith(("uv.lock", "Pipfile.lock"))]


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_a_test_cannot_reach_the_network(host: str) -> None:
    """Addresses reserved for documentation: even unguarded, nobody would answer."""
    with pytest.raises(pytest.fail.Exception, match="may not use the network"):
        socket.create_connection((host, 80), timeout=0.1)


def test_a_test_can_talk_to_itself() -> None:
    """Kernels and local servers need loopback."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
