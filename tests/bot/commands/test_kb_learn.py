"""`firstline kb learn`: an unlabelled log lifts the matching, and what it says of one that cannot be used."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.console import firstline, small_desk

SAID = {
    "router": ["how do i restart the router", "router restart", "reboot the wifi box", "router on again"],
    "mail": ["no e-mails arrive", "my inbox stays empty", "mail does not come", "letters never reach me"],
    "till": ["the till prints nothing", "no receipt comes out", "till does not print", "receipt missing"],
}
LOG = """\
text
please tell me how to restart this router
"the router needs a restart, how"
i want to reboot my router
why do no emails come to my inbox
an e-mail from a client did not arrive
my mail does not come at all
the receipt is not printed by the till
our till printed no receipt
the cash register prints nothing
call me back at +7 912 000-11-22 about the router restart
what is the capital of france
bake a cake
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    config = small_desk(tmp_path)
    for name, said in SAID.items():
        phrasings = "\n".join(f"  - {text}" for text in said)
        (tmp_path / f"kb/articles/{name}.md").write_text(
            f"---\nid: {name}\ntitle: About the {name}\nphrasings:\n{phrasings}\n---\nThe answer.\n", "utf-8"
        )
    return config


def write(desk: Path, name: str, content: str) -> str:
    file = desk.parent / name
    file.write_text(content, "utf-8")
    return str(file)


def export(*messages: object) -> str:
    return json.dumps({"name": "Help", "type": "personal_chat", "messages": messages}, ensure_ascii=False)


async def learnt(desk: Path, *args: str) -> tuple[int, str, str]:
    ended = await firstline("kb", "learn", *args, "--config", str(desk))
    assert "Traceback" not in ended.err
    return ended.code, ended.out, ended.err


async def test_a_log_is_tried_on_phrasings_held_out_and_only_meanings_are_kept(desk: Path) -> None:
    code, out, err = await learnt(desk, write(desk, "log.csv", LOG))

    assert (code, err) == (0, "")
    assert out.startswith("12 different messages read, ")
    assert "12 phrasings held out" in out
    assert out.index("before  right first") < out.index("after   right first")
    kept = desk.parent / "firstline.kb"
    assert {file.suffix for file in kept.iterdir()} == {".messages", ".npz"}
    assert not any(b"capital" in file.read_bytes() or b"912" in file.read_bytes() for file in kept.iterdir())

    code, out, _ = await learnt(desk, "--forget")
    assert (code, out) == (0, "What was learnt from the log is gone.\n")
    assert not list(kept.glob("from-log*"))


async def test_a_telegram_export_is_read_without_service_messages_and_a_named_author(desk: Path) -> None:
    bold = ["the router needs ", {"type": "bold", "text": "a restart"}, ", how"]
    messages = [
        {"id": 1, "type": "service", "actor": "Olga", "action": "pin_message", "text": ""},
        {"id": 2, "type": "message", "from": "Olga", "text": bold},
        {"id": 3, "type": "message", "from": "Anna Support", "text": "pull the plug of the router"},
        {"id": 4, "type": "message", "from": None, "text": "the till prints nothing"},
    ]

    code, out, _ = await learnt(
        desk, write(desk, "result.json", export(*messages)), "--without", "anna support"
    )

    assert code == 0
    assert out.startswith("2 different messages read, 2 of them near an article")


async def test_a_log_about_other_things_is_not_kept(desk: Path) -> None:
    code, out, _ = await learnt(
        desk, write(desk, "log.csv", "what is the capital of france\nbake me a cake\n")
    )

    assert code == 0
    assert out.startswith("2 different messages read, 0 of them near an article")
    assert "nothing is kept" in out
    assert not (desk.parent / "firstline.kb").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "has no messages"),
        ("text\n\n", "has no messages"),
        ("id,when\n1,2\n", "no column `text`"),
        ('{"messages": [', "is no JSON to the end"),
        ("[1, 2]", "no export of Telegram"),
        ('{"messages": 5, "chats": 7}', "no export of Telegram"),
        ('{"messages": [5, null, {"text": 7}]}', "has no messages"),
    ],
)
async def test_a_file_that_is_no_log_ends_in_a_sentence(content: str, says: str, desk: Path) -> None:
    code, out, err = await learnt(desk, write(desk, "log", content))

    assert (code, out) == (1, "")
    assert says in err


async def test_a_file_that_is_not_there_and_a_desk_with_too_little_are_told(
    desk: Path, tmp_path: Path
) -> None:
    code, _, err = await learnt(desk, str(tmp_path / "nowhere.csv"))
    assert (code, "cannot be read" in err) == (1, True)

    for name in ("till", "mail"):
        (tmp_path / f"kb/articles/{name}.md").unlink()
    code, _, err = await learnt(desk, write(desk, "log.csv", "text\nrouter\n"))
    assert (code, "Nothing can be learnt" in err) == (1, True)
