"""The command `firstline`: a file a subcommand. Imports are late, so that each command starts fast."""

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Firstline: a customer-support desk that lives in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(database, name="db")
knowledge = typer.Typer(help="The knowledge base.", no_args_is_help=True)
app.add_typer(knowledge, name="kb")
kpi = typer.Typer(help="Figures of the desk.", no_args_is_help=True)
app.add_typer(kpi, name="kpi")

ConfigFile = Annotated[Path, typer.Option("--config", help="The desk's config.", show_default=True)]
DEFAULT = Path("config.yaml")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the local Telegram listens; 0: any free port.")] = 8080,
) -> None:
    """Everything on one machine with no token: a local Telegram, both bots, the sample desk."""
    from bot.commands.demo import run as command

    raise typer.Exit(command(port))


@app.command()
def run(config: ConfigFile = DEFAULT) -> None:
    """Both bots, everything in one process, until SIGINT or SIGTERM."""
    from bot.commands.run import run as command

    raise typer.Exit(command(config, os.environ))


@app.command()
def check(config: ConfigFile = DEFAULT) -> None:
    """Every mistake in the config and the articles, with its row and what to write instead."""
    from bot.commands.check import run as command

    raise typer.Exit(command(config))


@app.command()
def ask(
    config: ConfigFile = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
) -> None:
    """A message per row on standard input: what line 1 would do with it, and why."""
    from bot.commands.ask import run as command

    raise typer.Exit(command(config, as_json=as_json))


@app.command("eval")
def evaluate(
    file: Annotated[Path | None, typer.Argument(help="CSV with the columns text and article.")] = None,
    config: ConfigFile = DEFAULT,
    png: Annotated[Path | None, typer.Option(help="Draw the reliability curve here.")] = None,
    fit: Annotated[bool, typer.Option("--fit", help="Fit the confidence to these messages.")] = False,
    precision: Annotated[float, typer.Option(help="Wanted of the answers.", min=0.5, max=0.999)] = 0.95,
) -> None:
    """Figures of the matching on labelled messages (an empty article: outside the knowledge base), and
    of what customers tapped and moods that the desk corrected; without a file, of these alone."""
    from bot.commands.eval import run as command

    raise typer.Exit(command(config, file, os.environ, png=png, fit=fit, precision=precision))


@knowledge.command("learn")
def learn(
    file: Annotated[
        Path | None, typer.Argument(metavar="LOG", help="CSV, or a chat exported from Telegram as JSON.")
    ] = None,
    config: ConfigFile = DEFAULT,
    without: Annotated[
        list[str] | None, typer.Option(help="Leave out what this author wrote; may be given again.")
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Drop what was learnt from a log.")] = False,
) -> None:
    """Learn from messages that nobody has labelled; figures before and after."""
    from bot.commands import kb_learn as command

    if forget:
        raise typer.Exit(command.forget(config))
    if file is None:
        raise typer.BadParameter("name the log, or --forget", param_hint="LOG")
    raise typer.Exit(command.run(config, file, without=without or ()))


@database.command("upgrade")
def upgrade(config: ConfigFile = DEFAULT) -> None:
    """Bring the database to this version's tables."""
    from bot.commands.db import upgrade as command

    raise typer.Exit(command(config, os.environ))


@database.command("dead")
def dead(
    config: ConfigFile = DEFAULT,
    again: Annotated[int | None, typer.Option(help="The number of the one to try again.")] = None,
) -> None:
    """Updates that could not be worked through; `--again N` tries one of them again."""
    from bot.commands.dead import run as command

    raise typer.Exit(command(config, os.environ, again))


@kpi.command("mood")
def mood(
    config: ConfigFile = DEFAULT,
    days: Annotated[int, typer.Option(help="Of how many days; moods are kept for 30.", min=1, max=30)] = 30,
) -> None:
    """The share of troubled conversations that ended calmer than they began."""
    from bot.commands.kpi import mood as command

    raise typer.Exit(command(config, os.environ, days))


def main() -> None:
    """The console command's entry."""
    app()
