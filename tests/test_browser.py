"""The reports in a real browser: what a reader clicks, types, sees in the dark and on a telephone, and hears read out.

Chromium is spoken to over a pipe in its own protocol, so that no driver is needed. Where there is no
Chromium the tests are skipped.
"""

import contextlib
import csv
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.resources import files
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis import reports
from analysis.model import Evidence
from analysis.reports import render
from analysis.reports.html import HTMLReport
from tests.test_reports_content import page as page_of

ROOT = Path(__file__).parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REPORTS = ("overview", "la-vn", "la-ru", "audit")
TELEPHONE, SCREEN = 360, 1280
PATIENCE = 180  # seconds for one answer, on a machine that has other things to do
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian: apt-get install chromium)"),
    pytest.mark.no_cover,  # other tests cover the lines
    pytest.mark.usefixtures("kept_faces"),
]


class Browser:
    """A headless Chromium with one page; messages are JSON, each ended by a zero byte."""

    def __init__(self, home):
        arguments = [CHROMIUM, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={home}", "--disable-gpu"]
        arguments += ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
        arguments += ["--disable-ipc-flooding-protection"]  # else it follows no more than a hundred links in a row
        arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
        to_read, self.orders = os.pipe()
        self.answers, to_write = os.pipe()
        # Chromium looks for the pipe under the numbers three and four: bash puts it there.
        command = ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "bash", *arguments, "about:blank"]
        self.process = subprocess.Popen(
            command, pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_read)
        os.close(to_write)
        self.numbers, self.buffer, self.events, self.session = itertools.count(1), b"", [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)  # as if it were the window in front
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        """The result of one call; what happens meanwhile is kept in `events`."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.orders, json.dumps(message).encode() + b"\0")
        answer = self.until(lambda message: message.get("id") == number)
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def until(self, wanted):
        """The first message that is wanted, among those to come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while b"\0" in self.buffer:
                raw, _, self.buffer = self.buffer.partition(b"\0")
                message = json.loads(raw)
                self.events.append(message)
                if wanted(message):
                    return message
            more = os.read(self.answers, 1 << 20)
            assert more, "Chromium has ended"
            self.buffer += more
        raise TimeoutError

    def open(self, path, *, width=SCREEN, dark=False, scripts=True):
        """Nothing; the file or address is shown in a window of this width, loaded and with its fonts."""
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        looks = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        media = [{"name": name, "value": value} for name, value in looks.items()]
        self.call("Emulation.setEmulatedMedia", features=media)
        self.call("Page.navigate", url="about:blank")
        self.events.clear()
        self.call("Page.navigate", url=path if isinstance(path, str) else path.as_uri())
        self.until(lambda message: message.get("method") == "Page.loadEventFired")

    def run(self, script):
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key):
        """Nothing; a key was pressed and let go."""
        text = {"Enter": {"text": "\r"}, " ": {"text": " "}}.get(key, {})
        known = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": KEYS[key]}
        self.call("Input.dispatchKeyEvent", type="keyDown", **known, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **known)

    def write(self, text):
        """Nothing; the text was typed where the cursor is."""
        self.call("Input.insertText", text=text)

    def complaints(self):
        """What was asked of the network and what was complained of, since the page was opened."""
        self.run("new Promise((done) => setTimeout(done, 50))")
        own = ("file:", "data:", "about:")
        found = []
        for event in self.events:
            method, told = event.get("method"), event.get("params", {})
            if method == "Network.requestWillBeSent" and not told["request"]["url"].startswith(own):
                found.append(told["request"]["url"])
            elif method == "Runtime.exceptionThrown":
                found.append(told["exceptionDetails"]["text"])
            elif method == "Runtime.consoleAPICalled":
                found.append(f"{told['type']}: {told['args']}")
            elif method == "Log.entryAdded":
                found.append(told["entry"]["text"])
        return found

    def close(self):
        """Nothing; the browser has ended."""
        with contextlib.suppress(OSError, AssertionError):
            self.session = None
            self.call("Browser.close")
        self.process.wait(PATIENCE)
        os.close(self.orders)
        os.close(self.answers)


