"""The course of a customer's mood: re-read on each message, smoothed, worsening noticed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: How far each mood at full strength is from calm, 0..1; our own scale.
WEIGHT = {"confused": 0.3, "anxious": 0.5, "frustrated": 0.6, "angry": 0.9, "distressed": 1.0}
#: Share of the way from the level so far to the new mood: people are hurt faster than they calm down.
RISES, CALMS = 0.6, 0.4
#: A level from which "rising again" needs a person, and from which a conversation counts as troubled.
TROUBLED = 0.45
#: Moods whose rising a bot should not try to mend.
_RISING = frozenset({"frustrated", "angry", "distressed"})
#: Moods shown on a card.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """How the customer sounded in one turn, and the smoothed level 0 (calm) to 1 after it."""

    emotion: str
    intensity: float
    level: float


def after(course: Sequence[Reading], emotion: str, intensity: float) -> Reading:
    """The next reading of the course (oldest first)."""
    weight = WEIGHT.get(emotion, 0.0) * intensity
    before = course[-1].level if course else 0.0
    share = RISES if weight > before else CALMS
    return Reading(emotion, intensity, round(before + share * (weight - before), 4))


def worsens(course: Sequence[Reading]) -> bool:
    """Whether the last two readings both rose, to a level that needs a person."""
    if len(course) < 2 or course[-1].emotion not in _RISING:
        return False
    levels = [0.0, *(one.level for one in course)][-3:]
    return levels[0] < levels[1] < levels[2] and levels[2] >= TROUBLED


def calmer(course: Sequence[Reading]) -> bool | None:
    """Whether a conversation ended calmer than its worst beginning (K.7); None when it never was troubled."""
    if not course or max(one.level for one in course) < TROUBLED:
        return None
    return course[-1].level < course[0].level or course[-1].level < TROUBLED


@dataclass(frozen=True, slots=True)
class Calmed:
    """Conversations of a period, those that were troubled, and of these those that ended calmer (K.7)."""

    conversations: int = 0
    troubled: int = 0
    calmer: int = 0

    @property
    def share(self) -> float | None:
        """0..1 of the troubled ones; None when there were none."""
        return self.calmer / self.troubled if self.troubled else None

    def and_one(self, course: Sequence[Reading]) -> "Calmed":
        """One conversation more."""
        ended = calmer(course)
        return Calmed(
            self.conversations + 1, self.troubled + (ended is not None), self.calmer + (ended is True)
        )


def course_of(said: Iterable[tuple[str, float]]) -> list[Reading]:
    """The course of emotions with their intensities, the oldest first, as if heard anew."""
    course = list[Reading]()
    for emotion, intensity in said:
        course.append(after(course, emotion, intensity))
    return course


def shown(course: Sequence[Reading]) -> tuple[str, ...]:
    """The moods in their order, each once in a row, the last few."""
    moods = [one.emotion for one in course]
    changes = [mood for at, mood in enumerate(moods) if at == 0 or mood != moods[at - 1]]
    return tuple(changes[-SHOWN:])
