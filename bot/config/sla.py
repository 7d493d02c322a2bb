"""What `sla` may say: how long each clock may run, when to warn, what follows a breach."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from bot.config.fields import Id, Minutes, one_or_many, unlike
from bot.config.row import Row
from routing.targets import Breach

#: What follows a breach: one word, several, or `[]` for nothing.
Breaches = Annotated[tuple[Breach, ...], BeforeValidator(one_or_many), AfterValidator(unlike)]
Percent = Annotated[int, Field(gt=0, le=100)]


class Targets(Row):
    """What is promised at one priority, in business minutes; None is not promised."""

    first_word_minutes: Minutes
    next_word_minutes: Minutes
    resolution_minutes: Minutes | None = None
    line_minutes: Minutes | None = None


class TargetsP1(Targets):
    """A quarter of an hour, then every hour, unless told otherwise."""

    first_word_minutes: Minutes = 15
    next_word_minutes: Minutes = 60


class TargetsP2(Targets):
    """Half an hour, then every two hours, unless told otherwise."""

    first_word_minutes: Minutes = 30
    next_word_minutes: Minutes = 120


class TargetsP3(Targets):
    """An hour, then every four hours, unless told otherwise."""

    first_word_minutes: Minutes = 60
    next_word_minutes: Minutes = 240


class TargetsP4(Targets):
    """Four hours, then every eight, unless told otherwise."""

    first_word_minutes: Minutes = 240
    next_word_minutes: Minutes = 480


class OwnTargets(Row):
    """What a line or a queue promises otherwise than the desk."""

    first_word_minutes: Minutes | None = None
    next_word_minutes: Minutes | None = None
    resolution_minutes: Minutes | None = None
    line_minutes: Minutes | None = None


class OwnSlaRow(Row):
    """A line or a queue of its own mind; what is left out is as around it."""

    P1: OwnTargets = OwnTargets()
    P2: OwnTargets = OwnTargets()
    P3: OwnTargets = OwnTargets()
    P4: OwnTargets = OwnTargets()
    warn_percent: Percent | None = None
    breach: Breaches | None = None


class SlaRow(Row):
    """What is promised, by priority; P1 is the most urgent."""

    P1: TargetsP1 = TargetsP1()
    P2: TargetsP2 = TargetsP2()
    P3: TargetsP3 = TargetsP3()
    P4: TargetsP4 = TargetsP4()
    warn_percent: Percent = 80
    breach: Breaches = (Breach.TELL_LEAD,)
    lines: dict[Id, OwnSlaRow] = Field(default={})
    queues: dict[Id, OwnSlaRow] = Field(default={})
    consult_minutes: Minutes = 60
