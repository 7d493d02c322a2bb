"""Buttons that many letters of the desk have."""

from bot.presses import data
from bot.texts.catalogue import Words
from storage.letters import Button


def never_mind(words: Words) -> Button:
    """Under a prompt: nothing is to be written after all."""
    return Button(text=words.say("Never mind"), data=data("drop"))
