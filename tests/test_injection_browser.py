"""What Chromium makes of the payloads of payloads.toml in our pages: none runs, becomes an element or a link.

Each page is opened once with all payloads in it; everything on it that could be set off is set off. A page in which
a payload stands raw shows that it would run, were it let.
"""

import dataclasses
import re
import time

import pytest
from nbformat import v4

from analysis import charts, reports, summaries
from analysis.model import Figure, LedgerEntry, Milestone
from analysis.reports import rich
from analysis.reports.content import content
from analysis.reports.html import HTMLReport
from analysis.tables import table
from tests.test_browser import CHROMIUM, Browser
from tests.test_injection import NUMBER, PAYLOADS, TEXTS, document, words

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian: apt-get install chromium)"),
    pytest.mark.no_cover,  # other tests cover the lines
    pytest.mark.usefixtures("kept_faces"),
]

each = pytest.mark.parametrize("name", PAYLOADS)
RAW = [name for name, payload in PAYLOADS.items() if "fires" in payload]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

SET_OFF = """
(() => {
  const kinds = ["mouseover", "mouseenter", "pointerover", "focus", "toggle", "load", "error", "animationstart"];
  for (const element of document.querySelectorAll("*")) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind));
  }
  const web = (link) => /^(#|https?:|mailto:|data:text.csv)/.test(link.getAttribute("href") ?? "#");
  for (const link of document.querySelectorAll("a, [href]")) {
    if (!web(link)) link.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window}));
  }
  for (const button of document.querySelectorAll("form button")) button.click();
})()
"""
LOOK = """
(() => {
  const elements = [...document.querySelectorAll("*")];
  const attributes = elements.flatMap((element) => [...element.attributes]);
  return {
    marked: elements.filter((each) => each.dataset?.pwned !== undefined).map((each) => Number(each.dataset.pwned)),
    handlers: attributes.filter((each) => each.name.startsWith("on")).map((each) => each.name),
    links: [...document.querySelectorAll("[href], [src], [action], [srcdoc], [data]")]
      .flatMap((each) => ["href", "src", "action", "srcdoc", "data"].map((name) => each.getAttribute(name) ?? "#"))
      .map((address) => address.replace(/[^!-~]/g, "").toLowerCase()),
    foreign: document.querySelectorAll("iframe, object, embed, base, form, link, img, video, audio, math").length,
    scripts: document.scripts.length,
    text: document.documentElement.textContent,
    title: document.title,
  };
})()
"""


class Watched:
    """What happened on a page: which payloads called, what stands there, what it asked for."""

    def __init__(self, browser, path, *, scripts=1):
        browser.open(path)
        browser.run(SET_OFF)
        time.sleep(0.2)
        self.look = browser.run(LOOK)
        self.words = words(self.look["text"])
        self.scripts = scripts
        self.asked = [one for one in browser.complaints() if not one.startswith("Refused to")]
        told = [event.get("params", {}) for event in browser.events]
        self.called = {int(one["payload"]) for one in told if one.get("name") == "reported"}
        self.opened = [event["method"] for event in browser.events if "javascriptDialog" in event.get("method", "")]
        urls = [one["request"]["url"] for one in told if "request" in one and "documentURL" in one]
        self.files = [url for url in urls if url.startswith("file:") and not url.startswith(path.as_uri())]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    started = Browser(tmp_path_factory.mktemp("profile"))
    started.call("Runtime.addBinding", name="reported")
    source = "window.pwned = (number) => reported(String(number)); parent.pwned ??= window.pwned;"
    started.call("Page.addScriptToEvaluateOnNewDocument", source=source)
    yield started
    started.close()


@pytest.fixture(scope="module")
def corpus():
    return summaries.gathered(document(name) for name in PAYLOADS)


@pytest.fixture(scope="module")
def blocks(corpus):
    """Every block that a report can show of a corpus."""
    figures, events = table(corpus.figures, of=Figure), table(corpus.milestones, of=Milestone)
    return [
        summaries.opening(corpus),
        summaries.key_figures(corpus),
        summaries.not_known(corpus),
        summaries.targets(corpus),
        summaries.findings(corpus),
        reports.explorer(corpus.figures, scopes=corpus.scopes),
        summaries.coverage(corpus),
        summaries.statements(corpus, metric="documents_signed"),
        summaries.further(corpus, besides=["trade_turnover"]),
        summaries.shown(charts.development(figures, corpus.findings, metric="trade_turnover", labels=corpus.labels)),
        summaries.shown(charts.occasions(figures, metric="documents_signed", labels=corpus.labels)),
        summaries.shown(charts.timeline(events, labels=corpus.labels)),
        summaries.shown(
            charts.accounts(table(corpus.entries, of=LedgerEntry), documents=list(corpus.labels), labels=corpus.labels)
        ),
        summaries.audited(corpus),
        summaries.ledgers(corpus),
        summaries.sources(corpus),
    ]


