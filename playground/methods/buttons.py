"""What a bot does around messages: answers to taps, commands, "typing"."""

from typing import Any

from playground.calls import Call
from playground.outgoing import thread_of
from playground.refusal import bad_request
from playground.world import World

Json = dict[str, Any]
ANSWER_LIMIT = 200


def answer_tap(world: World, call: Call) -> bool:
    """AnswerCallbackQuery; a 400 for a tap that is too old or was never made."""
    tap = world.taps.get(call.params["callback_query_id"])
    if tap is None or tap.chat.bot is not call.bot or world.tick() - tap.at > world.tap_seconds:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call.params.get("text") or "") > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = {name: call.params.get(name) for name in ("text", "show_alert", "url")}
    world.show(tap.chat, "answer", {"tap": tap.id, **tap.answer})
    return True


def set_commands(world: World, call: Call) -> bool:
    """SetMyCommands, for a scope and a language."""
    call.bot.commands[_place(call.params)] = call.params["commands"]
    _show_commands(world, call)
    return True


def delete_commands(world: World, call: Call) -> bool:
    """DeleteMyCommands, for a scope and a language."""
    call.bot.commands.pop(_place(call.params), None)
    _show_commands(world, call)
    return True


def get_commands(_: World, call: Call) -> list[Json]:
    """GetMyCommands; exactly those of this scope and language."""
    return call.bot.commands.get(_place(call.params), [])


def _place(params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    key = ":".join(str(value) for _, value in sorted(scope.items()))
    return key, params.get("language_code") or ""


def _show_commands(world: World, call: Call) -> None:
    for chat in world.chats.values():
        if chat.bot is call.bot:
            world.show(chat, "commands", {})


def chat_action(world: World, call: Call) -> bool:
    """SendChatAction: "typing" and its like; it ends with the bot's next message."""
    chat = world.chat_of(call.bot, call.params["chat_id"])
    thread_of(chat, call.params)
    chat.typing = call.params["action"]
    world.show(chat, "typing", {"action": chat.typing})
    return True


METHODS = {
    "answerCallbackQuery": answer_tap,
    "setMyCommands": set_commands,
    "deleteMyCommands": delete_commands,
    "getMyCommands": get_commands,
    "sendChatAction": chat_action,
}
