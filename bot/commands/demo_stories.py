"""Stories of the sample desk that the local Telegram plays; every word in both languages."""

from playground.stories import Await, Phone, Say, Story, Tap

#: A customer of the sample with the customer bot: Emma in English, Olga in Russian.
CUSTOMER = Phone("acme_help_bot", {"en": 503, "ru": 501})

FORGOT_PASSWORD = Story(
    "forgot-password",
    {"en": "Forgot my password", "ru": "Забыли пароль"},
    (
        Say(
            phone=CUSTOMER,
            text={"en": "/start", "ru": "/start"},
            caption={
                "en": "Emma opens the chat with Acme's bot for the first time.",
                "ru": "Ольга впервые открывает чат с ботом «Акме».",
            },
        ),
        Say(
            phone=CUSTOMER,
            text={"en": "I forgot my password", "ru": "Забыла пароль от личного кабинета"},
            caption={
                "en": "She asks in her own words. No menus, no forms.",
                "ru": "Она спрашивает своими словами: ни меню, ни анкет.",
            },
        ),
        Await(
            phone=CUSTOMER,
            text={"en": "You can set a new password", "ru": "Пароль можно задать новый"},
            caption={
                "en": "The bot is sure what she means, so it answers at once, with the steps.",
                "ru": "Бот уверен, что понял, и отвечает сразу, по шагам.",
            },
        ),
        Tap(
            phone=CUSTOMER,
            button={"en": "This helped", "ru": "Помогло"},
            caption={"en": "It did help, and she says so.", "ru": "Помогло, и она так и говорит."},
        ),
        Await(
            phone=CUSTOMER,
            text={"en": "Good to hear", "ru": "Хорошо, что помогло"},
            caption={
                "en": "Solved in a minute. Nobody at the desk had to be called.",
                "ru": "Решено за минуту, и звать никого не пришлось.",
            },
        ),
    ),
)

STORIES = (FORGOT_PASSWORD,)
