"""A customer's words go to another department, by mail or to its webhook."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from email.message import EmailMessage

import aiosmtplib
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.actions.redirecting import Forward
from bot.delivery.channels import PATIENCE, MailServer

#: Sends it; what went wrong comes back, None when it is there. It may be called again for the same ticket.
Send = Callable[[Forward], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Forwarder:
    """Sends from the desk; without a mail server only webhooks are reached."""

    session: ClientSession
    desk: str
    server: MailServer | None = None
    sender: str = ""

    async def __call__(self, forward: Forward) -> str | None:
        """See Send."""
        try:
            if forward.outside.email:
                await self._mail(forward, forward.outside.email)
            if forward.outside.webhook:
                await self._post(forward, forward.outside.webhook)
        except (aiosmtplib.SMTPException, ClientError, OSError, TimeoutError) as error:
            return type(error).__name__  # its text may hold an address with a key
        return None

    async def _mail(self, forward: Forward, to: str) -> None:
        server = self.server
        if server is None:
            raise aiosmtplib.SMTPException("no mail server")
        mail = EmailMessage()
        mail["From"], mail["To"] = self.sender, to
        mail["Subject"] = " ".join(f"{self.desk} #{forward.ticket_id}: {forward.subject}".split())
        mail["Message-ID"] = f"<ticket-{forward.ticket_id}@{self.sender.rpartition('@')[2]}>"
        mail.set_content(f"{forward.customer}\n\n{forward.text}\n")
        await server.send(mail)

    async def _post(self, forward: Forward, address: str) -> None:
        told = {**asdict(forward), "desk": self.desk, "ticket": forward.ticket_id}
        for inner in ("outside", "ticket_id", "subject"):
            del told[inner]
        timeout = ClientTimeout(total=PATIENCE)
        async with self.session.post(address, json=told, timeout=timeout) as answer:
            answer.raise_for_status()
