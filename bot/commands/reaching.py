"""How a desk is reached, watched and kept tidy, as config and environment say."""

from collections.abc import Iterator
from datetime import timedelta

import aiohttp

from bot.app import Outside, utc_now
from bot.config import Config
from bot.delivery.channels import EmailChannel, MailServer, WebhookChannel
from bot.delivery.forwarding import Forwarder
from bot.delivery.housekeeping import Ages
from bot.delivery.limits import Limits
from bot.environment import Environment
from bot.texts import alarms
from bot.texts.catalogue import Words
from bot.vitals import Trouble


def outside_of(config: Config, environment: Environment, session: aiohttp.ClientSession) -> Outside:
    """Webhooks or polling, limits, ages, alarms."""
    kept = config.privacy
    return Outside(
        http=environment.http,
        webhook=environment.webhook,
        limits=Limits() if environment.limited else None,
        ages=Ages(
            updates=timedelta(days=kept.updates_days),
            letters=timedelta(days=kept.letters_days),
            files=timedelta(days=kept.files_days),
            clicks=timedelta(days=kept.clicks_days),
        ),
        disk_budget=config.integrations.alarm.disk_free_mb * 1_000_000,
        channels=tuple(_channels(config, environment, session)),
        forward=_forwarder(config, environment, session),
    )


def _forwarder(config: Config, environment: Environment, session: aiohttp.ClientSession) -> Forwarder:
    """To other departments; mail goes over the server of the alarms."""
    mail = config.integrations.alarm.email
    if mail is None:
        return Forwarder(session, config.desk.name)
    server = MailServer(mail.host, mail.port, mail.tls, mail.user, environment.smtp_password)
    return Forwarder(session, config.desk.name, server, mail.sender)


def _channels(
    config: Config, environment: Environment, session: aiohttp.ClientSession
) -> Iterator[WebhookChannel | EmailChannel]:
    alarm, desk = config.integrations.alarm, config.desk.name
    words = Words(config.desk.languages[0], config.desk.timezone)

    def say(trouble: Trouble, over: bool) -> str:
        return str(alarms.alarm(words, trouble, utc_now(), over=over).unescape())

    if alarm.webhook:
        yield WebhookChannel(session, alarm.webhook, desk, say)
    if mail := alarm.email:
        server = MailServer(mail.host, mail.port, mail.tls, mail.user, environment.smtp_password)
        yield EmailChannel(server, mail.sender, mail.to, desk, say)
