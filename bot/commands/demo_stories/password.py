"""Line 1 knows the answer: nobody has to be called."""

from bot.commands.demo_stories.scenery import both, customer, opens
from playground.stories import Await, Say, Story, Tap

#: Emma in English, Olga in Russian.
CUSTOMER = customer({"en": 503, "ru": 501})

PASSWORD = Story(
    "forgot-password",
    both("Forgot my password", "Забыли пароль"),
    (
        opens(CUSTOMER, both("Emma", "Ольга")),
        Say(
            phone=CUSTOMER,
            text=both("I forgot my password", "Забыла пароль от личного кабинета"),
            caption=both(
                "She asks in her own words. No menus, no forms.",
                "Она спрашивает своими словами: ни меню, ни анкет.",
            ),
        ),
        Await(
            phone=CUSTOMER,
            text=both("You can set a new password", "Пароль можно задать новый"),
            caption=both(
                "The bot is sure what she means, so it answers at once, with the steps.",
                "Бот уверен, что понял, и отвечает сразу, по шагам.",
            ),
        ),
        Tap(
            phone=CUSTOMER,
            button=both("This helped", "Помогло"),
            caption=both("It did help, and she says so.", "Помогло, и она так и говорит."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("Good to hear", "Хорошо, что помогло"),
            caption=both(
                "Solved in a minute. Nobody at the desk had to be called.",
                "Решено за минуту, и звать никого не пришлось.",
            ),
        ),
    ),
)
