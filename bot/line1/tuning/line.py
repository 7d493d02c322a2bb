"""Fits the line between messages about danger to life and everything else people write."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from bot.line1.danger import known, sayings
from bot.line1.head import meanings
from bot.line1.signals import danger, plain
from bot.line1.tuning.data import Floats
from bot.line1.tuning.fitting import Material
from kb.encoder import WIDTH, Encoder

#: What a message about danger, a saying, and a plain question are worth beside a comment.
DANGER_WORTH, SAYING_WORTH, QUESTION_WORTH = 50.0, 20.0, 2.0
HELD = 1e-6
STEPS = 120


def line(encoder: Encoder, comments: Sequence[Material], questions: Sequence[Material]) -> Floats:
    """512 numbers of meaning and a start; comments that speak of danger by the rules take no part."""
    about, sound = meanings(encoder, known()), meanings(encoder, sayings())
    others = np.vstack([_harmless(one) for one in comments])
    asked = np.vstack([one.meaning for one in questions])
    rows = np.vstack([about, others, asked, sound])
    truth = np.arange(len(rows)) < len(about)
    parts = ((about, DANGER_WORTH), (others, 1.0), (asked, QUESTION_WORTH), (sound, SAYING_WORTH))
    worth = np.concatenate([np.full(len(part), one) for part, one in parts])
    worth /= worth.sum()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat[:-1].astype(np.float32)
        odds = rows @ weights + flat[-1]
        wrong = worth * (1 / (1 + np.exp(-odds)) - truth)
        value = float((worth * (np.logaddexp(0, odds) - truth * odds)).sum())
        slope = np.append(rows.T @ wrong.astype(np.float32) + HELD * weights, wrong.sum())
        return value + HELD * float(weights @ weights) / 2, slope.astype(np.float64)

    best = minimize(loss, np.zeros(WIDTH + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(best.x, dtype=np.float32)


def _harmless(comments: Material) -> Floats:
    texts = comments.labelled.texts
    return comments.meaning[[at for at, text in enumerate(texts) if not danger(plain(text))]]
