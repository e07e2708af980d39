"""What a person sees, in a real browser: the report's pages, and the notebooks in JupyterLab.

They need Debian's chromium (or another Chromium on the path) and are skipped, in plain words, where there is none.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, SEEDS, SeedsReport
from playwright.sync_api import Browser, Page, sync_playwright

from analysis import corpus
from analysis.report import single

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PAGES = [*(f"{name}.html" for name in NOTEBOOKS if name != "07_workbench"), "index.html", "methods.html"]  # fmt: skip
# What `make lab` starts JupyterLab with.
QUIET_LAB = re.findall(r"--\w+\.\w+=\S+", (ROOT / "Makefile").read_text("utf-8"))
PATIENCE = 240_000
"""Milliseconds that a notebook may take, on a machine with other things to do."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="no chromium on this machine: pages and JupyterLab were not tried in a browser",
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Opened:
    """A page, with everything that its console said and every request that left this machine's files."""

    def __init__(self, browser: Browser, **settings: Any):
        self.context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, **settings}
        )
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self._request(request.url))

    def _request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            self.said.append(f"asked for {url}")

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds, a line each, by the rules named or by all."""
    # What passes is not described: to name each of thousands of marks costs minutes.
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "reader"])
def test_a_page_is_clean_and_accessible(
    name: str, scheme: str, browser: Browser, seeds_report: SeedsReport
) -> None:
    """No console message, no request, nothing that axe-core finds, no figure without a text of its own; in the dark only colours differ."""
    if name == "reader":
        name = "reader/001_88254bb684dff038.html#502-574"
    with Opened(browser, color_scheme=scheme) as opened:
        opened.page.goto(
            (seeds_report.folder / name.partition("#")[0]).as_uri() + "#" + name.partition("#")[2]
        )
        assert violations(opened.page, *(["color-contrast"] if scheme == "dark" else [])) == []
        # As a screen reader is told: a name of some length, which no other figure of the page has.
        told = opened.page.eval_on_selector_all(
            "figure svg, figure img",
            "all => all.map(one => one.getAttribute('aria-label') || one.alt)",
        )
        assert all(len(alt) > 60 for alt in told)
        assert len(set(told)) == len(told)
        assert opened.said == []


def test_the_single_file_is_clean_and_accessible(
    browser: Browser, seeds_report: SeedsReport, tmp_path: Path
) -> None:
    """The report in one file, within its size; an address lights up its sentence in its text and no other."""
    path = single.write(seeds_report.folder, tmp_path / "report.html")
    assert path.stat().st_size <= 10_000_000
    assert (seeds_report.folder / "index.html").stat().st_size <= 1_000_000
    with Opened(browser) as opened:
        page = opened.page
        page.goto(path.as_uri() + "#000_dd9acf844a937886:2095-2298")
        lit = page.locator(".lit")
        assert lit.count() == 1
        assert "every part of the country" in lit.inner_text()
        assert page.locator(".bar:visible").count() == 1
        page.locator(".bar:visible .used a").first.click()
        assert page.evaluate("location.hash").endswith("--figure-1")
        assert page.locator(".bar:visible").count() == 0
        # Its sections are the pages tested above, figures included; what is new is that they stand together.
        page.evaluate(
            "document.querySelectorAll('figure svg').forEach(one => one.replaceChildren())"
        )
        assert violations(page, "landmark-unique", "duplicate-id-aria", "region", "bypass") == []
        assert opened.said == []


@pytest.mark.parametrize("width", [1280, 400])
def test_a_click_on_a_mark_lands_on_its_sentence(
    width: int, browser: Browser, seeds_report: SeedsReport
) -> None:
    """From the timeline to the words: the sentence is lit, in view, and holds the mark's own words; and back."""
    texts = corpus.read(SEEDS)
    with Opened(browser, viewport={"width": width, "height": 900}) as opened:
        page = opened.page
        page.goto((seeds_report.folder / "05_reform_timeline.html").as_uri())
        mark = page.locator("figure svg a").nth(3)
        href = mark.get_attribute("href")
        assert href
        mark.click(force=True)
        page.wait_for_url("**/reader/**")
        assert page.url.endswith(href.partition("reader/")[2])
        document, _, span = href.removeprefix("reader/").partition(".html#")
        start, end = map(int, span.split("-"))
        lit = page.locator(".lit")
        words = page.evaluate(
            "[...document.querySelectorAll('.lit')].map(one => one.textContent).join(' ')"
        )
        assert "".join(texts[document][start:end].split()) in "".join(words.split())
        box = lit.first.bounding_box()
        assert box
        assert 0 <= box["y"] < 900
        back = page.locator(".bar .used a[href*='05_reform_timeline.html#figure']").first
        back.click()
        page.wait_for_url("**/05_reform_timeline.html#figure-*")
        assert opened.said == []


