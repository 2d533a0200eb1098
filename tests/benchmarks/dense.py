"""Text that is nothing but figures: seconds of the processor for 100 KB of it, and how they grow.

    python tests/benchmarks/dense.py [--language CODE...] [--runs N] [--small]

Every name, amount and time of a sentence is looked at together with every other, so that text of this kind is the
slowest there is. Each language's own examples stand end to end, once as they are and once without their full stops; in
English some phrases are repeated besides, each of which is dear in its own way. Seconds are the best of the runs. The
last column is the time of twice the text through that of the text: 2 where the time is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
BYTES = 100_000
PHRASES = {
    "names and people": "Laos Vietnam 5 students ",
    "a flow and its year": "exports from Laos to Vietnam 5 million USD in 2021 ",
    "times": "2020 2021 5 million USD exports ",
    "gifts": "Laos gave Vietnam 5 million USD, ",
    "growths": "up 5% from 3 million USD to 4 million USD in 2021, ",
    "brackets": "trade of Laos and Vietnam 5 million USD (3 million kip) ",
    "words for numbers": "five million two hundred ",
    "digits": "1234567890",
}


def main(arguments=None):
    """Nothing; prints a line for each text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", nargs="*")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--small", action="store_true")
    given = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    folder = ROOT / "analysis" / "languages"
    size = BYTES // 50 if given.small else BYTES
    print(f"{'':32}{'s per 100 KB':>14}{'twice':>8}")
    for language in given.language or sorted(path.stem for path in folder.glob("??.toml")):
        for name, text in texts(folder, language):
            once, twice = (best(cut(text, length), language, given.runs) for length in (size, 2 * size))
            print(f"{language:4}{name:28}{once * BYTES / size:14.2f}{twice / once:8.2f}", flush=True)


def texts(folder, language):
    """(name, text) of all that is read in a language."""
    told = tomllib.loads((folder / f"{language}.examples.toml").read_text(encoding="utf-8"))
    examples = [example["text"] for example in told["examples"]]
    yield "examples", " ".join(examples) + " "
    yield "without full stops", " ".join(text.rstrip(".。 ") for text in examples) + " "
    if language == "en":
        yield from PHRASES.items()


def cut(text, size):
    """A text as often as makes so many bytes."""
    whole = text * (size // len(text.encode()) + 1)
    return whole.encode()[:size].decode(errors="ignore")


def best(text, language, runs):
    """Seconds of the processor in the quickest of the runs."""
    from analysis import extract

    extract(text[:1000], language=language)
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        extract(text, language=language)
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
