"""Swearing in English and Russian, however it is masked ("с*ка", "бл@дь", "п***ц", "f**k"), and whom it is aimed at."""

import re

#: What people put in place of a letter.
_MASK = r"*#@$%·•"
_LOOKS_LIKE = {
    "а": "a@4", "б": "6b", "в": "b8", "г": "r", "д": "d", "е": "eё3", "з": "3z", "и": "uiй1", "й": "иu", "к": "k", "л": "l",
    "м": "m", "н": "hn", "о": "o0", "п": "pn", "р": "p", "с": "c$s", "т": "tm", "у": "yu", "х": "xh", "ц": "c", "я": "a9",
    "i": "1!", "u": "v", "o": "0", "a": "4", "e": "3", "s": "5$", "c": "k", "ю": "u", "ь": "ъ'b", "ы": "i", "ч": "4", "ш": "w",
}  # fmt: skip


def _masked(word: str) -> str:
    """A pattern for the word with any letters but the first and last under a mask or looking alike."""

    def letter(at: int, one: str) -> str:
        inside = 0 < at < len(word) - 1
        return "[" + re.escape(one + _LOOKS_LIKE.get(one, "") + (_MASK if inside else "")) + "]"

    return r"[\s.\-_]?".join(letter(at, one) + ("+" if at else "") for at, one in enumerate(word))


def _any(*patterns: str) -> str:
    return "|".join(patterns)


