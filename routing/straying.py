"""Whether a ticket had come to the wrong queue, told by how it leaves it. Pure.

Line 1's choice was wrong when people move the ticket on from where line 1 had put it; an escalation was
wrong when who got it returns it saying so. Both are counted, and teach where such matters belong.
"""

import re
from collections.abc import Sequence

from routing.desk import Desk
from routing.ticket import Move, Ticket

#: What says, at the beginning of a reason, that the ticket should not have come here.
_WRONG = re.compile(
    r"(?:(?:sorry|hi|hello|hey|this|it|that|is|was|the|a|went|came|got|to|at|in|all|for|"
    r"простите|извините|коллеги|это|попал[аои]?|пришл[аои]|пришёл|пришел|вообще|тут|здесь)[\s,:–—-]+)*"
    r"(?:wrong\s+(?:queue|team|line|group|department|people)\b|misrouted|misdirected|"
    r"(?:not|isn['’]t)\s+(?:ours\s*(?:$|[.,;:!–—-])|for\s+us\b|a\s+(?:matter|question|ticket)\s+for\s+us\b|"
    r"our\s+(?:queue|team|line|matter|profile|area|topic|department)\b)|"
    r"не\s+туда\b|не\s+к\s+нам\b|не\s+для\s+нас\b|не\s+по\s+(?:адресу|профилю)\b|"
    r"не\s+(?:в\s+)?т(?:а|от|у)\s+(?:очеред|лини|групп|команд|отдел)|"
    r"не\s+наш[аеи]?\s*(?:$|[.,;:!–—-]|(?:вопрос|профил|тем|очеред|тикет|заявк|обращени|задач))|"
    r"ошибочно\s+(?:передан|направлен|попал)|ошиблись\s+(?:очередью|линией|отделом|адресом))",
    re.IGNORECASE,
)


def says_wrong_queue(reason: str) -> bool:
    """Whether a reason begins by saying that the ticket should not have come: "wrong queue: mail"."""
    return _WRONG.match(reason.strip()) is not None


def moved_astray(desk: Desk, ticket: Ticket, past: Sequence[Move | str], by_line1: bool, to: str) -> bool:
    """Whether a move to that queue says that line 1 had chosen the wrong one.

    So it is when line 1 opened the ticket, nobody has sent it elsewhere or solved it since, and it goes to
    no higher line: that would be a way up. Questions to the customer are how the right queue is found.
    """
    first = not ticket.path and not _LEFT.intersection(str(one) for one in past)
    upwards = desk.line_of(to).height > desk.line_of(ticket.queue).height
    return by_line1 and ticket.is_open and first and not upwards


#: What ends line 1's first choice: from then on it is not what the move speaks of.
_LEFT = frozenset({Move.MOVE, Move.ESCALATE, Move.RETURN, Move.TAKE_BACK, Move.RESOLVE, Move.CLOSE})
