"""A ticket is what its history says."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from routing.errors import MoveNotAllowed
from routing.history import changed, rebuilt
from routing.ticket import Move
from tests.routing.test_ticket import HISTORIES, NOW, a_ticket, do


@given(HISTORIES)
def test_the_ticket_comes_back_from_its_changes_alone(moves: list[Move]) -> None:
    ticket = a_ticket()
    changes = [changed(None, ticket)]
    for minute, move in enumerate(moves):
        with suppress(MoveNotAllowed):
            after = do(ticket, move, NOW + timedelta(minutes=minute))
            changes.append(changed(ticket, after))
            ticket = after
    assert rebuilt(ticket.id, json.loads(json.dumps(changes))) == ticket


def test_a_change_tells_only_what_changed() -> None:
    ticket = a_ticket()
    assert changed(ticket, replace(ticket, priority=1)) == {"priority": 1}
    assert changed(ticket, replace(ticket, version=9)) == {}
