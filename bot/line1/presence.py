"""When line 1 speaks again to somebody whose life may be in danger, while people have the talk. Pure."""

from datetime import timedelta

#: After so much silence any words of theirs get the help line again.
LONG = timedelta(minutes=10)
#: Plain words of danger or a question get it sooner; the pieces of one thought, written at once, get it once.
SHORT = timedelta(minutes=1)


def speaks_again(silent_for: timedelta, *, pressing: bool, person_spoke: bool) -> bool:
    """Whether the help line and the time of the next word are told again.

    `silent_for` since our last word, which a person said if `person_spoke`: no machine talks over them.
    `pressing`: they speak of danger again, or ask something ("are you there?").
    """
    return silent_for >= (SHORT if pressing and not person_spoke else LONG)
