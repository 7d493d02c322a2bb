"""Where a bot's updates go when it does not poll."""

import re
from typing import Any

from playground.calls import Call
from playground.refusal import bad_request
from playground.updates import Webhook
from playground.world import World

Json = dict[str, Any]
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def set_webhook(_: World, call: Call) -> bool:
    """SetWebhook; what already waits is delivered at once. An empty address takes the webhook away."""
    url = call.params.get("url", "")
    if not url:
        return delete_webhook(_, call)
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.params.get("secret_token")
    if secret is not None and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _drop_if_wanted(call)
    call.bot.updates.allow(call.params.get("allowed_updates"))
    call.bot.updates.go_to(Webhook(url, secret, call.params.get("max_connections", 40)))
    return True


def delete_webhook(_: World, call: Call) -> bool:
    """DeleteWebhook; what was not delivered waits for polling."""
    _drop_if_wanted(call)
    call.bot.updates.webhook = None
    return True


def get_webhook(_: World, call: Call) -> Json:
    """GetWebhookInfo, with the last failure if there was one."""
    webhook = call.bot.updates.webhook
    told = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": call.bot.updates.count,
    }
    if webhook is None:
        return told
    return told | {"max_connections": webhook.max_connections} | webhook.last_error


def _drop_if_wanted(call: Call) -> None:
    if call.params.get("drop_pending_updates"):
        call.bot.updates.forget()


METHODS = {"setWebhook": set_webhook, "deleteWebhook": delete_webhook, "getWebhookInfo": get_webhook}
