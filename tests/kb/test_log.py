import asyncio
from pathlib import Path

import numpy as np
import pytest

from kb import log
from kb.bridge import Bridged
from kb.building import built, kept
from kb.encoder import UseEncoder
from kb.propagation import on_topic, spread
from kb.tfidf import TfIdf, words
from tests.kb.test_learning import TEXTS, same

KNOWN = TfIdf.of(words, TEXTS.phrasings)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mail me at anna.b@example.com please", "mail me at please"),
        ("my number is +7 (912) 000-11-22, call", "my number is , call"),
        ("card 4111 1111 1111 1111 declined", "card declined"),
        ("see https://example.com/a?b=1 now", "see now"),
        ("ask @anna_support", "ask"),
        ("order AB12345 is late", "order is late"),
        ("error 404 on till 2", "error 404 on till 2"),
    ],
)
def test_what_is_personal_is_left_out(text: str, left: str) -> None:
    assert log.masked(text) == left


def test_the_newest_different_messages_are_taken_in_order() -> None:
    assert log.newest(["a", "b", " a ", ""]) == ["b", "a"]
    many = [f"word {n % 100} {n // 100}" for n in range(log.MOST + 5)]
    assert log.newest(many) == many[5:]


def test_messages_are_kept_found_and_forgotten(tmp_path: Path) -> None:
    messages = log.Messages.of(np.eye(2, dtype=np.float32), ["pay the bill", "anna"], KNOWN)

    assert log.read(tmp_path) is None
    log.write(messages, tmp_path / "new")
    again = log.read(tmp_path / "new")
    assert again is not None
    np.testing.assert_allclose(again.vectors, messages.vectors, atol=1e-3)
    np.testing.assert_array_equal(again.rows(KNOWN).toarray(), KNOWN.rows(["pay the bill", ""]).toarray())
    assert log.forget(tmp_path / "new")
    assert not log.forget(tmp_path / "new")
    assert (log.read(tmp_path / "new"), log.digest(tmp_path / "new")) == (None, "")


def test_of_the_words_of_a_message_only_those_of_articles_are_kept() -> None:
    """Whatever the articles say later, a name that somebody wrote is not there to be found."""
    messages = log.Messages.of(np.eye(1, dtype=np.float32), ["anna ivanova pays the bill"], KNOWN)
    later = TfIdf.of(words, ["anna ivanova pays"])

    assert messages.words.nnz == len(KNOWN.counted("anna ivanova pays the bill")) > 0
    assert messages.rows(later).nnz == len(set(KNOWN.vocabulary) & set(later.vocabulary))


def test_a_log_kept_before_words_were_is_read_and_replaced(tmp_path: Path) -> None:
    meanings = Bridged(UseEncoder()).encode(["paying my bill by card", "wifi crawls"])
    np.save(tmp_path / log.EARLIER, meanings.astype(np.float16))
    earlier = log.digest(tmp_path)

    index = asyncio.run(built(TEXTS, tmp_path))

    assert index.heads is not None
    assert index.heads.lifted is not None
    again = log.read(tmp_path)
    assert again is not None
    log.write(again, tmp_path)
    assert log.digest(tmp_path) != earlier
    assert not (tmp_path / log.EARLIER).exists()


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"something else"])
def test_a_broken_file_is_no_log(content: bytes, tmp_path: Path) -> None:
    (tmp_path / log.FILE).write_bytes(content)
    assert log.read(tmp_path) is None


def test_labels_spread_to_what_lies_near_and_strangers_are_off_topic(encoder: UseEncoder) -> None:
    phrasings = encoder.encode(TEXTS.phrasings)
    said = ["how can i pay my bill", "the wifi at home is so slow", "why do no emails come", "a cake recipe"]
    messages = encoder.encode(said)

    assert on_topic(messages, phrasings).tolist() == [True, True, True, False]
    nothing = np.full((3, TEXTS.articles), 1 / TEXTS.articles, dtype=np.float32)
    labels, sure = spread(phrasings, np.array(TEXTS.owners), messages[:3], nothing)
    assert labels.tolist() == [0, 1, 2]
    assert all(0 < one <= 1 for one in sure)


def test_an_index_with_a_log_is_another_and_the_plain_one_comes_back(tmp_path: Path) -> None:
    plain = asyncio.run(built(TEXTS, tmp_path))
    said = ["paying my bill by card", "wifi crawls", "emails stay away"]
    log.write(log.Messages.of(Bridged(UseEncoder()).encode(said), said, KNOWN), tmp_path)
    assert kept(TEXTS, tmp_path) is None

    lifted = asyncio.run(built(TEXTS, tmp_path))

    assert lifted.heads is not None
    assert plain.heads is not None
    assert plain.heads.lifted is None
    assert lifted.heads.lifted is not None
    assert not np.array_equal(lifted.heads.lifted.meaning, plain.heads.meaning)
    assert not np.array_equal(lifted.heads.lifted.words.toarray(), plain.heads.words.toarray())
    again = kept(TEXTS, tmp_path)
    assert again is not None
    same(again, lifted)
    log.forget(tmp_path)
    again = kept(TEXTS, tmp_path)
    assert again is not None
    assert again.heads is not None
    np.testing.assert_array_equal(again.heads.meaning, plain.heads.meaning)
