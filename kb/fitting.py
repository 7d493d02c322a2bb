"""Learns the heads: the only module that needs scikit-learn, run in a child process (kb.learning)."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

from kb.groups import Scores

STRENGTH = 10.0  # of the data against the wish for small weights; 10 to 100 differ by less than 0.2 points
STEPS = 100  # at most; more change no first match
START = 10.0  # logits of a cosine of 1 at the start: saves half of the steps
LARGE, FEW_STEPS = (
    2_000_000,
    25,
)  # phrasings times articles; 1,000 articles of 10: 8 s, 0.1 points fewer right
SLOPE = 2e-3  # largest slope left at the end: with scikit-learn's default it stops far too early
SMALL = 0.02  # weights of words below this are left out: 2 % remain of a thousand articles', none is missed


def softmax_regression(
    vectors: Scores, owners: NDArray[np.int64], counts: NDArray[np.float32] | None = None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights and bias of multinomial logistic regression, by L-BFGS in single precision.

    `counts` is how much each row counts, 1 without it.
    As right as scikit-learn's on the same data and three times as fast, since float32 stays float32.
    """
    x = np.column_stack([vectors, np.ones(len(vectors))]).astype(np.float32)
    each = np.arange(len(x))
    weight = np.ones(len(x), dtype=np.float32) if counts is None else counts
    shape = (x.shape[1], int(owners.max()) + 1)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape).astype(np.float32)
        logits = x @ weights
        logits -= logits.max(axis=1, keepdims=True)
        own = (weight * logits[each, owners]).sum(dtype=np.float64)
        chance = np.exp(logits, out=logits)
        sums = chance.sum(axis=1, keepdims=True)
        missed = (weight * np.log(sums[:, 0])).sum(dtype=np.float64) - own
        chance /= sums
        chance[each, owners] -= 1
        chance *= weight[:, None]
        slope = STRENGTH * (x.T @ chance)
        slope[:-1] += weights[:-1]  # the bias is free
        size = (weights[:-1] ** 2).sum(dtype=np.float64) / 2
        return float(STRENGTH * missed + size), slope.ravel().astype(np.float64)

    centres = np.zeros(shape)
    np.add.at(centres.T, owners, weight[:, None] * x)
    centres /= np.linalg.norm(centres[:-1], axis=0)
    centres[-1] = 0  # the start: a message is most like the article whose phrasings' mean it is nearest to
    centres -= centres.mean(axis=1, keepdims=True)
    steps = STEPS if len(x) * shape[1] < LARGE else FEW_STEPS
    options = {"maxiter": steps, "gtol": SLOPE, "ftol": 1e-6}
    found = minimize(loss, (START * centres).ravel(), jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(shape).astype(np.float32)
    return weights[:-1], weights[-1]


def separators(
    rows: sparse.csr_array, owners: NDArray[np.int64], counts: NDArray[np.float32] | None = None
) -> tuple[sparse.csr_array, NDArray[np.float32]]:
    """Weights and bias of a linear support vector machine for each article, of at least three.

    `counts` is how much each row counts, 1 without it.
    """
    machine = LinearSVC(C=1, tol=1e-2, random_state=0).fit(rows, owners, sample_weight=counts)
    weights = machine.coef_.T.astype(np.float32)
    weights[np.abs(weights) < SMALL] = 0
    return sparse.csr_array(weights), machine.intercept_.astype(np.float32)
