"""How well feelings are heard in messages that nothing was tuned on; thresholds leave room for a new fit."""

import re
from pathlib import Path

import pytest

from bot.line1 import danger
from bot.line1.head import EMOTIONS, WEIGHTS
from bot.line1.triage import FeltTriage, WordTriage
from bot.line1.tuning.data import own
from tests.bot.house import encoder

MESSAGES = Path(__file__).parent / "messages"
TRIAGE = FeltTriage(encoder())
#: Anger, grief and danger in languages that nobody labelled for us: the meaning alone must tell.
ELSEWHERE = [
    ("Das ist eine Frechheit, ich bin stinksauer", "angry"),
    ("¡Estoy furioso, esto es inaceptable!", "angry"),
    ("Je suis désespérée, je n'en peux plus", "distressed"),
    ("Come riavvio il router?", "calm"),
    ("Bitte schicken Sie mir die Rechnung vom Oktober", "calm"),
    ("Merci beaucoup, c'est parfait", "positive"),
]
FIGURES_OF_SPEECH = (
    "умираю от смеха", "Killer Wi-Fi adapter", "the battery is going to die", "убил бы за кофе",
    "kill the process on till two", "I am dying to see the new app", "касса умерла",
    "мой начальник меня убьёт",
    "this queue is killing me", "dead battery", "сдохла батарейка", "убейте процесс", "to die for",
    "The deadline kills us",
)  # fmt: skip
#: Fire at the place, and lights that only burn; a living person asked for, and nobody in danger.
FIRES = (
    "пожар в магазине", "вы слышите? пожар!", "горит роутер", "магазин горит", "искрит розетка, дым идёт",
    "дымится принтер", "our router is on fire", "the router is smoking", "smoke is coming out of the till",
    "the shop is on fire",
)  # fmt: skip
NO_DANGER = (
    "на роутере горит красная лампочка", "горит роутер красным", "роутер горит оранжевым, что делать",
    "загорелся индикатор на терминале", "пожарная сигнализация не связана с сетью", "у нас горит план продаж",
    "the router light is on and blinking", "fire alarm test is on monday", "smoking room camera is offline",
    "I need a person", "мне нужен живой человек", "мне нужен кто-то живой", "I want a living person",
    "I can't breathe because of anger lol", "вы нас ограбили своими тарифами",
)  # fmt: skip
#: Words of danger, one at a time and about something else.
TALK_OF_MEANS = (
    "Killer 3000 printer does not print", "умираю от смеха", "убил бы за скидку",
    "I gave my old router to the neighbours", "раздаю интернет с телефона, не работает",
    "I've picked the plan already", "тариф я уже выбрал, осталось оплатить",
    "I won't be around next month, I am on holiday", "записку для курьера я оставила у двери",
    "we are shooting a video outside the shop", "стою на кассе и не вижу кнопку",
    "a heavy load on our server", "груз для нас не приехал", "count the tablets in the stock",
)  # fmt: skip
SWORN = (
    "с*ка", "бл@дь", "п***ц какой-то", "это пиз*ец", "х**ня", "нах*й", "blyat, опять", "suka", "pizdec",
    "f**k this", "what the fck", "sh1t", "b*tch", "бля", "заебали", "f u c k",
)  # fmt: skip
DECENT = (
    "страхуй товар", "хлеб на кассе", "употребление", "Scunthorpe", "cocktail bar till", "художник",
    "требуется помощь",
    "ребёнок", "2*3 монитора", "счёт № 5*", "shiitake", "assistant", "classic plan", "оскорбление",
    "учебный класс",
    "Пароль с*к не подходит?",
)  # fmt: skip
HEARD = [
    ("someone hacked our mailbox", "security"),
    ("нас ограбили", "security"),
    ("we have been robbed tonight", "security"),
    ("мне нужен кто-то живой", "asks_human"),
    ("I want to speak to a living person", "asks_human"),
    ("кажется, нашу почту взломали", "security"),
    ("all our receipts are gone", "data_loss"),
    ("пропали все письма", "data_loss"),
    ("everyone here is offline", "outage"),
    ("ни у кого не работает интернет", "outage"),
    ("this is the third ticket about it", "repeat_contact"),
    ("я уже дважды писал вам", "repeat_contact"),
    ("we are sending you a formal complaint", "claim"),
    ("отправляю вам претензию", "claim"),
    ("you are idiots", "abuse"),
    ("вы там все идиоты", "abuse"),
    ("it is down again!!!", "exclamations"),
    ("прощай, скоро меня не станет", "danger_to_life"),
]
NOT_HEARD = [
    ("без претензий, спасибо", "claim"),
    ("I feel like an idiot, which button?", "abuse"),
    ("мошенники звонят нашим клиентам", "abuse"),
    ("food court till", "legal_threat"),
    ("I'm afraid we lose our data", "data_loss"),
    ("случайно удалил важное письмо", "data_loss"),
    ("THE TILL IS DOWN", "exclamations"),
    ("Спасибо!", "exclamations"),
]


