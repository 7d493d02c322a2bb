"""Up to the experts, on to the maker and back down: the customer hears one voice."""

from bot.commands.demo_stories.scenery import acts, both, customer, daytime, is_content, opens, specialist
from playground.stories import Await, Forward, Say, Story, Tap, Until

#: Jack, Anna and Zhanna in English; Ivan, Gleb and Egor in Russian.
CUSTOMER = customer({"en": 504, "ru": 502})
SPECIALIST, EXPERT = specialist({"en": 1001, "ru": 1004}), specialist({"en": 1007, "ru": 1006})
TAKE = both("Take", "Взять")

MAKER = Story(
    "maker-and-back",
    both("It goes to the maker and back", "До производителя и обратно"),
    (
        Until(
            moment=daytime,
            caption=both(
                "A working day. Jack's router has a mind of its own.",
                "Рабочий день. Роутер у Ивана живёт своей жизнью.",
            ),
        ),
        opens(CUSTOMER, both("Jack", "Иван")),
        Say(
            phone=CUSTOMER,
            text=both(
                "A person, please: the router blinks red and restarts five times a day",
                "Позовите человека: роутер мигает красным и перезапускается по пять раз в день",
            ),
            caption=both("He has had enough of restarting it.", "Перезагружать его он устал."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("Answer", "Ответ"),
            caption=both(
                "A person is called at once, with a time.", "Бот сразу зовёт человека и называет время."
            ),
        ),
        Await(
            phone=SPECIALIST,
            text=both("blinks red", "мигает красным"),
            caption=both("Line 2: the card comes to Anna.", "Вторая линия: карточка у Глеба."),
        ),
        Tap(
            phone=SPECIALIST,
            button=TAKE,
            caption=both("She takes it and looks into the router.", "Он берёт вопрос и смотрит роутер."),
        ),
        *acts(
            SPECIALIST,
            both("Escalate", "Выше"),
            both(
                "Power supply changed, cables fine. The log shows memory faults each time: firmware?",
                "Блок питания заменён, кабели целы. В журнале каждый раз ошибки памяти: прошивка?",
            ),
            both("This is deeper than line 2 can reach.", "Это глубже, чем видно второй линии."),
            both(
                "What was done and what was found goes along.",
                "Что сделано и что найдено, уходит вместе с вопросом.",
            ),
        ),
        Await(
            phone=CUSTOMER,
            text=both("“Experts” take it from here", "«Эксперты»"),
            caption=both(
                "Jack hears who has it now and until when. No names.",
                "Иван слышит, у кого вопрос и до какого часа. Без имён.",
            ),
        ),
        Await(
            phone=EXPERT,
            text=both("memory faults", "ошибки памяти"),
            caption=both(
                "Line 3: Zhanna reads all of it on one card.",
                "Третья линия: Егор видит всё на одной карточке.",
            ),
        ),
        Tap(
            phone=EXPERT,
            button=both("Accept", "Принять"),
            caption=both(
                "She accepts it. No “Reply” on her card: experts do not write to customers.",
                "Он принимает вопрос. «Ответить» на карточке нет: эксперты клиентам не пишут.",
            ),
        ),
        *acts(
            EXPERT,
            both("Escalate", "Выше"),
            both(
                "R-5120 Memory faults in the log of firmware 2.4. Which version cures it?",
                "R-5120 В журнале ошибки памяти, прошивка 2.4. В какой версии исправлено?",
            ),
            both("The fault is the maker's.", "Ошибка у производителя."),
            both("Their number, and what they shall do.", "Их номер и что им сделать."),
        ),
        Await(
            phone=EXPERT,
            text=both("forward the file", "перешлите файл"),
            caption=both(
                "Line 4: the package for the maker is a file, names and phones masked.",
                "Четвёртая линия: письмо производителю готово файлом, имена и телефоны скрыты.",
            ),
        ),
        Await(
            phone=CUSTOMER,
            text=both("only the maker", "только производитель"),
            caption=both(
                "Jack hears that it is with the maker, and the day he hears more in any case.",
                "Иван узнаёт, что дело за производителем, и день, когда услышит новости.",
            ),
        ),
        Forward(
            hours=1.5,
            caption=both(
                "An hour and a half later the maker answers.", "Через полтора часа производитель отвечает."
            ),
        ),
        *acts(
            EXPERT,
            both("The maker answered", "Ответ производителя"),
            both(
                "A fault of firmware 2.4, cured by 2.5.",
                "Ошибка прошивки 2.4, исправлено в 2.5.",
            ),
            both("She keeps the answer on the ticket.", "Ответ остаётся при вопросе."),
            both("Anna of line 2 reads it at the same moment.", "Глеб читает его в ту же минуту."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("the maker has answered", "производитель ответил"),
            caption=both("And Jack hears that there is an answer.", "И Иван слышит, что ответ есть."),
        ),
        *acts(
            EXPERT,
            both("Return", "Вернуть"),
            both(
                "The maker: a fault of firmware 2.4, cured by 2.5. It is on the router, restart it once.",
                "Производитель: ошибка прошивки 2.4, в 2.5 её нет. Уже на роутере, нужен перезапуск.",
            ),
            both("Back down the same way.", "И обратно той же дорогой."),
            both("With the maker's answer.", "С ответом производителя."),
        ),
        Await(
            phone=SPECIALIST,
            text=both("cured by 2.5", "в 2.5 её нет"),
            caption=both(
                "Anna has the card again, with the answer on it.", "Карточка снова у Глеба, с ответом."
            ),
        ),
        Tap(
            phone=SPECIALIST,
            button=TAKE,
            caption=both("She finishes what she began.", "Он доводит дело до конца."),
        ),
        *acts(
            SPECIALIST,
            both("Solve", "Решено"),
            both(
                "The fault was in the router itself, and its maker has cured it. Please restart it once.",
                "Причина была в самом роутере, производитель её исправил. Перезапустите его один раз.",
            ),
            both("One more thing to say.", "Осталось сказать."),
            both("In plain words, to the customer.", "Клиенту и простыми словами."),
        ),
        Await(
            phone=CUSTOMER,
            text=both("is everything all right?", "всё хорошо?"),
            caption=both(
                "Three lines and a maker, and one voice.", "Три линии и производитель, а голос один."
            ),
        ),
        *is_content(
            CUSTOMER,
            both("He never had to ask where things stood.", "Ему ни разу не пришлось спрашивать, как дела."),
        ),
    ),
)
