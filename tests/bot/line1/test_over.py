"""What says that a question with people is over, and what only sounds so."""

import pytest

from bot.line1.over import says_over
from routing.ticket import State

SURELY = (
    "спасибо, сам разобрался", "уже не надо, всё заработало", "Разобрались, спасибо", "вопрос снят", "отбой",
    "Проблема решилась сама", "можно закрывать", "уже не нужно", "неактуально уже",
    "Never mind, I figured it out", "no longer needed, thanks", "I fixed it myself", "It fixed itself",
    "You can close it", "we have sorted it out",
)  # fmt: skip
LIKELY = (
    "Thanks, solved!", "касса заработала, спасибо", "всё работает, спасибо", "интернет снова работает",
    "It works now", "the card reader works again", "fixed, thank you", "спасибо, помогло",
)  # fmt: skip
NOT = (
    "спасибо", "Thank you very much!", "ок", "да", "хорошо", "it works now, but slowly",
    "заработало, но не печатает",
    "Всё заработало?", "How is it solved?", "не заработало", "всё ещё не работает", "касса работает медленно",
    "не надо перезагружать роутер, там камеры", "если заработает, напишу", "it is not working", "не помогло",
    "Закройте смену", "the till works only offline", "заработало, а чек не выходит",
    "когда разобрался мастер",
    "",
)  # fmt: skip


@pytest.mark.parametrize("text", [*SURELY, *LIKELY])
def test_it_is_over_for_the_customer(text: str) -> None:
    assert says_over(text, State.TAKEN)


@pytest.mark.parametrize("text", NOT)
def test_thanks_doubts_and_questions_are_not_it(text: str) -> None:
    assert not any(says_over(text, state) for state in State)


def test_an_answer_to_the_specialists_question_ends_nothing_by_itself() -> None:
    assert all(says_over(text, State.ASKED) for text in SURELY)
    assert not any(says_over(text, State.ASKED) for text in LIKELY)
