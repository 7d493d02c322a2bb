"""Set phrases line 1 understands by itself: greetings, thanks, yes, no, a number, "none of these".

Each is a bag of words: a text is of a kind when it has one of the kind's own words and nothing but
these and words that go with them. So "ок, спасибо большое!" is thanks and "спасибо, но не работает" is not.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.line1.about_us import asks_how_it_stands, asks_who

_WORD = re.compile(r"[\w']+")
#: A set phrase is short; longer texts are read for what they say.
_LONGEST = 8


class Kind(StrEnum):
    """What a set phrase says."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    SELF = "self"  #: "are you a bot?", "what can you do?"


@dataclass(frozen=True, slots=True)
class _Bag:
    own: frozenset[str]
    beside: frozenset[str]

    def fits(self, words: list[str]) -> bool:
        return (
            0 < len(words) <= _LONGEST
            and any(word in self.own for word in words)
            and all(word in self.own or word in self.beside for word in words)
        )


def listed(text: str) -> frozenset[str]:
    """The words of a list written in a row."""
    return frozenset(text.split())


_FILLERS = listed(
    "ok okay fine alright great good perfect super cool so very much a lot you and all the team guys that's that is "
    "ок окей хорошо ладно понятно понял поняла ясно отлично супер и вам вас вы все всем за тебе тебя большое огромное"
)
_GREETING = _Bag(
    listed(
        "hi hello hey hiya howdy greetings morning afternoon evening anyone "
        "привет здравствуйте здравствуй здрасьте здрасте приветствую хай салют алло ау день утро вечер дня ночи суток доброе"
    ),
    listed(
        "good day there are is here team dear support anybody somebody "
        "добрый доброе доброго доброй времени есть кто нибудь тут там здесь живой вы уважаемая поддержка коллеги"
    ),
)
_THANKS = _Bag(
    listed("thanks thank thx ty cheers appreciated спасибо благодарю спс пасиб спасибки пасибо мерси"),
    _FILLERS
    | listed(
        "many for your help bye got it really appreciate lovely amazing quick answer "
        "помощь ответ быстрый до свидания очень вам что помогли то да вот еще раз"
    ),
)
_FAREWELL = _Bag(
    listed("bye goodbye goodnight night пока свидания встречи доброго хорошего"),
    _FILLERS | listed("see good night have nice day до всего дня вечера"),
)
_YES = _Bag(
    listed(
        "yes y yep yeah yup works working solved fixed helped worked ok okay fine good great perfect right alright "
        "да ага угу работает заработало заработал заработала помогло решено решили починилось "
        "ок окей хорошо отлично супер норм нормально порядке замечательно прекрасно"
    ),
    _FILLERS
    | listed(
        "it now everything thanks thank for help again this already did has is been "
        "теперь уже спасибо благодарю конечно снова у нас меня это вопрос вроде точно в спс очень пока"
    ),
)
_NO = _Bag(
    listed(
        "no n nope nah not don't doesn't didn't isn't won't hasn't haven't can't broken broke same down "
        "нет неа не ни плохо"
    ),
    listed(
        "it it's its this that is was has have does did do the still again yet at all any better so sorry anything "
        "nothing change changed changes help helped helps work works working worked solve solved fixed resolved problem "
        "помогло помогает помог помогла работает заработало заработал заработала решено решили решилось решился "
        "изменилось меняется получилось получается вышло починилось исправилось так же и все еще опять снова по прежнему "
        "ничего равно пока очень тоже совсем вообще к сожалению увы это у нас меня мне нам уже"
    ),
)
_POLITE = listed("спасибо благодарю спс thanks thank you thx но but жаль")
_BARE_NO = listed("no n nope nah нет неа")
_HELP = _Bag(
    listed(
        "help question problem issue trouble помощь помогите помоги помочь подскажите вопрос проблема проблемы проблемка"
    ),
    listed(
        "i we need want have got a an some your please can could would you me us with there is my our just urgently urgent "
        "hi hello hey good day sos support "
        "мне нам нужна нужен надо требуется есть у меня нас одна один небольшая небольшой ваша ваши пожалуйста плиз срочно "
        "можете можно сможете ли кто нибудь очень с привет здравствуйте добрый день вечер утро возникла возник хочу"
    ),
)
_NONE_OF_THESE = re.compile(
    r"(no|none|neither|nothing|other|another|something else|none of (these|them|those)|not (these|those)|"
    r"нет|другое|ничего|ничто|ничего (из этого|из них|похожего)|(ни одно|ни один|ничего)( не подходит)?|не то|"
    r"нет другое|нет такого|ни то ни другое|не подходит|это не то|все не то)"
)
#: Signs people send instead of words, in any number and skin.
_ALL_WELL = re.compile(r"(?:[+👍👌🙏✅❤🔥🎉]|[\ufe0f\U0001f3fb-\U0001f3ff]|\s)+")
_NOT_WELL = re.compile(r"(?:[-👎]|[\ufe0f\U0001f3fb-\U0001f3ff]|\s)+")
_NUMBER = re.compile(r"\s*#?([1-9])(?:\s*(?:из|of|/)\s*[0-9]+)?(?:[\s.,!)\-:—]+(.*))?\s*", re.DOTALL)


