"""What each mood and signal asks of line 1, until the desk says otherwise (PEERS, triage policy)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from routing.priority import URGENCY, Urgency


class Knowledge(StrEnum):
    """How far the knowledge base is tried before people."""

    FULL = "full"  #: answers, suggestions, one request to rephrase
    ANSWERS = "answers"  #: a sure answer only; a menu would make it worse
    NONE = "none"  #: a person at once


class Tell(StrEnum):
    """Who hears of it at once, besides those who may take the ticket."""

    NOBODY = "nobody"
    LEAD = "lead"
    EVERYONE = "everyone"  #: all who serve the queue and its leads, away or not


_WIDER, _STRICTER = list(Tell), list(Knowledge)


@dataclass(frozen=True, slots=True)
class Course:
    """What to do about one mood or signal; `first` is the desk's own first words, by language.

    `queue` is where such matters go whatever they are about; `rate` whether a rating is asked in the end.
    """

    knowledge: Knowledge = Knowledge.FULL
    urgency: Urgency | None = None
    tell: Tell = Tell.NOBODY
    rate: bool = True
    queue: str | None = None
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def along(self, other: "Course") -> "Course":
        """Both at once: the stricter, the wider; the first of two queues."""
        return Course(
            max(self.knowledge, other.knowledge, key=_STRICTER.index),
            self.urgency or other.urgency,
            max(self.tell, other.tell, key=_WIDER.index),
            self.rate and other.rate,
            self.queue or other.queue,
            self.first or other.first,
        )


#: Never changed by a config: help first, people at once, no rating, no automatic closing.
DANGER = Course(Knowledge.NONE, Urgency(at_least=1), Tell.EVERYONE, rate=False)
#: By emotion and by signal; those that are not named ask for nothing.
DEFAULTS: Mapping[str, Course] = MappingProxyType(
    {
        "angry": Course(Knowledge.ANSWERS, URGENCY["angry"]),
        "distressed": Course(Knowledge.NONE, URGENCY["distressed"], rate=False),
        "danger_to_life": DANGER,
        "security": Course(Knowledge.ANSWERS, URGENCY["security"], Tell.LEAD),
        "data_loss": Course(Knowledge.ANSWERS, URGENCY["data_loss"]),
        "outage": Course(Knowledge.ANSWERS, URGENCY["outage"], Tell.LEAD),
        "legal_threat": Course(Knowledge.NONE, URGENCY["legal_threat"], Tell.LEAD),
        "claim": Course(Knowledge.NONE, URGENCY["claim"], Tell.LEAD),
        "churn_threat": Course(Knowledge.NONE, tell=Tell.LEAD),
        "abuse": Course(Knowledge.ANSWERS),
        "asks_human": Course(Knowledge.NONE),
    }
)
#: Told in place of a help line when the config names none: the emergency number of Russia and the EU.
EMERGENCY = "112"
#: Moods and signals to which an exclamation mark or a smiley is an insult.
UPSET = frozenset(
    {"angry", "frustrated", "distressed", "anxious", "abuse", "legal_threat", "claim", "churn_threat"}
)
#: Signals after which line 1 neither promises nor admits anything: people speak (PEERS).
THREATS = ("legal_threat", "claim", "churn_threat")


@dataclass(frozen=True, slots=True)
class Policy:
    """The desk's courses by emotion and signal."""

    courses: Mapping[str, Course] = field(default_factory=lambda: DEFAULTS)

    def course(self, emotion: str, signals: Collection[str]) -> Course:
        """What mood and signals ask for together; a signal's queue and words come before a mood's."""
        whole = Course()
        for name in (*signals, emotion):
            whole = whole.along(self.courses.get(name, Course()))
        return whole

    @property
    def urgency(self) -> Mapping[str, Urgency]:
        """How each mood and signal moves the priority."""
        return {name: one.urgency for name, one in self.courses.items() if one.urgency}

    def own_words(self, names: Collection[str], language: str) -> tuple[str, ...]:
        """The desk's own first words for the first of these moods and signals that has any."""
        told = (self.courses[name].first.get(language, ()) for name in names if name in self.courses)
        return next((words for words in told if words), ())
