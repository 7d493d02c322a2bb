"""Words spelled alike that mean two things to a support desk, told apart by the words around them."""

import re

#: "плачу": I pay, or I weep. Words of money in the same sentence say that it is paying...
_PAY = re.compile(
    r"\b(?:за|вам|деньг\w+|руб\w*|картой|наличн\w+|налог\w*|тариф\w*|абон\w+|сч[её]т\w*|услуг\w*|подписк\w+|"
    r"ежемесячн\w+|(?:кажд\w+|раз в|в) (?:месяц|год|квартал)|вовремя|исправно|регулярно|столько|"
    r"сколько|получаю|интернет\w*|договор\w*|аренд\w+|провайдер\w*|сервис\w*|поддержк\w+|"
    r"онлайн|сам[аи]?|переплачив\w+)\b|\d",
    re.IGNORECASE,
)
#: ...unless the words beside it are those of tears.
_WEEP = re.compile(
    r"\bплачу[,\s]+(?:и (?:не могу|реву|рыдаю|не знаю)|уже\b|от\b|навзрыд|в голос|в подушку|в трубку|целый|"
    r"весь\b|вс[юе]\b|каждую ночь|каждый (?:день|вечер)|второй|третий|сижу|не могу|реву|рыдаю)|"
    r"(?:сижу|реву|рыдаю|стою|лежу)(?: тут| здесь)?,?(?: и)? плачу\b|\bсл[её]з\w*\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\bплачу\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def told_apart(text: str) -> str:
    """The text with "плачу" that speaks of money replaced by "оплачиваю"; without that word, as it is."""
    if not _WORD.search(text):
        return text
    return _SENTENCE.sub(lambda sentence: _paying(sentence[0]), text)


def _paying(sentence: str) -> str:
    if _WEEP.search(sentence) or not _PAY.search(sentence):
        return sentence
    return _WORD.sub("оплачиваю", sentence)