def small_talk(text: str) -> Kind | None:
    """Whether the text is a greeting, thanks, a farewell or a question about us, and nothing more."""
    words = bare(text).split()
    if asks_who(" ".join(words)):
        return Kind.SELF
    for kind, bag in ((Kind.THANKS, _THANKS), (Kind.GREETING, _GREETING), (Kind.FAREWELL, _FAREWELL)):
        if bag.fits(words):
            return kind
    return None


def says_yes(text: str) -> bool:
    """Whether the text only says that all is well: "да", "works now, thanks", a thumb up."""
    if not text.strip():
        return False
    return (
        _ALL_WELL.fullmatch(text) is not None
        or _YES.fits(bare(text).split())
        or small_talk(text) is Kind.THANKS
    )


def says_no(text: str) -> bool:
    """Whether the text only says that it did not help; one that names a matter ("the till is down") does not."""
    if not text.strip():
        return False
    said = bare(text).split()
    # "Thanks, it did not help" judges; "no, thanks" only declines.
    judged = [word for word in said if word not in _POLITE]
    politely = len(judged) < len(said) and not _BARE_NO.issuperset(judged)
    return _NOT_WELL.fullmatch(text) is not None or _NO.fits(judged if politely else said)


_FURTHER = re.compile(
    r"\s*(?:[1-9][.)]|(?:и|а|and)?\s*(?:еще|ещё|также|кроме того|заодно|also|besides|plus)\b)", re.IGNORECASE
)


def asks_something(text: str) -> bool:
    """Whether a sentence asks by its form: with a question mark, a number in a list, "и ещё", "also"."""
    return "?" in text or _FURTHER.match(text) is not None


def only_judges(text: str) -> bool:
    """Whether the text only says whether an answer helped."""
    return says_yes(text) or says_no(text) or says_none_of_these(text)


def asks_for_help(text: str) -> bool:
    """Whether the text only says that help is needed, and not with what: "мне нужна помощь"."""
    return _HELP.fits(bare(text).split())


_AGAIN = re.compile(r"\b(?:again|still|once more|as before|опять|снова|по прежнему|все еще|до сих пор)\b")
#: Good news: "the scanner works again".
_WELL = re.compile(
    r"(?<!не )(?<!не так )\b(?:работает|заработал\w*|хорошо|отлично|спасибо)\b|"
    r"(?<!not )\b(?:works|working|fine|great|thanks)\b"
)


def says_again(text: str) -> bool:
    """Whether trouble that had been there before is back: "снова сканер молчит"."""
    words = bare(text)
    return _AGAIN.search(words) is not None and _WELL.search(words) is None


_DONT_KNOW = re.compile(
    r"(?:i )?(?:don'?t|do not) know|no idea|not sure|skip|(?:я )?не (?:знаю|помню)|без понятия|не в курсе|пропустить"
)


def says_dont_know(text: str) -> bool:
    """Whether the text only says that the answer to a question is not known."""
    return _DONT_KNOW.fullmatch(bare(text)) is not None


def says_none_of_these(text: str) -> bool:
    """Whether the text turns down every suggestion."""
    return _NONE_OF_THESE.fullmatch(bare(text)) is not None


def asks_news(text: str) -> bool:
    """Whether the text only asks how it stands: "any news?", "долго ещё ждать?"."""
    return asks_how_it_stands(bare(text))


_ANOTHER = re.compile(
    r"\b(?:друго[йм]|нов(?:ый|ом)|отдельн(?:ый|ом)|еще один|второй) вопрос|вопрос (?:о другом|по другой теме|не об этом)|"
    r"\b(?:another|new|different|separate|second|one more) (?:question|matter|issue|problem)\b"
)


def says_another(text: str) -> bool:
    """Whether the text says of itself that it is about another matter: "это другой вопрос: как ..."."""
    return _ANOTHER.search(bare(text)) is not None


_ANNOUNCED = re.compile(
    r"\W*(?:(?:и|а|у меня|есть|еще|ещё|это|and|also|i have|have|got|a|there is|it is|this is) )*"
    r"(?:другой|новый|второй|отдельный|один|another|new|second|different|separate|one more) "
    r"(?:вопрос|question|issue|problem|matter)(?: есть)?\s*[:,.;–—-]+\s*",
    re.IGNORECASE,
)


def announced(text: str) -> str:
    """What comes after "another question:" and the like; the whole text if it opens in another way."""
    found = _ANNOUNCED.match(text)
    return text[found.end() :] if found and text[found.end() :].strip() else text


def number(text: str) -> tuple[int, str] | None:
    """A number 1 to 9 that opens the text, and the words after it: "5 all fine" is (5, "all fine")."""
    found = _NUMBER.fullmatch(text)
    return (int(found[1]), (found[2] or "").strip()) if found else None


_ORDINAL = re.compile(
    r"(?:the )?(?P<en>first|second|third)(?: (?:one|option))?|(?P<ru>перв|втор|трет)\w{1,3}(?: (?:вариант|пункт))?"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "перв": 1, "втор": 2, "трет": 3}


def chosen_number(text: str) -> int | None:
    """The number 1 to 9 that is all the text says, in a digit or a word: "2", "2)", "второе", "the first one"."""
    if found := number(text):
        return None if found[1] else found[0]
    ordinal = _ORDINAL.fullmatch(bare(text))
    return _ORDINALS[ordinal["en"] or ordinal["ru"]] if ordinal else None


def bare(text: str) -> str:
    """The text's words alone: lower case, ё as е, no punctuation or emoji."""
    return " ".join(_WORD.findall(text.lower().replace("ё", "е").replace("’", "'")))
