import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.normalise import SENTENCE_LENGTH, SENTENCES, is_cyrillic, normalise, sentences, stems


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  КАССА\nне  Печатает ", "касса не печатает"),
        ("Счёт на оплату", "счет на оплату"),
        ("Добрый день! Не работает почта, спасибо заранее!", "не работает почта"),
        ("Hi there, the till is dead, thanks", "the till is dead"),
        ("There is no internet", "there is no internet"),
        ("hi-fi в зале", "hi-fi в зале"),
        ("касса 😡😡 молчит 🙏", "касса молчит"),
        ("помогитеееее", "помогитее"),
        ("ошибка 1000001", "ошибка 1000001"),
        ("Здравствуйте!", ""),
        ("👍", ""),
        ("?!", ""),
    ],
)
def test_words_are_made_plain(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text(max_size=300))
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert normalise(text) == normalise(text).lower().strip()


def test_the_forms_of_a_word_share_a_stem() -> None:
    assert stems("кассы кассу printing") == stems("касса кассой prints")


def test_a_short_message_is_one_piece() -> None:
    assert sentences("Касса молчит. Что делать?") == ["касса молчит. что делать?"]


def test_a_long_message_keeps_its_first_and_its_last_sentences() -> None:
    message = " ".join(f"Это предложение под номером {n}, оно про кассу и ленту." for n in range(50))

    kept = sentences(message)

    assert len(kept) == SENTENCES
    assert "номером 0," in kept[0]
    assert "номером 49," in kept[-1]


@given(st.text(max_size=4096))
def test_no_message_becomes_more_than_eight_short_pieces(text: str) -> None:
    kept = sentences(text)

    assert len(kept) <= SENTENCES
    assert all(kept)


def test_a_text_without_spaces_is_cut_anyway() -> None:
    assert max(map(len, sentences("абв" * 1000))) <= SENTENCE_LENGTH


@pytest.mark.parametrize(("text", "cyrillic"), [("касса wifi", True), ("the till", False), ("42", False)])
def test_the_script_is_that_of_most_letters(text: str, *, cyrillic: bool) -> None:
    assert is_cyrillic(text) is cyrillic