#: Many are cut off, whatever the order of the words.
OUTAGES = (
    "the internet is down in the whole shop", "nobody in the office can log in",
    "the whole office cannot work", "everyone in the office is offline",
    "in the entire store the tills are down", "no internet for the whole team",
    "nothing works in the whole office", "net not working anywhere in the office",
    "пропал интернет во всём магазине", "во всём магазине ни у кого не работает",
    "никто в офисе не может войти", "в офисе ни у кого не работает интернет", "у нас весь офис без связи",
    "все кассы стоят уже час", "на всём этаже не работает вайфай",
    "у всех сотрудников не открывается почта",
)  # fmt: skip
#: The same words about one thing, a wish, or a day.
NO_OUTAGES = (
    "the whole day the till is down", "I waited the whole day, it does not work",
    "wifi for the whole office, how much?", "everyone in the office likes the new till",
    "can everyone in the office use one mailbox?", "the whole thing is down",
    "I searched the whole shop and cannot find the router", "касса не работает весь день",
    "весь день нет интернета", "хочу вайфай во всём магазине",
    "во всём магазине одна касса, и она не работает", "сколько стоит подключить весь офис",
    "у меня не работает интернет", "во всех филиалах стоит ваш роутер", "всем привет, касса не работает",
)  # fmt: skip
BREAK_INS = (
    "my account was hacked, someone logs in", "someone is using my account",
    "somebody keeps logging in to our mail", "утекли данные", "кто-то заходит в мой аккаунт",
    "кто-то читает мою почту",
)  # fmt: skip
NO_BREAK_INS = (
    "someone else uses our printer", "someone is coming to fix it?", "кто-то знает, почему нет входа?",
)  # fmt: skip
PAYS = (
    "я плачу вам каждый месяц", "я плачу вам каждый месяц, а интернета нет", "За что я плачу?", "мы платим",
    "мы платим вам каждый месяц", "плачу картой, а чек не приходит", "Я плачу 500 рублей в месяц",
    "почему я плачу и не получаю услугу",
)  # fmt: skip
WEEPS = (
    "я плачу от бессилия", "сижу и плачу, касса не работает", "я плачу, помогите", "плачу уже час",
    "плачу и не могу остановиться", "Плачу навзрыд. За интернет плачу 500 рублей",
)  # fmt: skip


@pytest.mark.parametrize("text", FIRES)
def test_fire_at_the_place_is_danger_to_life(text: str) -> None:
    assert TRIAGE.feel(text).has("danger_to_life")


@pytest.mark.parametrize("text", NO_DANGER)
def test_lights_and_wishes_for_a_person_are_no_danger(text: str) -> None:
    assert not TRIAGE.feel(text).has("danger_to_life")


@pytest.mark.parametrize("text", OUTAGES)
def test_an_outage_is_heard(text: str) -> None:
    assert TRIAGE.feel(text).has("outage")


@pytest.mark.parametrize("text", NO_OUTAGES)
def test_one_thing_out_of_order_is_no_outage(text: str) -> None:
    assert not TRIAGE.feel(text).has("outage")


@pytest.mark.parametrize("text", BREAK_INS)
def test_a_break_in_is_heard(text: str) -> None:
    assert TRIAGE.feel(text).has("security")


@pytest.mark.parametrize("text", NO_BREAK_INS)
def test_somebody_is_no_break_in(text: str) -> None:
    assert not TRIAGE.feel(text).has("security")


@pytest.mark.parametrize("text", PAYS)
def test_who_pays_does_not_weep(text: str) -> None:
    assert TRIAGE.feel(text).emotion != "distressed"


@pytest.mark.parametrize("text", WEEPS)
def test_who_weeps_is_heard(text: str) -> None:
    assert TRIAGE.feel(text).emotion == "distressed"


