"""The Bot API's methods, a file a subject."""

from collections.abc import Callable, Mapping
from typing import Any

from playground.calls import Call
from playground.methods import bot, buttons, media, messages, topics, webhooks
from playground.world import World

Method = Callable[[World, Call], Any]
METHODS: Mapping[str, Method] = {
    **messages.METHODS,
    **media.METHODS,
    **buttons.METHODS,
    **topics.METHODS,
    **webhooks.METHODS,
    **bot.METHODS,
}
