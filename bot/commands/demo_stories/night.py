"""The bot does not pretend that somebody is there, and the morning's promise is kept."""

from bot.commands.demo_stories.scenery import (
    TakesFrom,
    acts,
    both,
    customer,
    is_content,
    night,
    opens,
    specialist,
)
from playground.stories import Await, Forward, Say, Story, Until

#: Emma and Anna in English, Olga and Gleb in Russian.
CUSTOMER, SPECIALIST = customer({"en": 503, "ru": 501}), specialist({"en": 1001, "ru": 1004})

NIGHT = Story(
    "night",
    both("Nobody answers at night", "Ночью никто не отвечает"),
    (
        Until(
            moment=night,
            caption=both(
                "The clock goes on to eleven at night in Moscow. Everybody at Acme has gone home.",
                "Часы переведены на одиннадцать вечера. В Acme все ушли домой.",
            ),
        ),
        opens(CUSTOMER, both("Emma", "Ольга")),
        Say(
            phone=CUSTOMER,
            text=both(
                "A person, please: there is no connection in the whole shop",
                "Позовите человека: во всём магазине нет связи",
            ),
            caption=both("She wants a person, now.", "Нужен человек, и прямо сейчас."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("Everyone is off now", "Сейчас все отдыхают"),
            caption=both(
                "The bot says how things are: when an answer comes, and whom to ring if it cannot wait.",
                "Бот говорит как есть: к какому часу ответ и куда звонить, если срочно.",
            ),
        ),
        Forward(
            hours=10,
            caption=both(
                "Ten hours later. It is nine, and the morning shift begins.",
                "Прошло десять часов. Девять утра, начинается смена.",
            ),
        ),
        TakesFrom(
            phone=SPECIALIST,
            customer=CUSTOMER,
            caption=both("Anna takes what waited overnight.", "Глеб берёт то, что ждало с ночи."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("A specialist is on it", "Специалист уже смотрит"),
            caption=both(
                "Before the promised time is up, Emma hears from us.",
                "Обещанный час ещё не прошёл, а Ольге уже ответили.",
            ),
        ),
        *acts(
            SPECIALIST,
            both("Solve", "Решено"),
            both(
                "A cable in your street was cut at night; it is mended. Please restart the router once.",
                "Ночью на вашей улице повредили кабель, он уже исправен. Перезагрузите роутер один раз.",
            ),
            both("She checks the line.", "Он проверяет линию."),
            both("And tells what it was.", "И пишет, что это было."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("is everything all right?", "всё хорошо?"),
            caption=both("The shop opens with a connection.", "Магазин открывается со связью."),
        ),
        *is_content(
            CUSTOMER,
            both(
                "Nobody worked at night, and nobody was left alone.",
                "Ночью никто не работал, но и без ответа никто не остался.",
            ),
        ),
    ),
)
