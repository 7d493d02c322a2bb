"""What a bot asks about itself and its chats."""

from typing import Any

from playground.calls import Call
from playground.refusal import bad_request
from playground.world import World

Json = dict[str, Any]
GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
)  # fmt: skip


def get_me(_: World, call: Call) -> Json:
    """GetMe."""
    return call.bot.as_user() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": call.bot.topics,
        "allows_users_to_create_topics": False,
    }


def get_chat(world: World, call: Call) -> Json:
    """GetChat; also of somebody who blocked the bot, as in Telegram."""
    chat = world.chats.get((call.bot.id, call.params["chat_id"]))
    if chat is None or not chat.opened:
        raise bad_request("chat not found")
    return chat.person.as_chat() | {
        "accent_color_id": chat.person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, True),
    }


def set_name(_: World, call: Call) -> bool:
    """SetMyName; people see it from the next message on."""
    call.bot.settings["name"] = call.params.get("name")
    return True


def agree(_: World, __: Call) -> bool:
    """For calls whose effect nobody sees here."""
    return True


METHODS = {
    "getMe": get_me,
    "getChat": get_chat,
    "setMyName": set_name,
    "setMyDescription": agree,
    "setMyShortDescription": agree,
    "setChatMenuButton": agree,
    "pinChatMessage": agree,
    "unpinChatMessage": agree,
    "logOut": agree,
    "close": agree,
}
