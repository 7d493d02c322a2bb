"""How the customer feels, and what in their words asks for more than an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

EMOTIONS = ("calm", "confused", "anxious", "frustrated", "angry", "distressed", "positive")


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that changes what line 1 does, and the customer's words it was read from."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Feeling:
    """A probability per emotion, the leading one, its strength 0..1, and the signals."""

    emotions: Mapping[str, float]
    emotion: str
    intensity: float
    signals: tuple[Signal, ...]
    reasons: tuple[str, ...] = ()

    def has(self, signal: str) -> bool:
        """Whether the signal was heard."""
        return any(one.name == signal for one in self.signals)


class Triage(Protocol):
    """Reads a feeling from a customer's words."""

    def feel(self, text: str) -> Feeling:
        """The feeling of one text in any of the desk's languages; a calm one for an empty text."""
        ...


def _rows(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)


_SIGNALS = {
    "danger_to_life": _rows(
        r"(?:want|ready) to (?:die|end it all)",
        r"(?:i'?m|i am|i was) going to (?:die|end it all)",  # "the battery is going to die" is no danger
        r"(?:kill(?:ing)? myself|end(?:ing)? my life|better off dead)",
        r"suicid(?:e|al)",
        r"don'?t want to live",
        r"(?:хочу|хочется) (?:умереть|сдохнуть)",
        r"не (?:хочу|хочется) (?:больше )?жить",
        r"жить (?:больше )?не (?:хочу|хочется)",
        r"(?:покончу|покончить) с (?:собой|жизнью)",
        r"наложу на себя руки",
        r"убью себя",
        r"(?:мысли о|думаю о) (?:суициде|самоубийстве)",
    ),
    "asks_human": _rows(
        r"(?:(?:live|real|actual) )?(?:human|operator|agent)(?: please)?",
        r"(?:speak|talk|chat|connect me|put me through) (?:to|with) (?:a |an |the |your )?"
        r"(?:live |real |actual )?(?:human|person|operator|agent|someone|somebody|specialist|manager|support)",
        r"(?:real|live|actual) person",
        r"(?:need|want|get me|give me|call) (?:a |an |the )?(?:live |real |actual )?(?:human|person|operator|specialist|manager)",
        r"person (?:i|we) can (?:talk|speak|write) to",
        r"(?:a )?person,? please",
        r"(?<!am )(?<!'m )not (?:a )?(?:bot|robot)",  # "I am not a robot" is a box on a page
        r"(?:позови(?:те)?|позвать|дайте|дай|соедини(?:те)?(?: меня)? со?|переключи(?:те)?(?: меня)? на|нужен|хочу|можно|"
        r"пригласите|свяжите(?: меня)? со?) (?:(?:мне|нам|со?|к|вашего|вашим|живого|живой|живым|другого|другой|любого|"
        r"поговорить|пообщаться|сюда) ){0,3}(?:человек[а-я]*|оператор[а-я]*|специалист[а-я]*|менеджер[а-я]*|"
        r"сотрудник[а-я]*)",
        r"жив(?:ой|ого|ым) (?:человек[а-я]*|оператор[а-я]*|сотрудник[а-я]*)",
        r"(?:поговорить|говорить|общаться|пообщаться) со? (?:\w+ )?(?:человеком|оператором|специалистом|людьми|менеджером)",
        r"(?:оператор(?! (?:связи|фискальн|офд|эдо))|человек|человека|оператора)(?: пожалуйста)?",
        r"не (?:с )?(?:бот(?:ом)?|робот(?:ом)?)",
    ),
    "legal_threat": _rows(
        r"(?:see you in|go(?:ing)? to|take (?:you|this) to) court",
        r"(?:my )?lawyer",
        r"sue (?:you|your)",
        r"(?:подам|пойду|обращусь) в суд",
        r"прокуратур[ауы]",
        r"роспотребнадзор\w*",
        r"мо(?:й|ему|им) юрист\w*",
    ),
    "churn_threat": _rows(
        r"cancel (?:my|our|the) (?:contract|subscription|service)",
        r"switch(?:ing)? to (?:another|a different) (?:company|provider|supplier)",
        r"(?:расторгн\w+|расторгаю|разорву) договор",
        r"(?:уйду|уходим|перейд\w+) к (?:другим|другой|другому|конкурент\w+)",
    ),
}
#: An asking-for-a-person word alone is enough only in a short text: "the operator of the till" is not.
_SHORT = 4
_MOODS = {
    "angry": (
        0.8,
        _rows(
            r"angry|furious|outrag\w+|unacceptable|disgrace\w*|ridiculous|terrible (?:service|support)|useless|"
            r"worst(?!-case)|pathetic|incompetent|fed up|sick of|disgust\w+|scam(?:mers)?|how dare|joke of a",
            r"безобрази[ея]|возмут\w+|возмущ\w+|ужасн(?:ый|ое|ая) (?:сервис|поддержка|обслуживание)|бесит|достали|"
            r"задолбали|издевает\w+|сколько можно|позор|хамство|отвратительн\w+|кошмарн\w+|бардак|бесполезн\w+|"
            r"обманули|обманываете|вы мошенники|совсем обнаглели|что за (?:бред|цирк|издевательство)|ненавижу|надоел[оаи]?",
        ),
    ),
    "distressed": (
        0.8,
        _rows(
            r"desperate|i'?m (?:crying|in tears|devastated|lost|at my wits'? end)|can'?t (?:cope|take (?:it|this))|"
            r"breaking down|hopeless|heartbroken|i don'?t know what to do(?: any ?more)?|please help me",
            r"в отчаянии|отчаян\w+|я плачу|рыдаю|в слезах|руки опускаются|больше не могу|не знаю,? что (?:мне )?делать|"
            r"сил (?:уже )?(?:больше )?нет|нет сил|умоляю|всё пропало|все пропало|я в ужасе|помогите,? пожалуйста,? очень",
        ),
    ),
    "frustrated": (
        0.6,
        _rows(
            r"again and again|for the (?:third|fourth|fifth|hundredth|\d+(?:rd|th)) time|still (?:not|doesn'?t|isn'?t)|"
            r"how many times|keeps? (?:happening|breaking|failing)|annoy\w+|frustrat\w+|nobody (?:answers|helps)|"
            r"waiting for (?:hours|days|weeks)",
            r"опять|снова не|в (?:который|третий|пятый|сотый) раз|до сих пор не|никто не (?:отвечает|помогает)|"
            r"сколько (?:можно )?ждать|жду уже|(?:второй|третий|четвертый|четвёртый|пятый) (?:день|час|раз)",
        ),
    ),
    "anxious": (
        0.6,
        _rows(
            r"worried|afraid|scared|nervous|anxious|urgent(?:ly)?|asap|panic\w*|will i lose",
            r"боюсь|переживаю|волнуюсь|тревожно|страшно|срочно|паник\w+|а вдруг|не потеря(?:ются|ем|ю)",
        ),
    ),
    "confused": (
        0.5,
        _rows(
            r"confused|i don'?t (?:understand|get it)|don'?t know how|what does (?:it|that|this) mean|no idea",
            r"не понимаю|не понял[аи]?|запутал(?:ся|ась)|не знаю,? как|что это значит|непонятно|не разберусь",
        ),
    ),
    "positive": (
        0.5,
        _rows(
            r"thank(?:s| you)|great|awesome|love it|excellent|perfect|wonderful",
            r"спасибо|отлично|супер|прекрасно|замечательно|молодцы|класс|благодар\w+",
        ),
    ),
}


