"""What line 1 says to somebody whose life may be in danger. Read aloud before changing a word."""

from datetime import datetime

from markupsafe import Markup

from bot.texts.catalogue import Words
from storage.letters import Text


def crisis(words: Words, help_line: str, by: Markup | None = None) -> Text:
    """Danger to life: help first, and that a person is called; `by` when, if nothing else says so."""
    html = words.say(
        "If you are in danger or thinking of harming yourself, please call now: {help_line}. "
        "I am calling a person here as well. Stay with me, write anything.",
        help_line=help_line,
    )
    if by:
        html = words.say("{told} A person answers here {by}.", told=html, by=by)
    return Text(html=html)


def still_here(words: Words, help_line: str, due: datetime, now: datetime) -> Text:
    """To somebody in danger who writes on: the same in short."""
    return Text(
        html=words.say(
            "I read you. If it is dangerous now, please call {help_line}. A person answers here {by}. "
            "Write on.",
            help_line=help_line,
            by=words.by(due, now),
        )
    )


def late_in_danger(words: Words, help_line: str, due: datetime, now: datetime) -> Text:
    """To somebody in danger whom nobody has written to in time."""
    return Text(
        html=words.say(
            "Nobody has written to you yet, and I am calling our people again: a person answers here {by}. "
            "If it is dangerous now, do not wait, please call {help_line}.",
            help_line=help_line,
            by=words.by(due, now),
        )
    )
