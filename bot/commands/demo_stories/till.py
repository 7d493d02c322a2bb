"""An answer that does not help, and a person who does."""

from bot.commands.demo_stories.scenery import acts, both, customer, daytime, is_content, opens, specialist
from playground.stories import Await, Say, Story, Tap, Until

#: Jack and Anna in English, Ivan and Boris in Russian.
CUSTOMER, SPECIALIST = customer({"en": 504, "ru": 502}), specialist({"en": 1001, "ru": 1002})
PICTURE = both("It says: wrong network password.", "Там написано: неверный пароль сети.")

TILL = Story(
    "till-down",
    both("The till is down", "Касса встала"),
    (
        Until(
            moment=daytime,
            caption=both(
                "A working day. In Jack's shop the till has lost its connection.",
                "Рабочий день. В магазине у Ивана касса потеряла связь.",
            ),
        ),
        opens(CUSTOMER, both("Jack", "Иван")),
        Say(
            phone=CUSTOMER,
            text=both("The till is offline, can we keep selling?", "Касса офлайн, можно ли торговать?"),
            caption=both("He asks what worries him most.", "Он спрашивает о главном."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("You can keep selling", "Торговать можно"),
            caption=both(
                "The bot puts his mind at rest first, then tells what to try.",
                "Бот сначала успокаивает, потом говорит, что попробовать.",
            ),
        ),
        Tap(
            phone=CUSTOMER,
            button=both("Did not help", "Не помогло"),
            caption=both(
                "He has tried it all. One tap, nothing to repeat.",
                "Всё испробовано. Одно касание, повторять ничего не нужно.",
            ),
        ),
        Await(
            phone=CUSTOMER,
            text=both("Answer", "Ответ"),
            caption=both(
                "A person is called, and he hears until when they will write.",
                "Бот зовёт человека и говорит, до которого часа тот ответит.",
            ),
        ),
        Await(
            phone=SPECIALIST,
            text=both("The till is offline", "Касса офлайн"),
            caption=both(
                "Anna's phone rings: who it is, what was said, what was tried.",
                "У Бориса звонит карточка: кто, что сказано, что испробовано.",
            ),
        ),
        Tap(
            phone=SPECIALIST, button=both("Take", "Взять"), caption=both("She takes it.", "Он берёт вопрос.")
        ),
        Await(
            phone=CUSTOMER,
            text=both("A specialist is on it", "Специалист уже смотрит"),
            caption=both("Jack knows that somebody is at it.", "Иван знает, что вопросом заняты."),
        ),
        Await(
            phone=SPECIALIST,
            text=both("With Anna since", "У Boris с"),
            caption=both("The card is hers now.", "Карточка теперь его."),
        ),
        *acts(
            SPECIALIST,
            both("Ask", "Спросить"),
            both(
                "What does the till show under Menu → Network?",
                "Что показывает касса в разделе «Меню → Сеть»?",
            ),
            both("Anna needs to know one thing.", "Борису нужно узнать одно."),
            both(
                "She writes; the customer hears one voice, the bot's.",
                "Он пишет; клиент слышит один голос, голос бота.",
            ),
        ),
        Await(
            phone=CUSTOMER,
            text=both("Menu → Network?", "«Меню → Сеть»?"),
            caption=both(
                "No name, no other chat: it all stays here.", "Ни имён, ни других чатов: всё здесь."
            ),
        ),
        Say(phone=CUSTOMER, text=PICTURE, caption=both("Jack has a look.", "Иван смотрит.")),
        Await(
            phone=SPECIALIST,
            text=PICTURE,
            caption=both("His answer comes straight to Anna.", "Ответ приходит прямо Борису."),
        ),
        *acts(
            SPECIALIST,
            both("Solve", "Решено"),
            both(
                "The Wi-Fi password has changed, the till has the new one. Press Menu → Network → Connect.",
                "Сменился пароль Wi-Fi, новый уже в кассе. Нажмите «Меню → Сеть → Подключить».",
            ),
            both("Found it.", "Причина найдена."),
            both("She writes down what Jack has to do.", "Он пишет, что сделать Ивану."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("is everything all right?", "всё хорошо?"),
            caption=both(
                "The solution, and the question whether it is one.", "Решение и вопрос, помогло ли оно."
            ),
        ),
        *is_content(
            CUSTOMER,
            both(
                "The till sells again. Anna sees the mark on her card.",
                "Касса снова продаёт. Оценка видна Борису на карточке.",
            ),
        ),
    ),
)
