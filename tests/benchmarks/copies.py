"""How alike copies are, and texts that are none: what the threshold of `analysis.copies` rests on.

    python tests/benchmarks/copies.py [--texts DIR]

DIR holds texts (.txt), one article each; without it, our digests. Each text is changed as papers change agency copy,
and as an office fills in its releases anew each month; texts are compared with one another too.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import statistics
from pathlib import Path

from analysis.copies import COPIED, _shared, sketch

ROOT = Path(__file__).parents[2]


def edited(text: str, dice: random.Random) -> str:
    """Agency copy in a paper: another headline, a line on top, the tail cut, a word in thirty changed, a note below."""
    paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    kept = paragraphs[1 : max(3, round(len(paragraphs) * dice.uniform(0.5, 1)))]
    words = [word if dice.random() > 1 / 30 else "another" for word in " \n ".join(kept).split(" ")]
    return (
        "What our own paper puts above it\nFrom our desk, today – " + " ".join(words) + "\nWith material of agencies."
    )


def cut(text: str, share: float) -> str:
    """The start of a text."""
    return text[: int(len(text) * share)]


def refilled(text: str, dice: random.Random) -> str:
    """The release of another month: every number, and every word with a capital inside a sentence, is another."""
    text = re.sub(r"\d", lambda _: str(dice.randrange(10)), text)
    return re.sub(r"(?<=[a-zа-яå,] )[A-ZА-ЯÅ]\w+", lambda _: f"Name{dice.randrange(999)}", text)


def told(name: str, shares: list[float]) -> None:
    shares = sorted(shares)
    lowest, middle, highest = shares[0], statistics.median(shares), shares[-1]
    above = sum(share >= COPIED for share in shares)
    print(f"{name:32} {len(shares):6} pairs   {lowest:.2f} {middle:.2f} {highest:.2f}   {above} taken for copies")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=ROOT / "seeds" / "digests")
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.parse_args().texts.rglob("*.txt"))]
    texts = [text for text in texts if len(text.split()) >= 100]
    dice = random.Random(7)  # noqa: S311  # the same texts each time
    print(f"{len(texts)} texts; lowest, middle and highest share of the shorter text's runs in the longer one")
    for name, change in (
        ("edited as agency copy", lambda text: edited(text, dice)),
        ("the first half", lambda text: cut(text, 0.5)),
        ("the first third", lambda text: cut(text, 0.34)),
        ("one pattern, filled in anew", lambda text: refilled(text, dice)),
    ):
        told(name, [_shared(sketch(text), sketch(change(text))) for text in texts])
    sketches = [sketch(text) for text in texts]
    told("any two", [_shared(one, other) for one, other in itertools.combinations(sketches, 2)])


if __name__ == "__main__":
    main()