#: Of 60 known messages a language, 30 odd and 30 new ones so many are heard at least.
HEARD_OF_DANGER = [
    ("danger.en.txt", 58), ("danger.ru.txt", 58),
    ("danger_odd.en.txt", 16), ("danger_odd.ru.txt", 18),
    ("danger_new.en.txt", 16), ("danger_new.ru.txt", 19),
]  # fmt: skip


def messages(name: str) -> list[str]:
    return [row for row in (MESSAGES / name).read_text("utf-8").splitlines() if row.strip()]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_moods_of_support_messages_are_heard(language: str) -> None:
    """Better than word lists by far, and plain questions stay calm."""
    labelled = own(MESSAGES / f"{language}.txt")
    truth = [next(iter(moods)) for moods in labelled.moods]
    heard = [TRIAGE.feel(text).emotion for text in labelled.texts]
    by_words = [WordTriage().feel(text).emotion for text in labelled.texts]
    right = sum(map(str.__eq__, truth, heard))
    assert right / len(truth) > 0.7
    assert right > 1.2 * sum(map(str.__eq__, truth, by_words))
    disturbed = [
        text for text, is_, was in zip(labelled.texts, truth, heard, strict=True) if is_ == "calm" != was
    ]
    assert len(disturbed) <= 2, disturbed


@pytest.mark.parametrize(("name", "least"), HEARD_OF_DANGER)
def test_danger_to_life_is_heard_as_often_as_the_figures_say(name: str, least: int) -> None:
    """Nothing was mended for the odd and the new ones: many are missed, and head.md says so."""
    assert sum(TRIAGE.feel(text).has("danger_to_life") for text in messages(name)) >= least


@pytest.mark.parametrize("text", TALK_OF_MEANS)
def test_the_same_things_in_a_shop_page_nobody(text: str) -> None:
    assert not TRIAGE.feel(text).has("danger_to_life")


@pytest.mark.parametrize("text", messages("harmless.txt"))
def test_messages_that_only_sound_dangerous_page_nobody(text: str) -> None:
    assert not TRIAGE.feel(text).has("danger_to_life")


def test_of_forty_harmless_messages_nothing_was_mended_for_few_page_somebody() -> None:
    paged = [text for text in messages("harmless_new.txt") if TRIAGE.feel(text).has("danger_to_life")]
    assert len(paged) <= 3, paged


@pytest.mark.parametrize("text", FIGURES_OF_SPEECH)
def test_figures_of_speech_page_nobody(text: str) -> None:
    assert not TRIAGE.feel(text).has("danger_to_life")


@pytest.mark.parametrize("text", ["quiero morir", "ich will nicht mehr leben", "je veux mourir"])
def test_danger_is_heard_by_meaning_where_no_rule_speaks_the_language(text: str) -> None:
    assert TRIAGE.feel(text).has("danger_to_life")


@pytest.mark.parametrize(("text", "emotion"), ELSEWHERE)
def test_other_languages_do_not_fall_apart(text: str, emotion: str) -> None:
    assert TRIAGE.feel(text).emotion == emotion


@pytest.mark.parametrize("text", SWORN)
def test_swearing_is_heard_under_its_masks(text: str) -> None:
    assert TRIAGE.feel(text).has("profanity")


@pytest.mark.parametrize("text", DECENT)
def test_decent_words_are_no_swearing(text: str) -> None:
    assert not TRIAGE.feel(text).has("profanity")


@pytest.mark.parametrize(("text", "signal"), HEARD)
def test_signals_are_heard_and_keep_their_words(text: str, signal: str) -> None:
    found = {one.name: one.words for one in TRIAGE.feel(text).signals}
    assert signal in found
    assert found[signal]


@pytest.mark.parametrize(("text", "signal"), NOT_HEARD)
def test_signals_are_not_read_into_words(text: str, signal: str) -> None:
    assert not TRIAGE.feel(text).has(signal)


def test_reasons_name_the_mood_its_probability_and_the_words() -> None:
    reasons = TRIAGE.feel("Третий день без связи, полное безобразие").reasons
    assert re.fullmatch(r"angry \d\.\d\d: “безобразие”", reasons[0])


def test_a_mood_no_list_tells_of_names_the_words_that_weighed_most() -> None:
    assert "“идиоты”" in TRIAGE.feel("вы там совсем идиоты? касса сдохла").reasons[0]


def test_the_weights_are_small_and_know_every_mood() -> None:
    assert WEIGHTS.stat().st_size + danger.WEIGHTS.stat().st_size < 3_000_000
    assert set(TRIAGE.feel("anything").emotions) == set(EMOTIONS)
