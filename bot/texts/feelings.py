"""Moods and signals in the reader's language."""

from bot.texts.catalogue import Words


def mood_name(words: Words, emotion: str) -> str:
    """A mood in the reader's language."""
    names = {
        "confused": words.say("confused"),
        "anxious": words.say("anxious"),
        "frustrated": words.say("frustrated"),
        "angry": words.say("angry"),
        "distressed": words.say("distressed"),
        "positive": words.say("glad"),
    }
    return names.get(emotion, words.say("calm"))


def signal_name(words: Words, name: str) -> str:
    """What was heard, in the reader's language."""
    names = {
        "danger_to_life": words.say("danger to life"),
        "security": words.say("security"),
        "data_loss": words.say("lost data"),
        "outage": words.say("many are cut off"),
        "legal_threat": words.say("speaks of a court"),
        "claim": words.say("claim"),
        "churn_threat": words.say("speaks of leaving"),
        "abuse": words.say("insults"),
        "profanity": words.say("swearing"),
        "repeat_contact": words.say("not the first time"),
        "asks_human": words.say("asked for a person"),
        "exclamations": words.say("exclamation marks"),
        "worsening": words.say("the mood gets worse"),
    }
    return names.get(name, name)
