"""Finds the directions of kb.bridge in our own articles: `python -m kb.tuning.languages`."""

from pathlib import Path

import numpy as np

from kb.article import Version
from kb.bridge import FILE
from kb.e5 import DIRECTIONS as DIRECTIONS_OF_E5
from kb.e5 import E5Encoder, is_installed
from kb.encoder import Encoder, UseEncoder, Vectors
from kb.loading import load
from kb.normalise import normalise

ARTICLES = Path(__file__).parents[1] / "articles"
DIRECTIONS = 4  # two to eight do as well


def main() -> None:
    """Of both encoders, the other one if its package is there."""
    write(UseEncoder(), FILE)
    if is_installed():
        write(E5Encoder(), DIRECTIONS_OF_E5)


def write(encoder: Encoder, file: Path) -> None:
    """Compare the versions of each article, and write what they differ in most."""
    library = load(ARTICLES)
    pairs = [a.versions for a in library.articles.values() if {"ru", "en"} <= a.versions.keys()]
    apart = np.array([_centre(encoder, v["ru"]) - _centre(encoder, v["en"]) for v in pairs])
    np.save(file, np.linalg.svd(apart, full_matrices=False)[2][:DIRECTIONS].astype(np.float32))


def _centre(encoder: Encoder, version: Version) -> Vectors:
    mean: Vectors = encoder.encode([normalise(t) for t in (version.title, *version.phrasings)]).mean(axis=0)
    return mean


if __name__ == "__main__":
    main()
