"""What comes from the environment is checked at once, and never repeated."""

from pathlib import Path

import pytest

from bot.environment import Environment, EnvironmentWrong

FOLDER = Path("/desk")
TOKENS = {"FIRSTLINE_CUSTOMER_TOKEN": "1:customer", "FIRSTLINE_DESK_TOKEN": "2:desk"}


def read(**more: str) -> Environment:
    return Environment.read(TOKENS | {f"FIRSTLINE_{name}": value for name, value in more.items()}, FOLDER)


def refused(**more: str) -> list[str]:
    with pytest.raises(EnvironmentWrong) as wrong:
        read(**more)
    return wrong.value.problems


def test_two_tokens_are_enough() -> None:
    environment = read()
    assert environment.customer_token.get_secret_value() == "1:customer"
    assert environment.desk_token.get_secret_value() == "2:desk"
    assert environment.telegram_api == "https://api.telegram.org"
    assert environment.database_url == "sqlite+aiosqlite:////desk/firstline.sqlite"
    assert environment.proxy is None


def test_an_empty_variable_is_not_set() -> None:
    assert read(TELEGRAM_API=" ", PROXY="") == read()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///var/desk.db", "sqlite+aiosqlite:////desk/var/desk.db"),
        ("sqlite:////var/desk.db", "sqlite+aiosqlite:////var/desk.db"),
        ("sqlite+aiosqlite:///desk.db", "sqlite+aiosqlite:////desk/desk.db"),
        ("postgresql://anna:p%40ss@host/desk", "postgresql+psycopg://anna:p%40ss@host/desk"),
        ("postgres://host/desk?sslmode=require", "postgresql+psycopg://host/desk?sslmode=require"),
    ],
)
def test_the_database_gets_its_async_driver(given: str, used: str) -> None:
    assert read(DATABASE_URL=given).database_url == used


@pytest.mark.parametrize(
    "api", ["http://localhost:8081", "http://localhost:8081/", "https://telegram.example/api"]
)
def test_another_bot_api_server(api: str) -> None:
    assert read(TELEGRAM_API=api).telegram_api == api.rstrip("/")


@pytest.mark.parametrize("proxy", ["http://localhost:3128", "socks5://anna:secret@10.0.0.1:1080"])
def test_a_proxy(proxy: str) -> None:
    assert read(PROXY=proxy).proxy == proxy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CUSTOMER_TOKEN", "secret"),
        ("CUSTOMER_TOKEN", "secret:1"),
        ("DESK_TOKEN", '"1:secret"'),
        ("DESK_TOKEN", "1:customer"),
        ("TELEGRAM_API", "secret.example"),
        ("TELEGRAM_API", "ftp://secret.example"),
        ("TELEGRAM_API", "http://secret.example:99999"),
        ("TELEGRAM_API", "https://api.telegram.org/bot1:secret"),
        ("TELEGRAM_API", "https://api.telegram.org/bot"),
        ("TELEGRAM_API", "https://api.telegram.org?token=secret"),
        ("TELEGRAM_API", "http://[secret"),
        ("DATABASE_URL", "secret"),
        ("DATABASE_URL", "mysql://anna:secret@host/desk"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://anna:secret@host:port/desk"),
        ("PROXY", "socks4://secret:1"),
        ("PROXY", "secret:1080"),
        ("PROXY", "http://"),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_not_repeated(name: str, value: str) -> None:
    problems = refused(**{name: value})
    assert len(problems) == 1
    assert f"FIRSTLINE_{name}" in problems[0]
    assert "secret" not in problems[0]


def test_every_mistake_is_told_at_once_with_where_a_token_comes_from() -> None:
    with pytest.raises(EnvironmentWrong) as wrong:
        Environment.read({"FIRSTLINE_PROXY": "no", "FIRSTLINE_DATABASE_URL": "no"}, FOLDER)
    assert [problem.split()[0].rstrip(":") for problem in wrong.value.problems] == [
        "FIRSTLINE_CUSTOMER_TOKEN",
        "FIRSTLINE_DESK_TOKEN",
        "FIRSTLINE_DATABASE_URL",
        "FIRSTLINE_PROXY",
    ]
    assert all("@BotFather" in problem for problem in wrong.value.problems[:2])


def test_one_token_cannot_serve_both_bots() -> None:
    assert refused(DESK_TOKEN="1:customer")[0].startswith("FIRSTLINE_CUSTOMER_TOKEN and FIRSTLINE_DESK_TOKEN")


def test_no_secret_is_in_its_repr() -> None:
    shown = repr(read(DATABASE_URL="postgresql://anna:secret@host/desk", PROXY="http://anna:secret@host"))
    assert not any(secret in shown for secret in ("1:customer", "2:desk", "secret"))
