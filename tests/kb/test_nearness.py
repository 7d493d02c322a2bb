import numpy as np

from kb.encoder import WIDTH, UseEncoder
from kb.nearness import Examples

QUEUES = {
    "network": ["internet is down", "no Wi-Fi in the shop"],
    "tills": ["the cash register is broken", "receipts are not printed"],
    "core": [],
}


def test_the_nearest_examples_win_in_either_language(encoder: UseEncoder) -> None:
    examples = Examples(encoder, QUEUES)

    for text, queue in (("интернета нет совсем", "network"), ("the register prints nothing", "tills")):
        scores = examples.scores(text)
        assert max(scores, key=scores.__getitem__) == queue


def test_every_label_has_a_score_even_without_examples_or_words(encoder: UseEncoder) -> None:
    examples = Examples(encoder, QUEUES)

    assert examples.scores("😀") == {"network": 0, "tills": 0, "core": 0}
    assert examples.scores("internet is down")["core"] == 0
    assert Examples(encoder, {}).scores("internet is down") == {}


def test_scores_are_between_nothing_and_one(encoder: UseEncoder) -> None:
    scores = Examples(encoder, {"same": ["internet is down"], "far": ["как сварить борщ"]}).scores(
        "internet is down"
    )

    assert np.isclose(scores["same"], 1, atol=1e-5)
    assert 0 <= scores["far"] < 0.3


def test_vectors_have_length_one_and_do_not_depend_on_the_batch(encoder: UseEncoder) -> None:
    texts = [f"касса номер {n} не печатает" for n in range(20)]

    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])

    assert together.shape == (20, WIDTH)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-4)
    assert encoder.encode([]).shape == (0, WIDTH)
