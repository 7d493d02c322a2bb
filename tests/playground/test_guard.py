import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from playground.door import ChatDoor
from playground.guard import TOKEN_HEADER
from playground.server import Playground, start
from tests.playground.bots import BOTS


@pytest.fixture
async def http(telegram: Playground) -> AsyncIterator[ClientSession]:
    async with ClientSession(telegram.url) as session:
        yield session


@pytest.fixture
def token(telegram: Playground) -> dict[str, str]:
    return {TOKEN_HEADER: telegram.token}


def foreign(telegram: Playground) -> list[dict[str, str]]:
    port = telegram.url.rsplit(":", 1)[1]
    return [
        {"Host": f"evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.example"},
        {"Origin": f"http://127.0.0.1:{int(port) - 1}"},
        {"Origin": f"https://127.0.0.1:{port}"},
        {"Origin": f"http://localhost:{port}.evil.example"},
        {"Origin": "null"},
    ]


@pytest.mark.parametrize("path", ["/", "/page/index.html", "/user/people", "/user/all"])
async def test_another_page_is_refused(
    http: ClientSession, telegram: Playground, token: dict[str, str], path: str
) -> None:
    for headers in foreign(telegram):
        async with http.get(path, headers=token | headers) as answer:
            assert answer.status == 403, headers
            assert telegram.token not in await answer.text()


async def test_another_page_cannot_act(
    http: ClientSession, telegram: Playground, token: dict[str, str], anna: ChatDoor
) -> None:
    path = f"/user/{anna.id}/acme_help_bot/say"
    for headers in [*[token | one for one in foreign(telegram)], {}, {TOKEN_HEADER: "guessed"}]:
        async with http.post(path, json={"text": "stolen"}, headers=headers) as answer:
            assert answer.status == 403
    # What a form of another page can send without asking first.
    async with http.post(path, data={"text": "stolen"}) as answer:
        assert answer.status == 403
    assert [message.text for message in anna.messages] == ["/start"]


async def test_events_are_for_the_own_page_only(
    http: ClientSession, telegram: Playground, token: dict[str, str]
) -> None:
    for headers in [*[token | one for one in foreign(telegram)], {}, {TOKEN_HEADER: "guessed"}]:
        with pytest.raises(WSServerHandshakeError) as refused:
            await http.ws_connect("/user/events", headers=headers)
        assert refused.value.status == 403


async def test_the_page_carries_the_token_that_opens_everything(
    http: ClientSession, telegram: Playground
) -> None:
    async with http.get("/") as answer:
        assert f'content="{telegram.token}"' in await answer.text()
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert answer.headers["Cache-Control"] == "no-store"
    own = {"Origin": telegram.url}
    async with http.get("/user/people", params={"token": telegram.token}, headers=own) as answer:
        assert answer.status == 200
    async with http.ws_connect(f"/user/events?token={telegram.token}", headers=own) as events:
        assert not events.closed


async def test_localhost_is_this_machine_too(http: ClientSession, telegram: Playground) -> None:
    port = telegram.url.rsplit(":", 1)[1]
    async with http.get("/", headers={"Host": f"localhost:{port}"}) as answer:
        assert answer.status == 200


async def test_a_token_can_be_given_and_is_new_otherwise(telegram: Playground) -> None:
    async with start(BOTS, token="chosen") as other:
        assert other.token == "chosen"
    async with start(BOTS) as another:
        assert another.token not in {"", telegram.token}


async def test_what_somebody_sent_never_runs_as_our_page(
    http: ClientSession, token: dict[str, str], anna: ChatDoor
) -> None:
    await anna.send_document(b"<script>steal()</script>", name="a.html", mime="text/html")
    number = anna.messages[-1].files[0].number
    async with http.get(f"/user/files/{number}", headers=token) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_no_path_leads_out_of_the_page(telegram: Playground) -> None:
    host = telegram.url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(f"GET /page/../guard.py HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 404")
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
