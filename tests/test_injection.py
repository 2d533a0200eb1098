"""Texts are others' and nothing of them may run: the payloads of payloads.toml through every file that we write.

What a browser makes of the pages is in test_injection_browser.py.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest
import sdmx
from frictionless import Package
from jsonschema import Draft202012Validator
from pyarrow import parquet

from analysis import summaries, tables
from analysis.model import Document, Figure
from tests.conftest import figure

ROOT = Path(__file__).parents[1]


def payloads():
    """The payloads by name, each with its number in the call and in the mark that it makes."""
    told = tomllib.loads((ROOT / "tests" / "payloads.toml").read_text(encoding="utf-8"))["payload"]
    for number, payload in enumerate(told):
        text = payload["text"].replace("{call}", f"pwned({number})").replace("{mark}", f"data-pwned={number}")
        yield payload["name"], {**payload, "text": text, "number": number}


PAYLOADS = dict(payloads())
TEXTS = {name: payload["text"] for name, payload in PAYLOADS.items()}
each = pytest.mark.parametrize("name", PAYLOADS)


def document(name):
    """A document that holds a payload wherever one can stand: in every field, before, in and behind its figures."""
    text = TEXTS[name]
    body = (
        f"{text}\n\nVientiane, 9 August 2021 - {text}. Trade between Laos and Vietnam reached "
        f"{PAYLOADS[name]['number'] + 100} million USD in 2021 {text}, said {text}. "
        f"Laos and Vietnam signed 3 agreements on health, {text} and trade on 9 August 2021. "
        f"They mark the 60th anniversary of {text} in 2022, 7 {text}.\n{text}"
    )
    return Document(id=text, text=body, title=text, publisher=text, address=text, language="en", published="2021-08-09")


def stated(name):
    """A figure that holds a payload in every field of text."""
    text = TEXTS[name]
    quote = tables.records.model.Quote(exact=text, prefix=text, suffix=text)
    source = tables.records.model.StatedBy(exact=text, start=0, end=1)
    return figure(
        id=name, document=text, sentence=text, quote=quote, stated_by=source, sectors=(text, text), inferred=(text,)
    )


FIGURES = [stated(name) for name in PAYLOADS]
CELLS = ("document", "sentence", "quote_exact", "quote_prefix", "quote_suffix", "stated_by_exact")


@pytest.fixture(scope="session")
def corpus():
    """All that is read off a corpus of one such document for each payload."""
    return summaries.gathered(document(name) for name in PAYLOADS)


def test_there_are_enough_payloads_and_each_is_read(corpus):
    assert len(PAYLOADS) >= 60
    assert [document.title for document in corpus.documents] == list(TEXTS.values())
    found = {figure.document for figure in corpus.figures}
    assert len(found) > len(PAYLOADS) * 0.9, "else the texts would not reach the tables"
    assert all(d.text[f.start : f.end] == f.quote.exact for d in corpus.documents for f in corpus.figures if f.document == d.id)