def test_the_reader_is_worked_by_keyboard(browser: Browser, seeds_report: SeedsReport) -> None:
    """Tab to the buttons, step from sentence to sentence, hide what was set aside: no pointer needed."""
    with Opened(browser) as opened:
        page = opened.page
        page.goto((seeds_report.folder / "reader" / "004_1cecaa4eaf531703.html").as_uri())
        page.locator(".bar .on").focus()
        page.keyboard.press("Enter")
        first = page.evaluate("location.hash")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") != first
        page.locator(".bar .back").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == first
        aside = page.locator(".text .boilerplate").first
        assert aside.is_visible()
        page.locator("input.set-aside").focus()
        page.keyboard.press("Space")
        assert not aside.is_visible()
        assert opened.said == []


@pytest.mark.parametrize("name", [*PAGES, "reader/003_edf597bce861dab1.html"])
def test_nothing_is_wider_than_a_small_screen(
    name: str, browser: Browser, seeds_report: SeedsReport
) -> None:
    """At 400 px only tables and figures scroll, within themselves."""
    with Opened(browser, viewport={"width": 400, "height": 800}) as opened:
        opened.page.goto((seeds_report.folder / name).as_uri())
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 400


def test_one_switch_shows_the_code(browser: Browser, seeds_report: SeedsReport) -> None:
    """Folded away at first; a press of the switch shows every cell's code."""
    with Opened(browser) as opened:
        opened.page.goto((seeds_report.folder / "06_findings.html").as_uri())
        code = opened.page.locator(".input").first
        assert not code.is_visible()
        opened.page.locator("label.toggle").click()
        assert code.is_visible()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab on copies of the notebooks, with settings of its own; its address."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", place / "notebooks")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: str(place / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")}  # fmt: skip
    environment = {
        **os.environ,
        **own,
        "JAM_CORPUS": str(SEEDS),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    environment.pop("MPLBACKEND", None)
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
            "--allow-root", "--expose-app-in-browser", "--IdentityProvider.token=",
            *QUIET_LAB, f"--ServerApp.root_dir={place / 'notebooks'}",
        ],
        env=environment, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/api").close()  # noqa: S310 (our own address)
                break
            except OSError:
                assert server.poll() is None, "JupyterLab did not start"
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_jupyterlab_runs_a_notebook_whole(name: str, browser: Browser, lab: str) -> None:
    """Run All Cells, as a person does: every cell runs, none ends in an error or writes to standard error."""
    with Opened(browser) as opened:
        page = opened.page
        page.goto(f"{lab}/lab/tree/{name}.ipynb?reset", timeout=PATIENCE)
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=PATIENCE,
        )
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        page.wait_for_function(DONE, timeout=PATIENCE)
        outputs = page.evaluate(OUTPUTS)
        assert outputs
        wrong = [
            one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"
        ]
        assert wrong == []
        if name == "07_workbench":
            page.get_by_role("button", name="Save").first.wait_for(timeout=PATIENCE)


DONE = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells].filter((cell) => cell.type === "code");
  const failed = cells.some((cell) => cell.outputs.toJSON().some((one) => one.output_type === "error"));
  return failed || cells.every((cell) => cell.executionCount && cell.executionState !== "running");
}"""
OUTPUTS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
  .filter((cell) => cell.type === "code").flatMap((cell) => cell.outputs.toJSON())
  .map((one) => ({ output_type: one.output_type, name: one.name, text: String(one.text || one.evalue || "").slice(0, 200) }))"""
