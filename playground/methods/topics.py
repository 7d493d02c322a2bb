"""Threads of a private chat, one per matter."""

from typing import Any

from playground.calls import Call
from playground.chats import Chat, Topic
from playground.refusal import bad_request
from playground.world import World

Json = dict[str, Any]
NAME_LIMIT = 128
BLUE = 0x6FB9F0


def create(world: World, call: Call) -> Json:
    """CreateForumTopic; a 400 if the bot's topics are switched off. A long name is cut, as Telegram does."""
    chat = world.chat_of(call.bot, call.params["chat_id"])
    if not call.bot.topics:
        raise bad_request("the chat is not a forum")
    icon = call.params.get("icon_custom_emoji_id")
    topic = Topic(next(world.message_ids), _name(call), call.params.get("icon_color", BLUE), icon)
    chat.topics[topic.id] = topic
    world.show_topics(chat)
    told = {"forum_topic_created": {"name": topic.name, "icon_color": topic.icon_color}}
    world.post(chat, call.bot, told, thread=topic.id)
    return topic.as_json()


def edit(world: World, call: Call) -> bool:
    """EditForumTopic; a 400 if nothing is different."""
    chat, topic = _topic(world, call)
    name = _name(call) if call.params.get("name") else topic.name
    icon = call.params.get("icon_custom_emoji_id", topic.icon_custom_emoji_id)
    if (name, icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, icon
    world.show_topics(chat)
    world.post(chat, call.bot, {"forum_topic_edited": {"name": name}}, thread=topic.id)
    return True


def delete(world: World, call: Call) -> bool:
    """DeleteForumTopic, with all its messages."""
    chat, topic = _topic(world, call)
    world.delete_topic(chat, topic.id)
    return True


def _topic(world: World, call: Call) -> tuple[Chat, Topic]:
    chat = world.chat_of(call.bot, call.params["chat_id"])
    topic = chat.topics.get(call.params["message_thread_id"])
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _name(call: Call) -> str:
    name = str(call.params["name"]).strip()[:NAME_LIMIT]
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    return name


METHODS = {"createForumTopic": create, "editForumTopic": edit, "deleteForumTopic": delete}
