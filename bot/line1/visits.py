"""What customers type about an agreed visit: another time, none at all, where to. Pure."""

import re

from routing.visits import VisitStep

_VISIT = r"(?:визит\w*|мастер\w*|специалист\w*|инженер\w*|приезд\w*|visit|appointment|technician|engineer)"
_CANCEL = re.compile(
    rf"(?:отмен\w+|не нужен|не надо|cancel|call off)\W+(?:\w+\W+){{0,2}}{_VISIT}"
    rf"|{_VISIT}\W+(?:\w+\W+){{0,2}}(?:отмен\w+|не нужен|не надо)",
    re.IGNORECASE,
)
_MOVE = re.compile(
    r"(?:перенес\w+|перенос\w*|другое время|reschedule|move|another time|postpone)"
    rf"\W+(?:\w+\W+){{0,3}}{_VISIT}"
    rf"|{_VISIT}\W+(?:\w+\W+){{0,3}}(?:перенес\w+|reschedule\w*|another time|другое время)"
    r"|^\W*(?:другое время|another time|reschedule|перенес\w+)\W*$",
    re.IGNORECASE,
)
#: An address is no longer than this.
LONGEST = 300


def wishes(text: str) -> VisitStep | None:
    """That the visit be moved or cancelled, when the words say so; a question about it is no wish."""
    if "?" in text:
        return None
    if _MOVE.search(text):
        return VisitStep.MOVE
    return VisitStep.CANCEL if _CANCEL.search(text) else None


def tells_a_place(text: str) -> bool:
    """Whether the words can be an address: a house number among them, no question."""
    words = text.split()
    return (
        len(words) >= 2 and len(text) <= LONGEST and "?" not in text and any(char.isdigit() for char in text)
    )