class WordTriage:
    """Triage by word lists in English and Russian: what it hears it hears surely, it hears only what it lists."""

    def feel(self, text: str) -> Feeling:
        """The first mood, in the order of urgency, that the text has a word of; calm without any."""
        plain = " ".join(text.replace("ё", "е").replace("Ё", "Е").replace("’", "'").split())
        heard = {mood: found for mood, (_, words) in _MOODS.items() if (found := words.search(plain))}
        emotion = next(iter(heard), "calm")
        intensity = min(1.0, _MOODS[emotion][0] + 0.05 * plain.count("!")) if heard else 0.0
        rest = (1 - intensity) / (len(EMOTIONS) - 1) if heard else 0.02
        leading = intensity if heard else 1 - 0.02 * (len(EMOTIONS) - 1)
        emotions = {mood: round(leading if mood == emotion else rest, 4) for mood in EMOTIONS}
        reasons = tuple(f"{mood}: “{found[0]}”" for mood, found in heard.items())
        return Feeling(emotions, emotion, round(intensity, 4), _signals(plain), reasons)


def _signals(text: str) -> tuple[Signal, ...]:
    found = ((name, _fullest(pattern, text)) for name, pattern in _SIGNALS.items())
    signals = (Signal(name, words) for name, words in found if words)
    short = len(text.split()) <= _SHORT
    return tuple(one for one in signals if short or one.name != "asks_human" or len(one.words.split()) > 1)


def _fullest(pattern: re.Pattern[str], text: str) -> str:
    """The match of the most words: "the operator" in a sentence must not hide "talk to a person" behind it."""
    return max(
        (match[0] for match in pattern.finditer(text)), key=lambda words: len(words.split()), default=""
    )
