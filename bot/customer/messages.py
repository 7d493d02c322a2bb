"""What customers write and send, of any kind; their edits; that they left or came back."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ContentType
from aiogram.types import ChatMemberUpdated, Message, User

from bot.actions import customers, hearing, relaying
from bot.actions.scene import Scene
from bot.customer.said import said, sender

#: What Telegram tells of the chat itself, or of money and gifts: nobody said anything to us.
_OF_THE_CHAT = {
    ContentType.PINNED_MESSAGE,
    ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
    ContentType.CHAT_BACKGROUND_SET,
    ContentType.WRITE_ACCESS_ALLOWED,
    ContentType.FORUM_TOPIC_CREATED,
    ContentType.FORUM_TOPIC_EDITED,
    ContentType.GIFT,
    ContentType.UNIQUE_GIFT,
}


def router() -> Router:
    """A router of its own for each dispatcher."""
    messages = Router(name="messages")
    messages.message.register(came, ~F.content_type.in_(_OF_THE_CHAT))
    messages.edited_message.register(edited)
    messages.my_chat_member.register(left_or_back)
    return messages


async def came(message: Message, event_from_user: User, scene: Scene) -> None:
    """Anything that is not a command."""
    customer = await customers.known(scene, sender(event_from_user))
    words = said(message, scene.now)
    await hearing.said(scene, customer, words)
    await relaying.warn_of_size(scene, customer, words)


async def edited(message: Message, event_from_user: User, scene: Scene) -> None:
    """The customer changed a message."""
    customer = await customers.known(scene, sender(event_from_user))
    await hearing.reworded(scene, customer, said(message, scene.now))


async def left_or_back(event: ChatMemberUpdated, scene: Scene) -> None:
    """In a private chat this means that the customer blocked the bot or unblocked it."""
    gone = event.new_chat_member.status == ChatMemberStatus.KICKED
    await customers.blocked(scene, event.chat.id, scene.now if gone else None)
