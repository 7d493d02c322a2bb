from kb.encoder import UseEncoder
from kb.examples import Examples
from tests.kb.messages import OUTSIDE

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
    examples = Examples(encoder, {**QUEUES, "same": OUTSIDE})

    for text in OUTSIDE:
        scores = examples.scores(text)
        assert all(0 <= score <= 1 for score in scores.values())
        assert max(scores, key=scores.__getitem__) == "same"
