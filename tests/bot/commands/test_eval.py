"""`firstline eval`: figures on labelled messages, and what it says of a file that is not as it should be."""

from pathlib import Path

import pytest

from tests.bot.commands.console import firstline, small_desk

GOOD = "text,article\nhow do I restart the router?,router\nno internet since the storm,router\nbake a cake,\n"
FIGURES = ["right first", "coverage at 95% precision", "out-of-scope recall", "reliability"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return small_desk(tmp_path)


async def evaluated(desk: Path, content: str, *args: str) -> tuple[int, str, str]:
    file = desk.parent / "asked.csv"
    file.write_text(content, "utf-8")
    ended = await firstline("eval", str(file), "--config", str(desk), *args)
    assert "Traceback" not in ended.err
    return ended.code, ended.out, ended.err


async def test_figures_and_the_curve_are_told(desk: Path) -> None:
    picture = desk.parent / "curve.png"

    code, out, err = await evaluated(desk, GOOD, "--png", str(picture))

    assert (code, err) == (0, "")
    assert out.startswith("2 messages with an article, 1 outside")
    assert all(words in out for words in FIGURES)
    assert picture.read_bytes().startswith(b"\x89PNG")


async def test_the_confidence_is_fitted_and_kept(desk: Path) -> None:
    rows = "".join(f"restart the router please {n},router\nbake cake number {n},\n" for n in range(20))

    code, out, _ = await evaluated(desk, f"text,article\n{rows}", "--fit", "--precision", "0.9")

    assert code == 0
    assert "for 90% precision" in out
    assert (desk.parent / "firstline.confidence.json").is_file()


async def test_rows_that_are_wrong_are_told_with_their_number_and_the_others_measured(desk: Path) -> None:
    code, out, err = await evaluated(desk, f"{GOOD}hello,ruoter\n,router\nhi,router,much\nalone\n")

    assert code == 0
    assert out.startswith("2 messages with an article, 1 outside")
    told = [row.split("asked.csv:")[1] for row in err.splitlines()]
    assert [row.split(" ")[0] for row in told] == ["5", "6", "7", "8"]
    assert "did you mean `router`?" in told[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no column `article`"),
        ("question,answer\na,b\n", "no column `article`"),
        ("text,article\n", "no labelled message"),
        ("text,article\nhello,nowhere\n", "no article `nowhere`"),
        ('text,article\n"open', "no labelled message"),
    ],
)
async def test_a_file_without_one_good_row_ends_in_a_sentence(content: str, says: str, desk: Path) -> None:
    code, out, err = await evaluated(desk, content)

    assert (code, out) == (1, "")
    assert says in err


async def test_too_few_messages_are_not_fitted_to(desk: Path) -> None:
    code, _, err = await evaluated(desk, GOOD, "--fit")

    assert code == 1
    assert "too few" in err


async def test_a_file_that_is_not_there_is_told(desk: Path) -> None:
    ended = await firstline("eval", "nowhere.csv", "--config", str(desk))

    assert (ended.code, ended.out) == (1, "")
    assert "nowhere.csv cannot be read" in ended.err
