"""Why line 1 did what it did, told in the reader's language."""

from zoneinfo import ZoneInfo

import pytest

from bot.texts.catalogue import Words
from bot.texts.reasons import told

RUSSIAN, ENGLISH = (Words(language, ZoneInfo("Europe/Moscow")) for language in ("ru", "en"))
ROWS = [
    ("answer: sure enough: 0.99 ≥ 0.85", "ответ: достаточно уверенно: 0.99 ≥ 0.85"),
    ("hand_off: a second miss", "людям: второй промах"),
    ("hand_off: no sure answer: security", "людям: нет уверенного ответа: security"),
    ("mood angry 0.87: “безобразие”", "настроение: злость 0.87: “безобразие”"),
    ("signal security: “взломали”", "сигнал: безопасность: “взломали”"),
    ("nearest: router 0.91", "ближайшие статьи: router 0.91"),
    ("priority 1: signal: security", "срочность 1: что было сказано (безопасность)"),
    (
        "queue tills: topic of the nearest article: tills (0.50)",
        "очередь tills: тема ближайшей статьи (0.50)",
    ),
    ("layout: “rfccf” read as “касса”", "не та раскладка: «rfccf» прочитано как «касса»"),
    ("router: meaning 0.85, scope 0.71", "router: смысл 0.85, по теме 0.71"),
]


@pytest.mark.parametrize(("row", "said"), ROWS)
def test_a_reason_is_told_in_russian(row: str, said: str) -> None:
    assert told(RUSSIAN, row) == said


def test_a_reason_stays_what_it_is_in_english() -> None:
    assert told(ENGLISH, "answer: sure enough: 0.99 ≥ 0.85") == "answer: sure enough: 0.99 ≥ 0.85"
