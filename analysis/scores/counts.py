"""Precision and recall, with the raw counts they come from."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from analysis.model import Document
from analysis.scores.gold import read_gold
from analysis.scores.matching import SLOTS, match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.model import Figure
    from analysis.scores.gold import Gold, GoldFigure
    from analysis.scores.matching import Match, Matching

__all__ = ["LEVELS", "Count", "Miss", "Row", "Scores", "score", "score_folder"]

MissKind: TypeAlias = Literal["missed", "extra", "wrong"]

LEVELS: dict[str, tuple[str, ...]] = {
    "value": (),
    "value+unit": ("unit",),
    "value+unit+metric": ("unit", "metric"),
    "all slots": tuple(SLOTS),
}
"""How much of a figure has to be right, from the least to the most: the slots beside the value."""

ALL = "all"
"""The name of the row that sums the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many figures are right, of how many found and how many there are."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float | None:
        """Share of the figures found that are right; null when none was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold figures that were found right; null when there are none."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; null when there is neither a gold figure nor one found."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The counts of one language, one metric or all: `levels` per LEVELS, `slots` per slot of a figure.

    Of a slot, right are the matched figures whose slot is right. The row of a metric counts gold figures of
    that metric, figures found as that metric, and as right those that are both.
    """

    name: str
    texts: int
    matched: int
    ignored: int
    levels: Mapping[str, Count]
    slots: Mapping[str, Count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A difference between what was expected and what came out, with the text around it."""

    document: str
    language: str
    kind: MissKind
    slots: tuple[str, ...]
    sentence: str
    expected: GoldFigure | None
    got: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The result: rows by language and by metric, each list closed by the sum of all, and every difference.

    `texts` holds the digest of each text's gold. `refused` names the texts that extraction declined, each with the
    reason; their figures count as missed.
    """

    languages: tuple[Row, ...]
    metrics: tuple[Row, ...]
    misses: tuple[Miss, ...]
    texts: Mapping[str, str]
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> Row:
        """The row of all languages and metrics."""
        return self.languages[-1]


def score(predicted: Iterable[Figure], gold: Iterable[Gold], *, refused: Iterable[tuple[str, str]] = ()) -> Scores:
    """Return how well figures answer gold: counts per language, metric and slot, and every difference.

    A figure belongs to the gold text whose `id` is the figure's `document`. Raises `ValueError` for figures
    of a document that the gold does not hold: they could be neither right nor wrong.

    >>> from analysis.scores.gold import Gold, GoldFigure
    >>> text = "Trade reached 1.3 billion USD."
    >>> figure = GoldFigure(metric="trade_turnover", quote="1.3 billion USD", start=14, end=29, value=1.3e9, unit="USD")
    >>> scores = score([], [Gold(id="a.txt", language="en", text=text, figures=(figure,))])
    >>> scores.total.levels["value"]
    Count(right=0, found=0, gold=1)
    """
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in predicted:
        by_document[figure.document].append(figure)
    results = [(text, match(by_document.pop(text.id, []), text)) for text in gold]
    if by_document:
        message = f"figures of documents without gold: {', '.join(sorted(by_document))}; score them apart"
        raise ValueError(message)
    names = sorted({text.language for text, _ in results})
    languages = [_row(name, [result for result in results if result[0].language == name]) for name in names]
    metrics = sorted(
        {figure.metric for text, _ in results for figure in text.figures}
        | {figure.metric for _, matching in results for figure in _judged(matching)}
    )
    total = _row(ALL, results)
    return Scores(
        languages=(*languages, total),
        metrics=(*(_row(name, results, metric=name) for name in metrics), total),
        misses=tuple(miss for text, matching in results for miss in _misses(text, matching)),
        texts={text.id: text.digest for text, _ in results},
        refused=tuple(refused),
    )


def score_folder(
    folder: Path | str,
    *,
    language: str | None = None,
    declared: bool = True,
    extract: Callable[[Document], Sequence[Figure]] | None = None,
) -> Scores:
    """Return the scores of the extraction over a folder of gold.

    Each text is read as a document of its own. Its language has to be told from the text; `declared` passes
    the date of publication that the gold declares, as a page's metadata would. A text that the extraction
    refuses counts with all its figures missed and is named in `refused`.
    """
    from analysis.documents import DocumentError  # noqa: PLC0415  scoring figures needs no extraction

    if extract is None:
        from analysis.figures import extract as find  # noqa: PLC0415

        extract = find
    texts = list(read_gold(folder, language=language))
    figures: list[Figure] = []
    refused: list[tuple[str, str]] = []
    for text in texts:
        document = Document(id=text.id, text=text.text, published=text.published if declared else None)
        try:
            figures += extract(document)
        except DocumentError as error:
            refused.append((text.id, str(error).removeprefix(f"{text.id}: ")))
    return score(figures, texts, refused=refused)


def _judged(matching: Matching) -> tuple[Figure, ...]:
    """Return the figures that are right or wrong."""
    return (*(pair.figure for pair in matching.matches), *matching.extra)


def _row(name: str, results: Sequence[tuple[Gold, Matching]], *, metric: str | None = None) -> Row:
    """Return the counts over some texts, of one metric or of all."""
    gold = sum(metric in (None, figure.metric) for text, _ in results for figure in text.figures)
    found = sum(metric in (None, figure.metric) for _, matching in results for figure in _judged(matching))
    ignored = sum(metric in (None, figure.metric) for _, matching in results for figure in matching.ignored)
    pairs: list[Match] = [
        pair
        for _, matching in results
        for pair in matching.matches
        if metric is None or pair.gold.metric == pair.figure.metric == metric
    ]
    wrong = Counter(slot for pair in pairs for slot in pair.wrong)
    return Row(
        name=name,
        texts=len(results),
        matched=len(pairs),
        ignored=ignored,
        levels={
            level: Count(right=sum(not set(slots) & set(pair.wrong) for pair in pairs), found=found, gold=gold)
            for level, slots in LEVELS.items()
        },
        slots={slot: Count(right=len(pairs) - wrong[slot], found=found, gold=gold) for slot in SLOTS},
    )


def _misses(text: Gold, matching: Matching) -> list[Miss]:
    """Return the differences of one text in the order of their places."""
    missed = [(expected.start, _miss(text, kind="missed", expected=expected)) for expected in matching.missed]
    extra = [(figure.start, _miss(text, kind="extra", got=figure)) for figure in matching.extra]
    wrong = [
        (pair.gold.start, _miss(text, kind="wrong", slots=pair.wrong, expected=pair.gold, got=pair.figure))
        for pair in matching.matches
        if pair.wrong
    ]
    return [miss for _, miss in sorted((*missed, *extra, *wrong), key=lambda placed: placed[0])]


def _miss(
    text: Gold,
    *,
    kind: MissKind,
    slots: tuple[str, ...] = (),
    expected: GoldFigure | None = None,
    got: Figure | None = None,
) -> Miss:
    """Return one difference with the sentence that the figure gives, or else the line around the gold figure."""
    sentence = got.sentence if got is not None else ""
    if not sentence and expected is not None:
        sentence = _around(text.text, expected.start)
    return Miss(
        document=text.id, language=text.language, kind=kind, slots=slots, sentence=sentence, expected=expected, got=got
    )


def _around(text: str, position: int, *, reach: int = 160) -> str:
    """Return the line around a position, cut to `reach` characters on either side.

    A sentence of a language that is not defined cannot be found, so the line has to do.
    """
    start = max(text.rfind("\n", 0, position) + 1, position - reach)
    end = text.find("\n", position)
    return text[start : min(len(text) if end < 0 else end, position + reach)].strip()
