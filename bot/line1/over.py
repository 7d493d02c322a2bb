"""Whether a customer whose question people have says that it is over: "спасибо, сам разобрался". Pure."""

import re

from bot.line1.phrases import bare, listed
from routing.ticket import State

#: Longer texts tell more than that.
_LONGEST = 12
#: Beside good news a matter may be named so: "касса заработала", "the card reader works again".
_NAMED = 2
_BY_ITSELF = re.compile(
    r"\b(?:сам[аио]?|сами) (?:\w+ся|справил\w*|решил\w*|починил\w*|исправил\w*|настроил\w*|нашл?[аи]?|нашел)\b|"
    r"\b(?:разобрал(?:ся|ась|ись)|отбой|неактуально|не актуально)\b|"
    r"\b(?:вопрос|проблема|заявка) (?:уже )?(?:снят\w*|закрыт\w*|решен\w*|решил(?:ся|ась)|ушла|неактуал\w+)\b|"
    r"\b(?:можно|можете) закры(?:ть|вать)\b|\bзакр(?:ойте|ывайте) (?:вопрос|заявку|обращение|тикет)\b|"
    r"\b(?:i|we) (?:\w+ )?(?:figured|sorted|worked) it out\b|\b(?:i|we) (?:\w+ )?(?:fixed|solved|found) it(?: (?:my|our)sel\w+)?\b|"
    r"\bnever ?mind\b|\b(?:fixed|solved|resolved|sorted) itself\b|\b(?:all|it'?s) sorted\b|"
    r"\b(?:you can|please) close (?:it|this|the ticket|the question)\b"
)
#: The same, but only when nothing else is said: "не надо перезагружать" is of something else.
_NO_MORE = re.compile(
    r"\b(?:не надо|не нужно|не нужна|не требуется|no longer need(?:ed)?|not needed|(?:don'?t|do not) need (?:it|help|you)?)\b"
)
_WELL = re.compile(
    r"\b(?:заработал[аио]?|починил(?:ся|ась|ось|ись)|восстановил(?:ся|ась|ось|ись)|(?:снова|опять) работа[ею]т|"
    r"(?:works?|working) again|is back|are back)\b"
)
#: Good news when nothing else is said: "the till works slowly" is none.
_ALONE = re.compile(
    r"\b(?:работает|решено|решили|решилось|помогло|works|working|solved|resolved|fixed|helped)\b"
)
_TURNS = listed(
    "но а однако только пока если когда не нет хотя кроме потом вчера почему как "
    "but however except only until unless if when not no yesterday though why how doesn't isn't don't"
)
_BESIDE = listed(
    "спасибо большое огромное благодарю спс всем вам вас вы все уже больше теперь ок окей хорошо отлично супер ура "
    "да и так что то это у нас меня мне нам я мы вроде кажется слава богу помощь помощи за ничего само сам сама сами "
    "вопрос проблема извините простите здравствуйте "
    "thanks thank you very much so a lot all everything it it's its is are was has have been got that this now already "
    "ok okay great good fine perfect and for your help any more anymore again sorry the problem issue question we i "
    "just hi hello yes my our"
)


def says_over(text: str, state: State) -> bool:
    """Whether the words say that the question needs nobody any more; a question or a "but" is none.

    Of one that waits for the customer only what leaves no doubt: "works" may answer what was asked.
    """
    said = bare(text)
    if "?" in text or not 0 < len(said.split()) <= _LONGEST:
        return False
    surely = (_BY_ITSELF, _NAMED), (_NO_MORE, 0)
    likely = (_WELL, _NAMED), (_ALONE, 0)
    ways = surely if state is State.ASKED else (*surely, *likely)
    rest = said
    for pattern, _ in (*surely, *likely):
        rest = pattern.sub(" ", rest)
    left = [word for word in rest.split() if word not in _BESIDE]
    return not _TURNS.intersection(left) and any(
        pattern.search(said) and len(left) <= named for pattern, named in ways
    )
