"""A desk without Telegram whose acts are drawn at random: a real SQLite file, and time in hand."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from bot.actions.scene import Scene
from routing.desk import Desk
from routing.ticket import Ticket
from storage.customers import Customer
from storage.database import Database
from storage.errors import TicketUnknown
from tests.bot.house import sample_rules

Done = TypeVar("Done")
START = datetime(2026, 11, 24, 9, tzinfo=UTC)


class DeskMachine(RuleBasedStateMachine):
    """Acts in transactions of their own, on a desk with these customers; `template` is its empty file."""

    template: ClassVar[Path]
    opens_with: ClassVar[Desk]
    customers: ClassVar[Sequence[int]]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        file = shutil.copy(self.template, Path(self.folder.name) / "desk.db")
        self.database = Database(f"sqlite+aiosqlite:///{file}")
        self.desk = replace(sample_rules(), desk=self.opens_with)
        self.now = START
        for number in self.customers:
            customer = Customer(id=number, name="Olga", username=None, language="ru", since=START)
            self.do(partial(_save, customer))

    def teardown(self) -> None:
        """Let go of the file."""
        self.loop.run_until_complete(self.database.close())
        self.loop.close()
        self.folder.cleanup()

    def do(self, act: Callable[[Scene], Awaitable[Done]]) -> Done:
        """In one transaction, as an update is worked through."""

        async def done() -> Done:
            async with self.database.begin() as work:
                return await act(Scene(work, self.desk, self.now))

        return self.loop.run_until_complete(done())

    def tickets(self) -> list[Ticket]:
        """All there are."""
        return self.do(_tickets)


def live(machine: type[DeskMachine], template: Path, steps: int) -> None:
    """Draw lives of so many steps, the same for everyone; raise max_examples to look for more."""
    machine.template = template
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )


async def _save(customer: Customer, scene: Scene) -> None:
    await scene.work.customers.save(customer)


async def _tickets(scene: Scene) -> list[Ticket]:
    found = []
    for number in range(1, 100):
        try:
            found.append(await scene.work.tickets.get(number))
        except TicketUnknown:
            break
    return found
