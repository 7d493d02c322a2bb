"""A word on an answer ("it didn't help") is heard as that word and as no mood. Pure."""

from dataclasses import replace

from bot.line1.phrases import asks_for_help, says_no
from bot.line1.signals import plain
from bot.line1.triage import Feeling, mood_words


def unmoved(feeling: Feeling, text: str) -> Feeling:
    """The feeling of such words alone: calm, unless a word of theirs names another mood ("опять")."""
    if not (says_no(text) or asks_for_help(text)):
        return feeling
    named = set(mood_words(plain(text))) - {"positive"}
    if feeling.emotion == "calm" or feeling.emotion in named:
        return feeling
    return replace(feeling, emotion="calm", intensity=0.0, reasons=())
