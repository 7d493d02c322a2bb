"""Plain ways of finding the article, to be measured beside ours on the same questions."""

from collections.abc import Callable

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse
from sklearn.svm import LinearSVC

from kb.encoder import Encoder
from kb.evidence import softmax
from kb.fitting import softmax_regression
from kb.measures import Guess
from kb.nearness import Wording
from kb.normalise import normalise
from kb.tfidf import pieces, words
from kb.tuning.trials import Labelled

Guesser = Callable[[str], Guess]

# A known recipe where each label has many texts: chances by meaning, and 0.6 of the chances by words and
# pieces of words, whose votes are sharpened by 0.3 first. The figures to reach were measured with it.
BY_WORDS, SHARPENED = 0.6, 0.3


def by_letters(labels: Labelled) -> Guesser:
    """The nearest text by rapidfuzz's token_set_ratio."""
    said, owners = _texts(labels)

    def guess(text: str) -> Guess:
        _, score, place = process.extractOne(normalise(text), said, scorer=fuzz.token_set_ratio)
        return Guess(text, None, [owners[place]], score / 100)

    return guess


def by_nearest(labels: Labelled, encoder: Encoder) -> Guesser:
    """The nearest text by what the encoder makes of it."""
    said, owners = _texts(labels)
    vectors = encoder.encode(said)

    def guess(text: str) -> Guess:
        cosines = vectors @ encoder.encode([normalise(text) or text])[0]
        place = int(cosines.argmax())
        return Guess(text, None, [owners[place]], float(cosines[place]))

    return guess


def by_regression(labels: Labelled, encoder: Encoder) -> Guesser:
    """Logistic regression on the embedding beside a support vector machine on words and pieces of words."""
    said, owners = _texts(labels)
    names = sorted(labels)
    numbers = np.array([names.index(owner) for owner in owners])
    weights, bias = softmax_regression(encoder.encode(said), numbers)
    wordings = [Wording.of(words, said), Wording.of(pieces, said)]
    machine = LinearSVC(C=1, tol=1e-2, random_state=0)
    machine.fit(sparse.hstack([one.rows for one in wordings]).tocsr(), numbers)

    def guess(text: str) -> Guess:
        message = normalise(text) or text
        row = sparse.hstack([one.row([message]) for one in wordings]).tocsr()
        by_words = softmax(machine.decision_function(row)[0] / SHARPENED)
        chances = softmax(encoder.encode([message])[0] @ weights + bias) + BY_WORDS * by_words
        best = np.argsort(-chances)[:3]
        return Guess(text, None, [names[n] for n in best], float(chances[best[0]]) / (1 + BY_WORDS))

    return guess


def _texts(labels: Labelled) -> tuple[list[str], list[str]]:
    """All texts, normalised, and beside them their labels."""
    both = [(normalise(text), label) for label, some in labels.items() for text in some]
    return [text for text, _ in both], [label for _, label in both]
