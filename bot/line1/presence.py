"""When line 1 speaks again to somebody whose life may be in danger, while people have the talk. Pure."""

from datetime import timedelta

#: After so much silence any words of theirs get the help line again.
LONG = timedelta(minutes=10)
#: Plain words of danger get it sooner; the pieces of one thought, written at once, get it once.
SHORT = timedelta(minutes=1)


def speaks_again(silent_for: timedelta, *, danger: bool, person_spoke: bool) -> bool:
    """Whether the help line and the time of the next word are told again.

    `silent_for` since our last word, which a person said if `person_spoke`: no machine talks over them.
    """
    return silent_for >= (SHORT if danger and not person_spoke else LONG)