#: Roots, never inside other words: "страхуй", "хлеб", "употребление" and "Scunthorpe" hold none.
_RUSSIAN = _any(
    r"(?:на|по|ни|о|до|за|а|ох|нах)?ху[йяеёюи]\w*",
    r"\w*п[иie*@]зд\w*|пздц|п[*#]{2,}ц",
    r"(?:за|вы|на|до|по|про|у|об|при|разъ|съ|отъ|подъ|долбо|изъ|недо|пере|ё|е|не)?[её]б(?:а(?!рн)|у[чт]|ил|ёт|ет|ыв|ну|ок(?!$)|ош|ец|л[аои])\w*",
    r"бля(?:д\w*|т[ьъ]|ть)?|бл[*@#]+[дт]?ь?|бл(?:еать|ять)|б[*#]{2,}ь",
    r"сук[аи]|суч(?:ка|ки|ара)|с[*@#]+к[аи]|cук[аи]|сцук[аои]",
    r"муд(?:ак|ач|ил|озвон)\w*|м[*#]+д[*#а]+к\w*",
    r"г[ао]вн\w*|г[*#]{1,}вн\w*|дерьм\w*|жоп\w*|ж[*#]п\w*",
    r"(?:на|по|ни|до|о)?хер(?:[ауы]|ов\w*|н\w*)?|(?:на|по)?хрен(?:ь|и|ью|ов\w*)?|нихрена|нафиг",
    r"х[*#]{1,3}[йяею]?(?:ня|ню)?|(?:на|по|ни)х[*#]{1,3}[йя]?|[её]б[*#]{2,}\w*|(?:за|на|вы)[её][*#]{1,}\w+",
    r"п[ие]д[оа]р\w*|г[ао]ндон\w*|шлюх\w*|ублюд\w*|залуп\w*|(?:на|обо|про)?сра(?:ть|л|ли|ла|но)|чмо|мраз[ьи]|долб[оа][её]б\w*",
    *map(_masked, ("блять", "сука", "хуй", "пиздец", "нахуй", "ебать", "хуйня", "заебали", "мудак", "говно")),
)  # fmt: skip
_TRANSLIT = _any(
    r"bl[iy]a[dt]'?|blyad\w*|blyat\w*|s[uy]ka|suki|p[iy]zd\w+|nah?[uy]i|nahuy|pohuy|huinya|huynya|na huy|eb[ao]t\w*|zaebal\w*|yoban\w*|eban\w+",
    r"mudak\w*|g[ao]vno|pid[oa]r\w*|dolboeb\w*|suchka",
)
_ENGLISH = _any(
    r"f+[\W_]?u+[\W_]?c+[\W_]?k+\w*|f[*#@v]{1,3}c?k\w*|fu[*#]+k?\w*|fck\w*|phuck\w*|f\*{2,}\w*|wtf|stfu|motherf\w*",
    r"(?:bull|horse|dip)?sh[i1!*#]+t(?:ty|s|show|hole|head|ting)?|s\*{2}t|s\*it",
    r"b[i1!*#]+tch(?:es|y|ing)?|b\*{2,}h|a[s$*]{2}hole\w*|arsehole\w*|c[u*]nts?|bastards?|dickheads?|pricks?|wank\w*|piss(?:ed)? off",
    r"crap(?:py)?|damn(?:ed|it)?|goddamn\w*|bollocks",
)
_SWEARING = re.compile(rf"(?<![\w*#@])(?:{_RUSSIAN}|{_TRANSLIT}|{_ENGLISH})(?![\w*#@])", re.IGNORECASE)
_FOOLS = r"(?:idiots?|morons?|stupid|dumb\w*|useless|clowns?|liars?|scum\w*|crooks?|thieves|incompetent|pathetic|retard\w*|imbeciles?|brainless|scammers?|assholes?|bastards?)"
_FOOLS_RU = (
    r"(?:идиот\w*|дебил\w*|туп(?:ой|ая|ые|ого|ым|ицы|орыл\w*|ица)|кретин\w*|придур\w+|дурак\w*|дур[аы]|клоун\w*|мошенник\w*|жулик\w*|вор(?:ы|ье|юг\w*)|врун\w*|лжец\w*|"
    r"твар\w+|урод\w*|козл\w+|ублюд\w+|мраз\w+|скотин\w*|сволоч\w*|бездар\w+|чмо|мудак\w*|рукожоп\w*|криворук\w*|безмозгл\w*|балбес\w*|тунеядц\w*|быдл\w*|обнаглел\w*)"
)
_AIMED = re.compile(
    r"(?<!\w)(?:"
    + _any(
        rf"(?:you|you'?re|u|your (?:\w+ )?(?:company|bot|support|service|team|staff|people))(?: (?:are|is|all|a|an|bunch|of|such|all|just|bloody|fucking|lot|total|complete|people|there)){{0,4}} {_FOOLS}",
        rf"(?:stupid|dumb|useless|damn|idiotic|fucking|shitty) (?:bot|support|company|people|robot|machine there)|(?:bunch of|bloody) {_FOOLS}|(?:idiots|morons|imbeciles)",
        r"f\W?[u*@#]\W?c?k\W? (?:you|off|u)|screw you|go to hell|shut (?:the \w+ )?up|drop dead|piss off|kiss my \w+|shame on you|burn in hell",
        rf"(?:вы|ваш\w*|ты|тво\w+|у вас)(?: (?:там|все|просто|совсем|реально|же|что|вообще|какие-то|сплошные|полные|одни|работают|сидят|настоящие|бот|поддержка|контора|компания)){{0,4}} {_FOOLS_RU}",
        r"(?:идиоты|дебилы|кретины|придурки|бездари|уроды|твари|козлы|мрази|сволочи|жулики|мошенники|клоуны|рукожопы|криворукие)(?: (?:вы|там|все|одни))?(?!\w* (?:звон|пиш|взлом|украли|просят|прислали))",
        r"заткни(?:сь|тесь)|(?:тупой|тупая|долбаный|чертов|чертова|сраный|гребаный) (?:бот|робот|поддержка|контора)|чтоб (?:вы|вам|тебе|ты) (?:\w+ )?(?:сдох\w*|пусто|провалил\w+)",
        r"(?:пош[её]?л\w*|иди(?:те)?|катитесь|вали(?:те)?)(?: (?:вы|ты|все|бы))? (?:на ?(?:х\S+|фиг)|к ч[её]рту|в жопу|в баню|лесом|отсюда)|горите в аду|будьте прокляты",
    )
    + r")(?!\w)",
    re.IGNORECASE,
)  # fmt: skip


def swearing(text: str) -> dict[str, str]:
    """`profanity` and `abuse` (aimed at us) of a plain text, each with the words; empty when it is decent."""
    found = {"profanity": _SWEARING.search(text), "abuse": _AIMED.search(text)}
    return {name: match[0].strip() for name, match in found.items() if match}
