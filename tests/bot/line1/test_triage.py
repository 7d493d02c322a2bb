"""What is heard of a customer's mood and wishes, in both languages, and what is not read into their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line1.triage import EMOTIONS, FeltTriage
from tests.bot.house import encoder

TRIAGE = FeltTriage(encoder())
DANGER = (
    "I want to die", "i'm going to kill myself", "I don’t want to live anymore", "thinking of suicide",
    "I will end my life", "better off dead",
    "хочу умереть", "Я НЕ ХОЧУ ЖИТЬ", "не хочу больше жить", "жить не хочется", "покончу с собой",
    "хочу\nумереть",
    "думаю о самоубийстве", "убью себя",
)  # fmt: skip
NO_DANGER = (
    "умираю от смеха", "Killer Wi-Fi adapter", "роутер умер", "касса сдохла", "kill the process on the till",
    "the battery is going to die", "I am dying to know when it works", "убью этот роутер",
    "deadline is tomorrow",
)  # fmt: skip
ASKS = (
    "human", "A person, please", "I want to talk to a real person", "is there a person I can talk to",
    "connect me to an operator", "my internet is down, call me a person", "not a bot please", "operator!",
    "My operator card works, but the till is dead and I would like to talk to a person",
    "позовите человека", "Позвать человека", "оператора пожалуйста", "нужен живой человек",
    "соедините с оператором",
    "можно поговорить со специалистом?", "дайте мне человека", "оператор",
    "I want to talk to your boss", "let me speak with someone in charge",
    "позовите начальника", "Соедините меня с руководством", "хочу поговорить со старшим",
)  # fmt: skip
ASKS_NOT = (
    "The operator of the till cannot sign in since the firmware update",
    "user agent string is wrong in the browser settings",
    "I am not a robot box does not open on the mail page",
    "оператор фискальных данных недоступен", "оператор связи отключил интернет",
    "хочу добавить нового сотрудника", "можно завести ящик для менеджера", "нужен доступ сотруднику",
    "human resources cannot open their mail since this morning",
    "дайте руководителю доступ к отчётам", "старший кассир не может закрыть смену",
    "the boss button does nothing",
    "хочу поговорить с главным бухгалтером", "Пригласите директора на встречу",
)  # fmt: skip
MOODS = [
    ("This is unacceptable", "angry"),
    ("Третий день без связи, безобразие", "angry"),
    ("useless service", "angry"),
    ("сколько можно", "angry"),
    ("I'm desperate, we are closing", "distressed"),
    ("Я в отчаянии", "distressed"),
    ("рыдаю уже час", "distressed"),
    ("it keeps failing", "frustrated"),
    ("опять не печатает", "frustrated"),
    ("жду уже неделю", "frustrated"),
    ("I am worried about our data", "anxious"),
    ("срочно, а вдруг пропадут чеки", "anxious"),
    ("I don't understand this screen", "confused"),
    ("не понимаю, куда нажать", "confused"),
    ("great, thank you", "positive"),
    ("спасибо", "positive"),
    ("How do I restart the router?", "calm"),
    ("Как перезагрузить роутер?", "calm"),
    ("worst-case scenario: two tills at once", "calm"),
    ("нет интернета в супермаркете", "calm"),
]
words = st.text(st.sampled_from("abc где касса till !?.,123"), max_size=60)


def signals(text: str) -> set[str]:
    return {signal.name for signal in TRIAGE.feel(text).signals}


@pytest.mark.parametrize("text", DANGER)
def test_danger_to_life_is_heard(text: str) -> None:
    assert "danger_to_life" in signals(text)


@pytest.mark.parametrize("text", NO_DANGER)
def test_figures_of_speech_and_machines_are_no_danger(text: str) -> None:
    assert "danger_to_life" not in signals(text)


@pytest.mark.parametrize("text", ASKS)
def test_a_wish_for_a_person_is_heard(text: str) -> None:
    assert "asks_human" in signals(text)


@pytest.mark.parametrize("text", ASKS_NOT)
def test_people_in_the_matter_are_no_wish_for_one(text: str) -> None:
    assert "asks_human" not in signals(text)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("my screen is frozen and I lost all of today's sales data", "data_loss"),
        ("I will see you in court", "legal_threat"),
        ("my lawyer will write", "legal_threat"),
        ("подам в суд", "legal_threat"),
        ("пишу в Роспотребнадзор", "legal_threat"),
        ("cancel our contract", "churn_threat"),
        ("расторгаем договор, уходим к конкурентам", "churn_threat"),
    ],
)
def test_threats_are_heard(text: str, signal: str) -> None:
    assert signal in signals(text)


@pytest.mark.parametrize(("text", "emotion"), MOODS)
def test_moods_are_told_apart(text: str, emotion: str) -> None:
    assert TRIAGE.feel(text).emotion == emotion


@pytest.mark.parametrize("text", ["КАССА НЕ РАБОТАЕТ", "THE TILL IS DOWN", "ПРОПАЛ ИНТЕРНЕТ В МАГАЗИНЕ"])
def test_capitals_alone_raise_nothing(text: str) -> None:
    feeling = TRIAGE.feel(text)
    assert (feeling.emotion, feeling.intensity, feeling.signals) == ("calm", 0.0, ())


@pytest.mark.parametrize("text", [text for text, _ in MOODS])
def test_capitals_change_no_mood_and_no_strength(text: str) -> None:
    quiet, loud = TRIAGE.feel(text), TRIAGE.feel(text.upper())
    assert (loud.emotion, loud.intensity) == (quiet.emotion, quiet.intensity)


def test_a_signal_keeps_the_words_it_was_read_from() -> None:
    feeling = TRIAGE.feel("Роутер мигает, позовите живого человека")
    assert [signal.words for signal in feeling.signals] == ["позовите живого человека"]


@given(words | st.sampled_from([*DANGER, *ASKS, *(text for text, _ in MOODS)]))
def test_several_moods_may_hold_and_the_likeliest_leads(text: str) -> None:
    feeling = TRIAGE.feel(text)
    assert set(feeling.emotions) == set(EMOTIONS)
    assert all(0 <= one <= 1 for one in feeling.emotions.values())
    likeliest = max(feeling.emotions.values())
    assert feeling.emotions[feeling.emotion] == likeliest or (feeling.emotion == "calm" and likeliest < 0.36)
    assert 0 <= feeling.intensity <= 1


@given(st.text(max_size=200))
def test_any_text_has_a_feeling(text: str) -> None:
    assert TRIAGE.feel(text).emotion in EMOTIONS