def output(data):
    return v4.new_code_cell("", outputs=[v4.new_output("execute_result", data=data, execution_count=1)])


@pytest.fixture(scope="module")
def page(blocks):
    """A report of all of them, of prose, of printed text and of tables by other hands, under a hostile title."""
    cells = [v4.new_markdown_cell("# x\n\n## y"), *(output(block._repr_mimebundle_()) for block in blocks)]
    for text in TEXTS.values():
        cells.append(v4.new_markdown_cell(text))
        cells.append(v4.new_markdown_cell(f"## {text}"))
        cells.append(v4.new_code_cell("", outputs=[v4.new_output("stream", name="stdout", text=text)]))
        cells.append(output({"text/html": f"<table><tr><td>{text}</td></tr></table>", "text/plain": text}))
        cells.append(output({"text/markdown": text, "text/plain": text}))
        cells.append(output({"text/plain": text, "application/javascript": text, "text/latex": text}))
    made = content(v4.new_notebook(cells=cells), name="x", title=" ".join(TEXTS.values()))
    downloads = [{"name": text, "label": text, "type": "text/csv", "data": text.encode()} for text in TEXTS.values()]
    return HTMLReport().from_notebook_node(
        v4.new_notebook(), {"communique": {"content": made, "downloads": downloads}}
    )[0]


@pytest.fixture(scope="module", params=["as made", "without its policy", "in JupyterLab"])
def watched(request, browser, tmp_path_factory, blocks, page, corpus):
    """The report; the same without the policy that a browser is told, so that nothing leans on it; and the blocks as
    JupyterLab shows them, documents, figures and findings among them."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    if request.param == "in JupyterLab":
        shown = [block._repr_mimebundle_()["text/html"] for block in blocks]
        nouns = [*corpus.documents, *corpus.figures[:40], *corpus.findings[:20]]
        shown += [rich.bundle(noun)["text/html"] for noun in nouns]
        page = f"<!doctype html><meta charset=utf-8><body>{''.join(shown)}"
    elif request.param == "without its policy":
        page, count = POLICY.subn("", page)
        assert count == 1
    path.write_text(page, encoding="utf-8", errors="backslashreplace", newline="")
    return Watched(browser, path, scripts=0 if request.param == "in JupyterLab" else 1)


@each
def test_nothing_of_it_runs(name, watched):
    assert NUMBER[name] not in watched.called
    assert NUMBER[name] not in watched.look["marked"]


@each
def test_its_words_are_there_as_words(name, watched):
    assert words(TEXTS[name]) in watched.words


def test_nothing_else_is_set_off(watched):
    look = watched.look
    assert watched.called == set()
    assert look["handlers"] == []
    assert look["foreign"] == 0
    assert look["scripts"] == watched.scripts
    assert watched.asked == []
    assert watched.files == []
    assert watched.opened == []
    known = ("#", "http:", "https:", "mailto:", "data:text/csv;base64,")
    assert [link for link in look["links"] if not link.startswith(known)] == []


@pytest.mark.parametrize("name", RAW)
def test_raw_it_would_run(name, browser, tmp_path):
    path = tmp_path / "raw.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><title>x</title><body>{TEXTS[name]}", encoding="utf-8")
    assert NUMBER[name] in Watched(browser, path).called


@pytest.mark.parametrize("name", RAW)
def test_the_policy_holds_what_slips_through(name, browser, tmp_path, page):
    path = tmp_path / "raw.html"
    [policy] = POLICY.findall(page)
    head = f"<!doctype html><meta charset=utf-8>{policy}<title>x</title><body>"
    path.write_text(head + TEXTS[name], encoding="utf-8")
    assert Watched(browser, path).called == set()


PLACES = """
(() => {
  const item = document.querySelector("ol.sources li");
  const range = document.createRange();
  const place = (node) => { range.selectNodeContents(node); return range.getBoundingClientRect().left; };
  return [place(item.querySelector("cite")), place(item.querySelector("cite").nextSibling)];
})()
"""


def test_a_title_turns_no_words_round_but_its_own(browser, tmp_path):
    titled = document("script")
    titled = dataclasses.replace(titled, title="\u202egnp.exe", publisher="The Times", address="https://example.org")
    cells = [v4.new_markdown_cell("## x"), output(reports.display.sources([titled])._repr_mimebundle_())]
    path = tmp_path / "page.html"
    page, _ = HTMLReport().from_notebook_node(v4.new_notebook(cells=cells), {"communique": {"name": "x"}})
    path.write_text(page, encoding="utf-8")
    browser.open(path)
    title, publisher = browser.run(PLACES)
    assert title < publisher