@pytest.fixture(scope="module")
def made(tmp_path_factory, kept_parent):
    """A folder with the reports, made from the notebooks and digests as they are now."""
    from contextlib import nullcontext

    out = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.reports.rendering.Parent", lambda *_, **__: nullcontext(kept_parent))
        results = render(REPORTS, notebooks=ROOT / "notebooks", seeds=ROOT / "seeds", out=out)
    assert [result.error for result in results] == [None] * len(REPORTS)
    return out


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    started = Browser(tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture(params=REPORTS)
def report(request, made):
    return made / f"{request.param}.html"


# --- the page by itself --------------------------------------------------------------------------------------


def test_nothing_is_fetched_and_nothing_goes_wrong(browser, report):
    browser.open(report)
    browser.run("document.fonts.ready.then(() => window.scrollTo(0, document.body.scrollHeight))")
    assert browser.complaints() == []


def test_a_report_is_small_enough_to_be_sent(made):
    for name in REPORTS:
        assert (made / f"{name}.html").stat().st_size <= 300_000
        assert (made / f"{name}.pdf").stat().st_size <= 500_000


def test_what_a_page_fetches_or_gets_wrong_would_be_seen(browser, tmp_path):
    page = tmp_path / "bad.html"
    page.write_text("<img src='http://127.0.0.1:9/'><script>console.error('a'); nowhere();</script>", encoding="utf-8")
    browser.open(page)
    found = " ".join(browser.complaints())
    assert "http://127.0.0.1:9/" in found
    assert "error: " in found
    assert "Uncaught" in found


def test_the_fonts_are_those_inside_the_page(browser, report):
    browser.open(report)
    asked = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    loaded = browser.run(f"document.fonts.ready.then(() => {asked})")
    # Others, such as one for arrows, come along where their signs are used.
    assert {name.strip('"') for name in loaded} >= {"Source Serif Pro", "Source Sans Pro"}


# --- evidence ------------------------------------------------------------------------------------------------

FOLLOW = """
(() => {
  const wrong = [];
  const seen = (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const links = [...document.querySelectorAll("a.cite, a.ref, .broad a.spot")];
  for (const link of links) {
    for (let fold = link.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    link.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window}));
    const target = document.querySelector(":target");
    const mark = target && (target.matches("mark") ? target : target.querySelector("mark"));
    if (!mark) { wrong.push([link.id, "no highlighted quote"]); continue; }
    const look = getComputedStyle(mark);
    if (look.outlineStyle === "none") wrong.push([link.id, "not highlighted"]);
    if (!mark.textContent.trim()) wrong.push([link.id, "an empty quote"]);
    if (!seen(mark.getBoundingClientRect())) wrong.push([link.id, "out of sight"]);
    const cell = link.closest("td");
    const plain = (text) => text.replace(/\\s+/g, " ").trim();
    const [said, found] = [link.querySelector("[lang]"), mark].map((each) => plain(each?.textContent ?? ""));
    if (cell && cell.dataset.label === "As stated" && said !== found) wrong.push([link.id, said, found]);
    const ways = [...target.querySelectorAll("a"), ...(target.nextElementSibling?.querySelectorAll(".back a") ?? [])];
    const back = ways.find((way) => way.hash === "#" + link.id);
    if (!back) { wrong.push([link.id, "no way back"]); continue; }
    back.click();
    if (location.hash !== "#" + link.id || !seen(link.getBoundingClientRect())) wrong.push([link.id, "not back"]);
  }
  return [links.length, wrong];
})()
"""


def test_every_evidence_link_lands_on_its_highlighted_quote_and_back(browser, report):
    browser.open(report)
    count, wrong = browser.run(FOLLOW)
    assert count > 10
    assert wrong == [], wrong[:20]


def test_a_figure_shows_its_sentence_under_the_pointer_and_to_the_keyboard(browser, made):
    browser.open(made / "overview.html")
    link = "document.querySelector('main a.cite')"
    box = browser.run(f"{link}.getBoundingClientRect().toJSON()")
    peek = "(() => { const at = document.getElementById('peek'); return at.hidden ? null : at.textContent; })()"
    assert browser.run(peek) is None
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=box["x"] + 5, y=box["y"] + 5)
    assert "trade between the two countries reached 1.3 billion USD" in until(lambda: browser.run(peek))
    browser.press("Escape")
    assert browser.run(peek) is None
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=5, y=5)
    browser.press("Tab")
    while browser.run("document.activeElement.className.split(' ')[0]") != "cite":
        browser.press("Tab")
    assert "1.3 billion USD" in browser.run(peek)
    assert browser.run("document.activeElement.getAttribute('aria-describedby')") == "peek"
    browser.run((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8") + "; 0")
    assert browser.run(AXE) == []


def test_every_number_that_is_stated_is_a_link(browser, made):
    browser.open(made / "overview.html")
    cells = "[...document.querySelectorAll('td[data-label=\"As stated\"], .card .value')]"
    assert browser.run(f"{cells}.length") > 10
    assert browser.run(f"{cells}.filter((cell) => !cell.querySelector('a.cite')).length") == 0


def test_the_data_are_inside_the_file(browser, made):
    names = {}
    for name in ("overview", "audit"):
        browser.open(made / f"{name}.html")
        texts = "[...document.querySelectorAll('a[download]')].map((each) => fetch(each.href).then((it) => it.text())"
        names |= dict(browser.run(f"Promise.all({texts}.then((text) => [each.download, text])))"))
    assert set(names) == {"overview.csv", "codebook.csv", "audit-ledger.csv"}
    assert names["overview.csv"] == (made / "overview.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(names["audit-ledger.csv"].splitlines()))
    assert {"1.3 billion", "2021"} <= {row["text"] for row in rows}
    assert {row["class"] for row in rows} >= {"figure", "date"}


# --- tables --------------------------------------------------------------------------------------------------

FIGURES = (
    "[...document.querySelectorAll('table')].find((table) => table.caption?.textContent.startsWith('Each figure'))"
)


def shown(browser, column):
    """The cells of a column of the table of figures that are to be seen, in their order."""
    rows = f"[...({FIGURES}).tBodies[0].rows].filter((row) => row.offsetParent !== null)"
    return browser.run(f"{rows}.map((row) => row.cells[{column}].textContent.trim())")


def test_a_head_sorts_its_column_up_and_down_and_leaves_it(browser, made):
    browser.open(made / "overview.html")
    before = shown(browser, 0)
    click = f"({FIGURES}).tHead.rows[0].cells[0].querySelector('button').click()"
    browser.run(click)
    up = shown(browser, 0)
    browser.run(click)
    down = shown(browser, 0)
    browser.run(click)
    assert up == sorted(before, key=str.lower) != before
    assert [each.lower() for each in down] == sorted((each.lower() for each in before), reverse=True)
    assert shown(browser, 0) == before


def test_amounts_are_sorted_by_their_value(browser, made):
    browser.open(made / "overview.html")
    heads = browser.run(f"[...({FIGURES}).tHead.rows[0].cells].map((cell) => cell.textContent)")
    column = heads.index("Value")
    browser.run(f"({FIGURES}).tHead.rows[0].cells[{column}].querySelector('button').click()")
    money = [value for value in shown(browser, column) if value.endswith("USD")]
    scales = {"million": 1e6, "billion": 1e9}
    amounts = [float(value.split()[0]) * scales[value.split()[1]] for value in money]
    assert len(amounts) > 3
    assert amounts == sorted(amounts)


def test_a_filter_keeps_the_rows_that_have_its_words_and_says_how_many(browser, made):
    browser.open(made / "overview.html")
    total = len(shown(browser, 0))
    browser.run(f"({FIGURES}).querySelector('caption .filter input').focus()")
    browser.write("scholar")
    assert shown(browser, 0) == ["Scholarships"]
    status = f"({FIGURES}).querySelector('caption [role=status]').textContent"
    assert browser.run(status) == f"1 of {total} rows"
    browser.write("xyz")
    assert shown(browser, 0) == []


# --- the keyboard --------------------------------------------------------------------------------------------

FOCUSED = """
(() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const [look, tag] = [getComputedStyle(at), at.outerHTML.slice(0, 90)];
  if (!all.includes(at)) strange.push(tag);
  if (look.outlineStyle === "none" || !parseFloat(look.outlineWidth)) strange.push("unseen: " + tag);
  return all.indexOf(at);
})()
"""
REACHABLE = """
var strange = [];
var all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((each) => each.tabIndex >= 0 && each.checkVisibility());
all.length
"""


@pytest.mark.parametrize("name", ["overview", "audit"])
def test_the_tab_key_alone_gets_everywhere_and_shows_where_it_is(browser, made, name):
    browser.open(made / f"{name}.html")
    count = browser.run(REACHABLE)
    visited = []
    for _ in range(count + 1):
        browser.press("Tab")
        at = browser.run(FOCUSED)
        if at is None:
            break
        visited.append(at)
    assert browser.run("strange") == []
    assert visited == list(range(count)), "in the order of the page, none left out"


def test_the_keyboard_sorts_opens_follows_and_comes_back(browser, made):
    browser.open(made / "la-vn.html")
    browser.press("Tab")
    browser.press("Enter")
    assert browser.run("location.hash") == "#main", "the first stop leads past the contents"
    browser.run("document.querySelector('main a.cite').focus()")
    origin = browser.run("document.activeElement.id")
    browser.press("Enter")
    assert browser.run("document.querySelector(':target mark') !== null")
    browser.press("Tab")
    browser.press("Enter")
    assert browser.run("location.hash") == f"#{origin}"
    browser.run("document.querySelector('details.data summary').focus()")
    browser.press("Enter")
    assert browser.run("document.querySelector('details.data').open")
    browser.run("document.querySelector('details.data thead button').focus()")
    browser.press(" ")
    assert browser.run("document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"


# --- looks ---------------------------------------------------------------------------------------------------

AXE = """
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.flatMap((each) =>
  each.nodes.map((node) => [each.id, node.html.slice(0, 120), node.failureSummary])))
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser, report, dark):
    browser.open(report, dark=dark)
    browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    browser.run((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8") + "; 0")
    assert browser.run(AXE) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_light_and_dark_are_those_of_the_reader(browser, report, dark):
    browser.open(report, dark=dark)
    shade = browser.run("getComputedStyle(document.body).backgroundColor").removeprefix("rgb(").rstrip(")")
    assert (sum(map(int, shade.split(","))) < 3 * 128) == dark


def test_on_paper_it_is_dark_on_light_whatever_the_screen(browser, report):
    browser.open(report, dark=True)
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    browser.call("Emulation.setEmulatedMedia", media="print", features=[dark])
    inks = "['body', 'main p', 'main h2'].map((each) => getComputedStyle(document.querySelector(each)).color)"
    shades = [sum(map(int, ink.removeprefix("rgb(").rstrip(")").split(","))) for ink in browser.run(inks)]
    browser.call("Emulation.setEmulatedMedia", media="", features=[dark])
    assert max(shades) < 3 * 128


SIDEWAYS = """
[...document.querySelectorAll("*")].filter((each) => {
  const scrolls = each === document.documentElement || ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
  return scrolls && each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.outerHTML.slice(0, 120))
"""


def test_nothing_scrolls_sideways_on_a_telephone(browser, report):
    browser.open(report, width=TELEPHONE)
    browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert browser.run("innerWidth") == TELEPHONE
    assert browser.run(SIDEWAYS) == []


BEYOND = """
[...document.querySelectorAll(".card")].filter((card) => {
  const inside = card.getBoundingClientRect().right - parseFloat(getComputedStyle(card).paddingRight);
  const words = document.createRange();
  words.selectNodeContents(card.querySelector(".value"));
  return words.getBoundingClientRect().right > inside + 1;
}).map((card) => card.textContent)
"""
EDGE = (
    "(() => { const look = getComputedStyle(document.querySelector('.table')); return look.backgroundAttachment; })()"
)


@pytest.mark.parametrize("width", [TELEPHONE, 700, 1000, 1200, SCREEN])
def test_cards_hold_their_values_and_a_table_shows_that_it_goes_on(browser, tmp_path, width):
    amounts = ("112 million USD", "1.32 billion USD", "1.284 trillion USD", "less than about 120 million USD")
    places = Evidence(document="a", start=0, end=1, exact="x")
    found = reports.cards(*(reports.card(reports.said(each, places), "Exports", source="A") for each in amounts))
    wide = reports.table(pd.DataFrame({f"{n}": ["antidisestablishmentarianism"] for n in range(9)}), caption="Wide")
    page = tmp_path / "page.html"
    page.write_text(page_of(found, wide), encoding="utf-8")
    browser.open(page, width=width)
    assert browser.run("document.querySelectorAll('.card .short').length") == 3
    assert browser.run(BEYOND) == []
    # Two papers that move with the table lie over two shadows that do not.
    assert browser.run(EDGE) == "local, local, scroll, scroll"


def test_without_scripts_all_is_there_to_read(browser, report):
    browser.open(report)
    wanted = "[...document.querySelectorAll('main p, main li, main td, main h2, svg text')]"
    words = f"{wanted}.filter((each) => !each.closest('.filter')).map((each) => each.textContent.trim())"
    with_scripts = browser.run(words)
    browser.open(report, scripts=False)
    assert len(with_scripts) > 50
    assert browser.run(words) == with_scripts
    assert browser.run("[...document.querySelectorAll('main tr')].every((row) => row.cells.length > 0 && !row.hidden)")
    assert browser.run("document.querySelectorAll('button, input').length") == 0, "nothing that would not work"


FOREIGN = """
(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (text.parentElement.closest("script, style, [aria-hidden=true]")) continue;
    if (/\\p{Script=Cyrillic}/u.test(text.data) && text.parentElement.closest("[lang]").lang !== "ru")
      found.push([text.parentElement.closest("[lang]").lang, text.data.trim().slice(0, 80)]);
  }
  return found;
})()
"""


def test_words_of_another_language_say_which(browser, report):
    browser.open(report)
    assert browser.run("/\\p{Script=Cyrillic}/u.test(document.body.textContent)") or report.stem == "la-ru"
    assert browser.run(FOREIGN) == []


# --- JupyterLab ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on copies of the notebooks and digests, and their folder."""
    pytest.importorskip("jupyterlab", reason="the extra `lab` is not installed")
    home = tmp_path_factory.mktemp("lab")
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("originals", ".*"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=open"]
    command = [sys.executable, "-m", "jupyterlab", *settings, "--LabApp.expose_app_in_browser=True", "notebooks"]
    places = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "RUNTIME")}
    places |= {f"JUPYTERLAB_{name}_DIR": str(home / name) for name in ("SETTINGS", "WORKSPACES")}
    python = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = os.environ | places | {"PYTHONPATH": python}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answers(f"{address}/api"))
        yield address, home / "notebooks"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # it waits for a kernel at times; kernels end by themselves without it
            server.kill()
            server.wait()


def until(true):
    """The first value that is true, asked for again and again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.2)
    raise TimeoutError


def answers(address):
    with contextlib.suppress(OSError), urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return answer.status == 200
    return False


PANEL = "[...(window.jupyterapp?.shell.widgets('main') ?? [])][0]"
NOTEBOOK = f"{PANEL}?.content"
RUN_ALL = f"""
(async () => {{
  await {PANEL}.sessionContext.ready;
  jupyterapp.shell.activateById({PANEL}.id);
  await jupyterapp.commands.execute("notebook:run-all-cells");
  return [...{NOTEBOOK}.model.cells].map((cell) => cell.type === "code" ? cell.outputs.toJSON() : null);
}})()
"""
SEEN = f"""
(async () => {{
  const found = {{blocks: 0, errors: []}};
  for (let place = 0; place < {NOTEBOOK}.widgets.length; place++) {{
    await {NOTEBOOK}.scrollToItem(place, "start");
    await new Promise((done) => setTimeout(done, 100));
    const node = {NOTEBOOK}.widgets[place].node;
    found.blocks += node.querySelectorAll(".communique").length;
    if (/Javascript Error|Traceback/.test(node.textContent)) found.errors.push(place);
  }}
  return found;
}})()
"""
CHOOSE = """
(async () => {
  const menus = [...document.querySelectorAll(".widget-dropdown")];
  const menu = menus.find((each) => each.textContent.startsWith("Status")).querySelector("select");
  menu.selectedIndex = [...menu.options].findIndex((each) => each.textContent === "target");
  menu.dispatchEvent(new Event("change", {bubbles: true}));
})()
"""


def main_of(page):
    return re.search('<main id="main">(.*)<section class="colophon"', page, re.DOTALL)[1]


def shown_in(browser, lab, name):
    """Nothing; JupyterLab shows this notebook."""
    browser.open(f"{lab[0]}/lab/tree/{name}.ipynb?token=open&reset")
    until(lambda: browser.run(f"({NOTEBOOK}?.widgets?.length ?? 0) > 5"))


@pytest.mark.parametrize(("name", "report"), [("overview", "overview"), ("relations", "la-vn"), ("audit", "audit")])
def test_run_all_in_jupyterlab_shows_what_the_report_shows(browser, lab, made, name, report):
    shown_in(browser, lab, name)
    notebook = nbformat.read(lab[1] / f"{name}.ipynb", as_version=4)
    for cell, outputs in zip(notebook.cells, browser.run(RUN_ALL), strict=True):
        if outputs is not None:
            cell.outputs = [nbformat.from_dict(output) for output in outputs]
    page, _ = HTMLReport().from_notebook_node(notebook, {"communique": {"name": name}})
    assert main_of(page) == main_of((made / f"{report}.html").read_text(encoding="utf-8"))
    seen = browser.run(SEEN)
    assert seen["blocks"] > 4
    assert seen["errors"] == []


def test_the_menus_of_the_explorer_narrow_the_figures_down(browser, lab):
    shown_in(browser, lab, "overview")
    browser.run(RUN_ALL)
    browser.run(SEEN)
    captions = "[...document.querySelectorAll('.widget-html caption')].map((each) => each.textContent)"
    before = until(lambda: browser.run(captions))
    browser.run(CHOOSE)
    assert re.fullmatch(r"(\d+) of \1 figures", before[0])
    assert until(lambda: [text for text in browser.run(captions) if text.startswith("2 of ")])
