"""Somebody is angry, and is right to be."""

from bot.commands.demo_stories.scenery import acts, both, customer, daytime, is_content, opens, specialist
from playground.stories import Await, Forward, Say, Story, Tap, Until

#: Grace and Vera in English, Marina and Dina in Russian.
CUSTOMER, SPECIALIST = customer({"en": 506, "ru": 505}), specialist({"en": 1003, "ru": 1005})

BILL = Story(
    "angry-bill",
    both("Angry about a bill", "Сердится из-за счёта"),
    (
        Until(
            moment=daytime,
            caption=both(
                "A working day. Grace has looked at her bank account.",
                "Рабочий день. Марина посмотрела выписку из банка.",
            ),
        ),
        opens(CUSTOMER, both("Grace", "Марина")),
        Say(
            phone=CUSTOMER,
            text=both(
                "I was charged twice AGAIN! This is outrageous. Give me a person!",
                "С нас ОПЯТЬ списали деньги дважды! Это безобразие. Позовите человека!",
            ),
            caption=both("She is furious.", "Она в ярости."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("Answer", "Ответ"),
            caption=both(
                "No arguing, no article: a person, and a time. “Why” in the panel tells what it felt.",
                "Ни споров, ни статей: человек и время. Что бот почувствовал, видно в «Почему так».",
            ),
        ),
        Await(
            phone=SPECIALIST,
            text=both("charged twice", "деньги дважды"),
            caption=both(
                "It comes to the people for bills, with what was said.",
                "Вопрос приходит к специалистам по расчётам вместе с перепиской.",
            ),
        ),
        Tap(
            phone=SPECIALIST,
            button=both("Take", "Взять"),
            caption=both(
                "Vera takes it; now the card tells her the mood.",
                "Дина берёт вопрос; теперь карточка говорит ей и о настроении.",
            ),
        ),
        *acts(
            SPECIALIST,
            both("Reply", "Ответить"),
            both(
                "You are right, one payment went through twice; the fault is ours. "
                "I have asked the bank to send it back and will write within the hour.",
                "Вы правы, один платёж прошёл дважды; ошибка наша. "
                "Банк уже попросили его вернуть, напишу в течение часа.",
            ),
            both("She looks first, then writes.", "Сначала она проверяет, потом пишет."),
            both(
                "What happened, whose fault it was, what comes next and when.",
                "Что случилось, чья ошибка, что дальше и когда.",
            ),
        ),
        Await(
            phone=CUSTOMER,
            text=both("the fault is ours", "ошибка наша"),
            caption=both("Grace reads it in the same chat.", "Марина читает это в том же чате."),
        ),
        Say(
            phone=CUSTOMER,
            text=both("All right, I am waiting.", "Хорошо, жду."),
            caption=both("That takes the edge off.", "Становится спокойнее."),
        ),
        Await(
            phone=SPECIALIST,
            text=both("I am waiting", "жду"),
            caption=both("Vera sees it at once.", "Дина видит это сразу."),
        ),
        Forward(
            hours=0.75,
            caption=both(
                "Three quarters of an hour later the bank confirms.",
                "Через три четверти часа банк подтверждает возврат.",
            ),
        ),
        *acts(
            SPECIALIST,
            both("Solve", "Решено"),
            both(
                "The bank has sent the second payment back. The fault on our side is mended.",
                "Банк отправил второй платёж обратно. Ошибка с нашей стороны исправлена.",
            ),
            both("The word is kept.", "Слово сдержано."),
            both("She says what came of it.", "Она пишет, чем всё кончилось."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("is everything all right?", "всё хорошо?"),
            caption=both("And whether that settles it.", "И спрашивает, всё ли теперь в порядке."),
        ),
        *is_content(CUSTOMER, both("From fury to a five in an hour.", "От ярости до пятёрки за час.")),
    ),
)
