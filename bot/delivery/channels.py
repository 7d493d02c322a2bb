"""Alarms beside Telegram: a webhook and e-mail."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

import aiosmtplib
from aiohttp import ClientSession, ClientTimeout
from pydantic import SecretStr

from bot.vitals import Trouble

#: Seconds a receiver of alarms may take.
PATIENCE = 15
Say = Callable[[Trouble, bool], str]


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """POSTs `{desk, trouble, about, over, text}` to an address; what answers below 400 has heard it."""

    session: ClientSession
    address: str = field(repr=False)  # such addresses often hold a key
    desk: str
    say: Say

    async def ring(self, trouble: Trouble, *, over: bool) -> None:
        """See Channel."""
        told = {
            "desk": self.desk,
            "trouble": trouble.name,
            "about": trouble.about,
            "over": over,
            "text": self.say(trouble, over),
        }
        timeout = ClientTimeout(total=PATIENCE)
        async with self.session.post(self.address, json=told, timeout=timeout) as answer:
            answer.raise_for_status()


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail leaves; `tls` is starttls, tls or none."""

    host: str
    port: int = 587
    tls: str = "starttls"
    user: str | None = None
    password: SecretStr | None = None

    async def send(self, mail: EmailMessage) -> None:
        """Hand the mail to the server; SMTPException, OSError or TimeoutError when it will not have it."""
        await aiosmtplib.send(
            mail,
            hostname=self.host,
            port=self.port,
            use_tls=self.tls == "tls",
            start_tls=self.tls == "starttls",
            username=self.user,
            password=self.password.get_secret_value() if self.password else None,
            timeout=PATIENCE,
        )


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """Writes a mail to each address."""

    server: MailServer
    sender: str
    to: tuple[str, ...]
    desk: str
    say: Say

    async def ring(self, trouble: Trouble, *, over: bool) -> None:
        """See Channel."""
        text = self.say(trouble, over)
        mail = EmailMessage()
        mail["From"], mail["To"] = self.sender, ", ".join(self.to)
        mail["Subject"] = f"{self.desk}: {text.splitlines()[0]}"
        mail.set_content(text)
        await self.server.send(mail)
