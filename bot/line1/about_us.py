"""Questions about us and about how a matter stands, told by their whole text in plain words.

Plain: as bot.line1.phrases.bare makes it.
"""

import re

_BOT = r"(?:a |an )?(?:bot|robot|chatbot|ai)"
_PERSON = r"(?:a )?(?:(?:real|live) )?(?:human|person)(?: being)?"
_EITHER = rf"(?:{_BOT}|{_PERSON}|(?:a )?machine|real)"
_BOT_RU = r"(?:бот|робот|нейросеть|автоответчик)"
_PERSON_RU = r"(?:(?:живой|настоящий) )?(?:человек|живой)"
_EITHER_RU = rf"(?:{_BOT_RU}|{_PERSON_RU}|машина)"
_WITH_RU = r"(?:(?:живым |настоящим )?(?:ботом|роботом|человеком|машиной))"
_WHO = re.compile(
    rf"(?:so |and )?(?:are|r) (?:you|u) {_EITHER}(?: or {_EITHER})?|"
    # A picture may be "this is a person", and "это человек" may answer what is broken: a bot is named there.
    rf"is (?:this|it) (?:{_BOT}(?: or {_PERSON})?|{_PERSON} or {_BOT}|a (?:real|live) (?:human|person))|"
    rf"am i (?:talking|speaking|chatting|writing) (?:to|with) {_EITHER}(?: or {_EITHER})?|"
    r"(?:who|what) are you|what (?:can|do) you do|"
    rf"(?:а |так )?(?:ты|вы)(?: что| тут)? {_EITHER_RU}(?: или {_EITHER_RU})?|(?:а )?(?:ты|вы) кто|"
    rf"(?:а )?это(?: что)? (?:{_BOT_RU}(?: или {_PERSON_RU})?|{_PERSON_RU} или {_BOT_RU})|"
    rf"(?:я )?(?:говорю|общаюсь|разговариваю|пишу) с {_WITH_RU}(?: или(?: с)? {_WITH_RU})?|"
    r"(?:а )?(?:кто|что) (?:ты|вы)(?: так\w+)?|"
    r"что (?:ты|вы) (?:умеешь|умеете|можешь|можете)|что (?:умеешь|умеете)"
)
_MINE_RU = r"(?:моим |нашим )?(?:вопросом|делом)"
_NEWS = re.compile(
    r"(?:so |hi |hello )?(?:any|is there any|are there any) (?:news|updates?|progress|answer)"
    r"(?: yet)?(?: on (?:this|it|that))?|what(?: is|'s) the (?:news|status)|"
    r"how (?:much )?long(?:er)?(?: (?:do|must|should|shall) (?:i|we) (?:have to )?wait)?|"
    r"when will (?:you|i|we|somebody|someone|anybody|it|this) "
    r"(?:answer|reply|get an answer|work(?: again)?|be (?:fixed|solved|done|back|ready|over))|"
    r"is (?:it|this) (?:fixed|solved|back|over)(?: yet)?|"
    r"(?:are you|is (?:anybody|anyone|somebody|someone)) (?:still )?(?:there|here)|please (?:answer|reply)|"
    rf"(?:ну )?(?:что|как) (?:там|дела|у нас)(?: с {_MINE_RU})?|"
    r"(?:ну )?(?:есть|какие|а есть)(?: ли| какие нибудь| какие то)? (?:новости|ответ|результат\w*|подвижки)|"
    r"новости есть|что нового|"
    r"(?:ну )?что (?:по|с) (?:моему|нашему|моим|нашим) (?:вопросу|вопросом|делу)|"
    r"(?:долго|сколько)(?: мне| нам)?(?: еще)? ждать|(?:еще долго|долго еще)|"
    r"алло|вы слышите|есть кто(?: живой)?|"
    r"когда (?:(?:уже|это) )*(?:ответите|ответят|будет ответ|решите|решат|почините|починят|исправ(?:ите|ят)|"
    r"заработает|закончите|закончится)|"
    r"(?:ну )?(?:(?:что|как) )?(?:уже )?(?:починили|исправили)(?: уже)?|сколько еще|"
    r"ау|вы (?:тут|здесь|где)|(?:есть )?кто нибудь (?:тут|здесь|есть)|ответьте(?: пожалуйста| мне)?"
)


def asks_who(words: str) -> bool:
    """Whether they ask who answers here or what we can do: "are you a bot", "что ты умеешь"."""
    return _WHO.fullmatch(words) is not None


def asks_how_it_stands(words: str) -> bool:
    """Whether they only ask for news of a matter."""
    return _NEWS.fullmatch(words) is not None
