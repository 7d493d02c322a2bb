"""Texts: sent, edited, deleted, copied, forwarded, reacted to."""

from typing import Any

from playground.calls import Call
from playground.chats import Chat, Message
from playground.outgoing import caption_of, markup_of, send, text_of
from playground.refusal import bad_request
from playground.world import World

Json = dict[str, Any]
DELETABLE_SECONDS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def send_message(world: World, call: Call) -> Json:
    """SendMessage."""
    return send(world, call, text_of(call.params)).as_json()


def send_draft(world: World, call: Call) -> bool:
    """The text a bot is still writing; it is shown until its next message."""
    chat = world.chat_of(call.bot, call.params["chat_id"])
    text = text_of(call.params)["text"] if call.params.get("text") else ""
    chat.drafts = {call.params["draft_id"]: text}
    world.show(chat, "draft", {"id": call.params["draft_id"], "text": text})
    return True


def edit_text(world: World, call: Call) -> Json:
    """EditMessageText."""
    fields = text_of(call.params)
    message = editable(world, call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return change(world, call, message, _without(message.content, "text", "entities") | fields)


def edit_caption(world: World, call: Call) -> Json:
    """EditMessageCaption."""
    fields = caption_of(call.params)
    message = editable(world, call)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return change(world, call, message, _without(message.content, "caption", "caption_entities") | fields)


def edit_markup(world: World, call: Call) -> Json:
    """EditMessageReplyMarkup."""
    message = editable(world, call)
    return change(world, call, message, message.content)


def editable(world: World, call: Call) -> Message:
    """The bot's own message that the call names, still there."""
    chat = world.chat_of(call.bot, call.params.get("chat_id"))
    message = chat.find(call.params.get("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return message


def change(world: World, call: Call, message: Message, content: Json) -> Json:
    """Give a message its new content and buttons; no buttons in the call takes them away, as in Telegram."""
    markup = markup_of(call.params)
    if content == message.content and markup.get("inline_keyboard", []) == _buttons(message):
        raise bad_request(NOT_MODIFIED)
    world.edit(message, content, markup)
    return message.as_json()


def _buttons(message: Message) -> list[Any]:
    return list(message.markup.get("inline_keyboard", []))


def _without(content: Json, *names: str) -> Json:
    return {name: value for name, value in content.items() if name not in names}


def delete(world: World, call: Call) -> bool:
    """DeleteMessage; a 400 if it is gone or older than 48 hours."""
    message = world.chat_of(call.bot, call.params["chat_id"]).find(call.params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if world.now().timestamp() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted")
    world.delete(message)
    return True


def delete_many(world: World, call: Call) -> bool:
    """DeleteMessages; those that are not there are passed over."""
    chat = world.chat_of(call.bot, call.params["chat_id"])
    for message_id in call.params["message_ids"]:
        if message := chat.find(message_id):
            world.delete(message)
    return True


def copy(world: World, call: Call) -> Json:
    """CopyMessage; a caption in the call replaces the old one."""
    source = _source(world, call, "message to copy not found")
    content = _without(source.content, "forward_origin", "media_group_id")
    if "caption" in call.params and source.file is not None:
        content = _without(content, "caption", "caption_entities") | caption_of(call.params)
    return {"message_id": send(world, call, content, source.file).id}


def forward(world: World, call: Call) -> Json:
    """ForwardMessage, with the writer's name on it."""
    source = _source(world, call, "message to forward not found")
    origin = {"type": "user", "sender_user": source.sender.as_user(), "date": source.date}
    return send(world, call, {"forward_origin": origin} | source.content, source.file).as_json()


def _source(world: World, call: Call, missing: str) -> Message:
    chat = world.chats.get((call.bot.id, call.params["from_chat_id"]))
    message = chat.find(call.params["message_id"]) if isinstance(chat, Chat) else None
    if message is None:
        raise bad_request(missing)
    return message


def react(world: World, call: Call) -> bool:
    """SetMessageReaction; a bot may leave one emoji, none takes it back."""
    chat = world.chat_of(call.bot, call.params["chat_id"])
    message = chat.find(call.params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = call.params.get("reaction") or []
    if len(reactions) > 1 or any(reaction["type"] != "emoji" for reaction in reactions):
        raise bad_request("REACTIONS_TOO_MANY")
    message.reaction = reactions[0]["emoji"] if reactions else None
    world.show(chat, "reaction", {"id": message.id, "emoji": message.reaction})
    return True


METHODS = {
    "sendMessage": send_message,
    "sendMessageDraft": send_draft,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete,
    "deleteMessages": delete_many,
    "copyMessage": copy,
    "forwardMessage": forward,
    "setMessageReaction": react,
}
