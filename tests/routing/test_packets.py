"""What goes along when a ticket is handed up, as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import Named
from routing.packets import Packet, Part, Reason, kept_packet, lacking, read_packet

WANTED = [
    Named("ping"),
    Named("photo of the lights", {"ru": "фото индикаторов"}),
    Named("port", {"ru": "порт"}),
]


@pytest.mark.parametrize(
    ("text", "packet"),
    [
        (
            "сделал: сброс роутера; пробовал: другой кабель; почему: нет доступа к ядру",
            Packet("сброс роутера", "другой кабель", "нет доступа к ядру", (Reason.ACCESS,)),
        ),
        (
            "Done: reset\nTried: another cable\nWhy: no knowledge and no time",
            Packet("reset", "another cable", "no knowledge and no time", (Reason.KNOWLEDGE, Reason.TIME)),
        ),
        ("Port 4 is dead.", Packet("Port 4 is dead.")),
        ("Looked at it. Tried: reset", Packet("Looked at it.", "reset")),
        ("почему: нужен прибор", Packet(why="нужен прибор", reasons=(Reason.EQUIPMENT,))),
    ],
)
def test_one_message_fills_the_parts_it_names(text: str, packet: Packet) -> None:
    assert read_packet(text) == packet


def test_what_is_missing_is_named() -> None:
    assert read_packet("  ").missing == (Part.DONE,)
    assert read_packet("why: no access").missing == (Part.DONE,)
    assert read_packet("tried: reset").missing == ()


@given(st.text(max_size=200))
def test_a_packet_is_kept_as_it_was(text: str) -> None:
    packet = read_packet(text)
    assert kept_packet(packet.kept()) == packet


@pytest.mark.parametrize(
    ("said", "photos", "left"),
    [
        ("nothing", 0, ["ping", "photo of the lights", "port"]),
        ("Ping 30 % loss on port 4", 0, ["photo of the lights"]),
        ("пинг не проходит, в порту 4 темно; ping: 100 % loss", 1, []),
        ("a photo of the lights was sent", 0, ["ping", "photo of the lights", "port"]),
    ],
)
def test_a_photo_must_be_on_the_ticket_and_the_rest_be_named(said: str, photos: int, left: list[str]) -> None:
    assert [one.title for one in lacking(WANTED, said, photos)] == left
