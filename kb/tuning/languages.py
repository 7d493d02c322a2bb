"""Finds the directions of kb.bridge in our own articles: `python -m kb.tuning.languages`."""

from pathlib import Path

import numpy as np

from kb.article import Version
from kb.bridge import FILE
from kb.encoder import UseEncoder, Vectors
from kb.loading import load
from kb.normalise import normalise

ARTICLES = Path(__file__).parents[1] / "articles"
DIRECTIONS = 4  # two to eight do as well


def main() -> None:
    """Compare the versions of each article, and write what they differ in most."""
    library, encoder = load(ARTICLES), UseEncoder()
    pairs = [a.versions for a in library.articles.values() if {"ru", "en"} <= a.versions.keys()]
    apart = np.array([_centre(encoder, v["ru"]) - _centre(encoder, v["en"]) for v in pairs])
    np.save(FILE, np.linalg.svd(apart, full_matrices=False)[2][:DIRECTIONS].astype(np.float32))


def _centre(encoder: UseEncoder, version: Version) -> Vectors:
    mean: Vectors = encoder.encode([normalise(t) for t in (version.title, *version.phrasings)]).mean(axis=0)
    return mean


if __name__ == "__main__":
    main()
