"""How the customer feels, and what in their words asks for more than an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from bot.line1.danger import NEVER, Danger
from bot.line1.head import EMOTIONS, Floats, head, meanings, probabilities
from bot.line1.homographs import told_apart
from bot.line1.leaning import SHIPPED, Leaning
from bot.line1.signals import Signal, danger, plain, signals, wish
from kb.encoder import Encoder

__all__ = ["EMOTIONS", "Feeling", "FeltTriage", "Signal", "Triage", "WordTriage", "felt"]


@dataclass(frozen=True, slots=True)
class Feeling:
    """A probability per emotion, the leading one, its strength 0..1, and the signals."""

    emotions: Mapping[str, float]
    emotion: str
    intensity: float
    signals: tuple[Signal, ...]
    reasons: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the signals, the gravest first."""
        return tuple(one.name for one in self.signals)

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


_MOODS = {
    "angry": (
        0.8,
        _rows(
            r"angry|furious|outrag\w+|unacceptable|disgrace\w*|ridiculous|terrible (?:service|support)|useless|"
            r"worst(?!-case)|pathetic|incompetent|fed up|sick of|disgust\w+|scam(?:mers)?|how dare|joke of a",
            r"безобрази[ея]|возмут\w+|возмущ\w+|ужасн(?:ый|ое|ая) (?:сервис|поддержка|обслуживание)|бесит|достали|"
            r"задолбали|издевает\w+|сколько можно|позор|хамство|отвратительн\w+|кошмарн\w+|полный бардак|бардак|бесполезн\w+|"
            r"обманули|обманываете|вы мошенники|совсем обнаглели|что за (?:бред|цирк|издевательство)|ненавижу|надоел[оаи]?",
        ),
    ),
    "distressed": (
        0.8,
        _rows(
            r"desperate|i'?m (?:crying|in tears|devastated|lost|at my wits'? end)|can'?t (?:cope|take (?:it|this))|"
            r"breaking down|hopeless|heartbroken|i don'?t know what to do(?: any ?more)?|please help me",
            r"в отчаянии|отчаян\w+|я плачу|плачу (?:от|навзрыд)|рыдаю|в слезах|руки опускаются|больше не могу|не знаю,? что (?:мне )?делать|"
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


#: A mood's word in a message outweighs this much of what the head thinks, in log-odds.
WORD_SAYS = 2.0
#: Strength and words of a mood that no word told of; one that a word tells of is half as likely as strong at least.
UNHEARD = (0.0, "")
#: A leading mood less likely than this is a guess, on which nobody should act: the text counts as calm.
UNSURE = 0.35
#: What each of these adds to the strength of a mood that is not calm.
STRONGER = {"exclamations": 0.1, "profanity": 0.1, "abuse": 0.1}


def mood_words(text: str) -> Mapping[str, tuple[float, str]]:
    """Moods that a plain text has a word of: their usual strength 0..1 and the words, the most urgent first."""
    found = {mood: (strength, words.search(text)) for mood, (strength, words) in _MOODS.items()}
    return {mood: (strength, match[0]) for mood, (strength, match) in found.items() if match}


class WordTriage:
    """Triage by word lists in English and Russian: what it hears it hears surely, it hears only what it lists."""

    def feel(self, text: str) -> Feeling:
        """The first mood, in the order of urgency, that the text has a word of; calm without any."""
        said = plain(told_apart(text))
        heard = mood_words(said)
        emotion = next(iter(heard), "calm")
        leading = heard[emotion][0] if heard else 0.9
        emotions = dict.fromkeys(EMOTIONS, 0.02) | {emotion: leading}
        reasons = tuple(f"{mood}: “{words}”" for mood, (_, words) in heard.items())
        return Feeling(emotions, emotion, leading if heard else 0.0, signals(said, danger(said)), reasons)


class FeltTriage:
    """Triage by a trained head over meaning and words, helped by the word lists; signals by rules and meaning."""

    def __init__(self, encoder: Encoder, leaning: Leaning = SHIPPED) -> None:
        self._encoder = encoder
        self._leaning = leaning.row()
        self._head = head()
        self._danger = Danger()

    def feel(self, text: str) -> Feeling:
        """The likeliest mood leads; 0.1 ms beside the encoder's work, which the matcher needs as well."""
        text = told_apart(text)
        said = plain(text)
        if not said:
            return Feeling({**dict.fromkeys(EMOTIONS, 0.0), "calm": 1.0}, "calm", 0.0, ())
        meaning = meanings(self._encoder, [text])[0]
        words = self._head.words(text)
        over = self._danger.over(meaning, *words)
        told = danger(said) if over > NEVER else ""
        heard = signals(said, told or (said if over > 0 and self._is_more_than_a_wish(said) else ""))
        feeling = felt(said, self._head.log_odds(text, meaning, words) + self._leaning, heard)
        if feeling.emotion == "calm" or feeling.emotion in mood_words(said):
            return feeling
        # No word list told of it: the words that weighed most are the nearest to a reason there is.
        telling = ", ".join(f"“{word}”" for word in self._head.telling(text, feeling.emotion))
        first, *rest = feeling.reasons
        return replace(feeling, reasons=(f"{first}: {telling}" if telling else first, *rest))

    def _is_more_than_a_wish(self, said: str) -> bool:
        """Whether danger is heard without the wish for a person too: "a living human, please" is near to it."""
        wished = wish(said)
        if not wished:
            return True
        rest = said.replace(wished, " ").strip()
        return (
            bool(rest) and self._danger.over(meanings(self._encoder, [rest])[0], *self._head.words(rest)) > 0
        )


def felt(said: str, log_odds: Floats, heard: tuple[Signal, ...]) -> Feeling:
    """The head's opinion of a plain text and what its words say, as one feeling."""
    words = mood_words(said)
    raw = probabilities(log_odds + _shift(words))
    emotions = {mood: max(one, words.get(mood, UNHEARD)[0] / 2) for mood, one in raw.items()}
    emotion = max(emotions, key=lambda mood: emotions[mood])
    if emotions[emotion] < UNSURE and emotion not in words:
        emotion = "calm"
    strength = 0.0 if emotion == "calm" else max(emotions[emotion], words.get(emotion, UNHEARD)[0])
    if strength:
        strength = min(1.0, strength + sum(STRONGER.get(one.name, 0.0) for one in heard))
    rounded = {mood: round(one, 4) for mood, one in emotions.items()}
    return Feeling(rounded, emotion, round(strength, 4), heard, _reasons(emotions, emotion, words))


def _shift(words: Mapping[str, tuple[float, str]]) -> Floats:
    shift = np.array([WORD_SAYS if mood in words else 0.0 for mood in EMOTIONS], dtype=np.float32)
    if words:
        shift[EMOTIONS.index("calm")] = -WORD_SAYS
    return shift


def _reasons(
    emotions: Mapping[str, float], leading: str, words: Mapping[str, tuple[float, str]]
) -> tuple[str, ...]:
    """The leading mood with its probability, and each mood that has a word; nothing for a calm text without."""
    told = [mood for mood in EMOTIONS if mood in words or (mood == leading and mood != "calm")]
    quoted = {mood: f": “{words[mood][1]}”" for mood in words}
    in_order = sorted(told, key=lambda mood: -emotions[mood])
    return tuple(f"{mood} {emotions[mood]:.2f}{quoted.get(mood, '')}" for mood in in_order)
