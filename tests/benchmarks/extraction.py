"""How fast figures are found: MB/s, beside other extractors, and how time and memory grow with the text.

    python tests/benchmarks/extraction.py [--texts DIR] [--megabytes N] [--runs N] [--peers PYTHON] [--small]

DIR holds the texts (.txt); without it, the originals where they stand beside the repository, else our digests. One core
is used. Times are the processor's, medians of the runs, with the quickest beside them, for the machine may be busy with
other things; that of the import alone is the clock's. The peers have needs
that do not go with ours: install those wanted into an environment of their own and name its Python. They run on the
same English texts in the same run, each in a process that has loaded it before the clock starts:

    python -m venv peers && peers/bin/pip install quantulum3 recognizers-text-suite "emoji<2" pyduckling-native-phihos
    python tests/benchmarks/extraction.py --peers peers/bin/python

CQE needs torch and a model of spaCy besides. A peer that is not installed is named and left out.
`--small` runs everything once on little text, to see that it runs.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEPS = 8
"""Doublings from 100 KB to 12.8 MB."""
NUMBERED = 40
"""Sentences of which one with a number is kept in the text with few numbers."""


def main(arguments=None):
    """Nothing; prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", help="the Python of an environment with other extractors")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--work", choices=[*WORKS], help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.work:
        WORKS[given.work](json.load(sys.stdin))
        return
    if given.small:
        given.megabytes, given.runs = 0.1, 1
    texts = read_texts(given.texts)
    speed(texts, given)
    growth(texts, given)
    memory(texts, given)
    imports(given.runs)


def read_texts(folder):
    """The texts as they stand, by name."""
    originals, digests = ROOT.parent / "shared" / "seeds", ROOT / "seeds" / "digests"
    folder = folder or (originals if originals.is_dir() else digests)
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}


def size(texts):
    """Megabytes of texts in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def english(texts):
    """The English ones among them."""
    from analysis.languages import identify

    return [text for text in texts.values() if identify(text) == "en"]


def few_numbers(texts):
    """The texts without most of the sentences that hold a digit."""
    kept = []
    for text in texts:
        sentences = re.split(r"(?<=[.!?\n])(?=\s)", text)
        numbered = 0
        chosen = []
        for sentence in sentences:
            if re.search(r"\d", sentence):
                numbered += 1
                if numbered % NUMBERED:
                    continue
            chosen.append(sentence)
        kept.append("".join(chosen))
    return kept


def speed(texts, given):
    """Nothing; prints MB/s of ours and of the peers."""
    print(f"\nMB/s, one core, {given.runs} runs")
    print(f"{'':52}{'median':>9}{'best':>9}{'ours':>9}")
    everything, few, shared = list(texts.values()), few_numbers(texts.values()), english(texts)
    rated("the texts, again and again, each a document", ours(everything, given.megabytes, given.runs))
    rated("text with few numbers, the same way", ours(few, given.megabytes, given.runs))
    mine = rated("the English texts", ours(shared, given.megabytes, given.runs))
    for name in PEERS if given.peers else ():
        told = job("peer", {"name": name, "texts": shared, "runs": given.runs}, python=given.peers)
        if "rates" not in told:
            print(f"  {name:50}{told['missing']}")
            continue
        rated(f"the English texts by {name}", told["rates"], mine)


def rated(name, rates, mine=None):
    """The median rate, printed with the best and with how many times as fast ours is."""
    middle = statistics.median(rates)
    ratio = f"{mine / middle:8.0f}x" if mine else ""
    print(f"  {name:50}{middle:9.3f}{max(rates):9.3f}{ratio}", flush=True)
    return middle


def ours(texts, megabytes, runs):
    """MB/s of each run over the texts, as often as make so many megabytes."""
    return job("ours", {"texts": texts, "times": max(1, round(megabytes / size(texts))), "runs": runs})["rates"]


def one_document(texts, megabytes):
    """English text of so many megabytes; the amounts differ from one repetition to the next."""
    base = "\n\n".join(english(texts))
    parts, total, number = [], 0, 0
    while total < megabytes * 1e6:
        shift = number
        part = re.sub(r"\d+(?=[.,]\d)", lambda found: str(int(found[0]) + shift), base)  # noqa: B023 - called at once
        parts.append(part)
        total += len(part)
        number += 1
    return "\n\n".join(parts)[: round(megabytes * 1e6)]


def growth(texts, given):
    """Nothing; prints the time of one document of twice the length at each step."""
    print(f"\none document, each twice as long, {given.runs} runs")
    print(f"{'MB':>8}{'seconds':>10}{'best':>9}{'ratio':>8}{'figures':>9}")
    whole = one_document(texts, 0.1 * 2 ** (1 if given.small else STEPS - 1))
    before = None
    for step in range(2 if given.small else STEPS):
        text = whole[: round(1e5 * 2**step)]
        told = job("document", {"text": text, "runs": given.runs})
        middle = statistics.median(told["seconds"])
        ratio = f"{middle / before:8.2f}" if before else " " * 8
        print(f"{len(text) / 1e6:8.1f}{middle:10.3f}{min(told['seconds']):9.3f}{ratio}{told['figures']:9}", flush=True)
        before = middle


def memory(texts, given):
    """Nothing; prints the peak memory of a process that extracts from one long document."""
    text = one_document(texts, 0.2 if given.small else 12.8)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_bytes(text.encode())
        told = job("memory", {"path": str(path)})
    megabytes = len(text.encode()) / 1e6
    print(f"\npeak memory of the process for one document of {megabytes:.1f} MB: {told['peak']:.0f} MB", end="")
    print(f", {told['peak'] / megabytes:.1f} times its size; before: {told['before']:.0f} MB")


def imports(runs):
    """Nothing; prints how long the import takes, the interpreter's own start taken off."""
    bare, full = ([started(code) for _ in range(runs)] for code in ("pass", "import analysis"))
    print(f"import analysis: {statistics.median(full) - statistics.median(bare):.3f} s")


def started(code):
    """Seconds of a Python process that runs a line."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    return time.perf_counter() - start


def job(work, given, *, python=sys.executable):
    """What a process of its own tells of its work."""
    command = [python, str(Path(__file__).resolve()), "--work", work]
    done = subprocess.run(command, input=json.dumps(given), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def tell(**told):
    """Nothing; a line for the process that asked."""
    print(json.dumps(told))


def timed(work):
    """Seconds that the processor works at it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def work_ours(given):
    """Nothing; tells our rates."""
    sys.path.insert(0, str(ROOT))
    from analysis import extract

    texts, times = given["texts"], given["times"]

    def work():
        for _ in range(times):
            for text in texts:
                extract(text)

    for text in texts:
        extract(text)
    tell(rates=[size(texts) * times / timed(work) for _ in range(given["runs"])])


def work_document(given):
    """Nothing; tells the seconds that one document takes and how many figures it has."""
    sys.path.insert(0, str(ROOT))
    from analysis import extract

    text = given["text"]
    figures = extract(text[:20_000], language="en")
    seconds = []
    for _ in range(given["runs"]):
        start = time.process_time()
        figures = extract(text, language="en")
        seconds.append(time.process_time() - start)
    tell(seconds=seconds, figures=len(figures))


def work_memory(given):
    """Nothing; tells the peak memory in megabytes, and what the process held before it began."""
    import resource

    sys.path.insert(0, str(ROOT))
    from analysis import extract

    unit = 1e6 if sys.platform == "darwin" else 1e3
    text = Path(given["path"]).read_bytes().decode()
    extract(text[:20_000], language="en")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    extract(text, language="en")
    tell(peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, before=before)


def work_peer(given):
    """Nothing; tells the rates of a peer, or why there are none."""
    texts = given["texts"]
    try:
        parse = PEERS[given["name"]]()
        parse(texts[0][:500])
    except Exception as error:  # noqa: BLE001 - whatever a peer fails with is said
        tell(missing=f"not run: {type(error).__name__}: {error}"[:160].replace("\n", " "))
        return

    def work():
        for text in texts:
            parse(text)

    tell(rates=[size(texts) / timed(work) for _ in range(given["runs"])])


def quantulum3():
    """quantulum3's reading of a text."""
    from quantulum3 import parser

    return parser.parse


def recognizers_text():
    """Numbers, currencies, dimensions and percentages by Recognizers-Text."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    every = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    return lambda text: [recognize(text, "en-us") for recognize in every]


def recognizers_times():
    """The same, and times."""
    from recognizers_date_time import recognize_datetime

    numbers = recognizers_text()
    return lambda text: [numbers(text), recognize_datetime(text, "en-us")]


def duckling_numbers():
    """Numbers, amounts of money and quantities by duckling."""
    return duckling(kinds=("number", "amount-of-money", "quantity"))


def duckling(*, kinds=("number", "amount-of-money", "quantity", "ordinal", "time", "duration")):
    """What we read too by duckling, times among it."""
    import duckling as peer

    peer.init()
    now = peer.get_current_ref_time(peer.load_time_zones("/usr/share/zoneinfo"), "UTC")
    language = peer.parse_lang("EN")
    context = peer.Context(now, peer.parse_locale("EN_GB", peer.default_locale_lang(language)))
    dimensions = peer.parse_dimensions([*kinds])
    return lambda text: peer.parse(text, context, dimensions, False)  # noqa: FBT003 - duckling's own signature


def cqe():
    """CQE's reading of a text."""
    import locale

    # It asks for the locale en_US.UTF-8, which not every system has.
    locale.setlocale = lambda *_: "C"
    from CQE import CQE

    return CQE.CQE(overload=True).parse


PEERS = {
    "quantulum3": quantulum3,
    "Recognizers-Text, numbers and units": recognizers_text,
    "Recognizers-Text, times too": recognizers_times,
    "duckling, numbers and units": duckling_numbers,
    "duckling, times too": duckling,
    "CQE": cqe,
}
WORKS = {"ours": work_ours, "document": work_document, "memory": work_memory, "peer": work_peer}

if __name__ == "__main__":
    main()
