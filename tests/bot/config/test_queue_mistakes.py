"""Mistakes in what queues say of the reception, other departments, rules, questions, skills and hours."""

import pytest

from tests.bot.config.samples import small, told

SHOP = "kind: outside, title: Shop, reach: {when: 10:00-18:00, how: call}"


def with_shop(row: str = SHOP) -> tuple[str, str]:
    """One more queue, in row 11: another department."""
    return "title: Router maker}", f"title: Router maker}}\n  - {{id: shop, {row}}}"


def network(keys: str) -> tuple[str, str]:
    """More keys on the queue of the first line."""
    return "title: Network,", f"title: Network, {keys},"


def core(keys: str) -> tuple[str, str]:
    """More keys on the queue of the experts."""
    return "title: Core network,", f"title: Core network, {keys},"


def test_all_that_a_queue_may_say_fits_together() -> None:
    """The rows below are wrong by one word each; this is the same without the mistake."""
    text = small(
        with_shop(),
        network(
            "rules: [{words: invoice, languages: ru}, {intake: {place: shop}}, {patterns: '(a|b)c'}], "
            "intake: [{id: place, ask: 'Where?', choices: {shop: Shop, home: Home}}], skills: [fiber], "
            "priority: P2, assign: offer, hours: {mon: 9:00-18:00, calendar: RU}"
        ),
        ("contact: relayed", "contact: relayed, reception: true"),
        ("languages: [ru, en]", "languages: [ru, en], skills: [fiber]"),
    )
    assert told(text) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("contact: none", "contact: none, reception: true"),
            "5 lines.L3.reception: only the first line of people can be the reception; choose from L2",
        ),
        (
            with_shop("kind: outside, title: Shop"),
            "11 queues.shop: say when and how customers reach it: `reach: {when: 10:00-18:00, "
            "how: +7 495 000-00-00}`",
        ),
        (
            with_shop("kind: outside, title: Shop, reach: {when: 10:00-18:00}"),
            "11 queues.shop.reach.how: is missing; write for instance `how: +7 495 000-00-00`",
        ),
        (
            with_shop("kind: outside, title: Shop, reach: {when: now, how: call, email: a@b.example}"),
            "11 queues.shop.reach.email: there is no mail server to send it by; name one in "
            "`integrations.alarm.email`",
        ),
        (
            with_shop(f"line: L2, {SHOP}"),
            "11 queues.shop.line: another department stands on no line; take it out",
        ),
        *(
            (
                with_shop(f"{key}: {value}, {SHOP}"),
                f"11 queues.shop.{key}: nobody of ours works on another department's queue; take it out",
            )
            for key, value in (
                ("escalates_to", "core"),
                ("intake", "[{id: order, ask: 'Which?'}]"),
                ("skills", "[fiber]"),
                ("quiet_minutes", "5"),
            )
        ),
        (
            core("reach: {when: 10:00-18:00, how: call}"),
            "9 queues.core.reach: only a queue with `kind: outside` is reached so; add that",
        ),
        (
            network("rules: [{}]"),
            "8 queues.network.rules[1]: says nothing; write for instance `{words: [invoice, refund]}`",
        ),
        (
            network("rules: [{intake: {ordr: '1'}}], intake: [{id: order, ask: 'Which?'}]"),
            "8 queues.network.rules[1].intake.ordr: no queue asks for `ordr`; did you mean `order`?",
        ),
        (
            network(
                "rules: [{intake: {place: shp}}], "
                "intake: [{id: place, ask: 'Where?', choices: {shop: Shop, home: Home}}]"
            ),
            "8 queues.network.rules[1].intake.place: `shp` is no choice of `place`; did you mean `shop`?",
        ),
        (
            network("rules: [{languages: [de]}]"),
            "8 queues.network.rules[1].languages: the desk does not speak de; choose from en, ru",
        ),
        (
            network("rules: [{patterns: '(a'}]"),
            "8 queues.network.rules[1].patterns[1]: is no pattern (missing ): (a), got (a; see "
            "github.com/google/re2/wiki/Syntax",
        ),
        (
            core("rules: [{words: [bgp]}]"),
            "9 queues.core.rules: line 1 does not hand over to it; choose from network",
        ),
        (
            core("intake: [{id: order, ask: 'Which?'}]"),
            "9 queues.core.intake: line 1 does not hand over to it; choose from network",
        ),
        (
            network("intake: [{id: order, ask: 'Which?'}, {id: order, ask: 'What?'}]"),
            "8 queues.network.intake.order.id: order is asked above already; give each question its own",
        ),
        (
            network("skills: [fiber]"),
            "8 queues.network.skills: nobody who serves it has fiber; write `skills` in somebody's row",
        ),
        (
            network("priority: P5"),
            "8 queues.network.priority: should be 'P1', 'P2', 'P3' or 'P4', got P5",
        ),
        (
            core("stages: [testing, analysis, testing]"),
            "9 queues.core.stages: `testing` is named twice",
        ),
        (
            ("contact: none", "contact: none, stages: [testing, testing]"),
            "5 lines.L3.stages: `testing` is named twice",
        ),
        (
            ("kind: bot", "kind: bot, stages: [analysis]"),
            "3 lines.L1.stages: nobody solves tickets on the bot's line; write it on a line of people",
        ),
        (
            ("kind: vendor", "kind: vendor, stages: [analysis]"),
            "6 lines.L4.stages: nobody solves tickets on a vendor's line; write it on a line of people",
        ),
        (
            network("assign: robin"),
            "8 queues.network.assign: should be 'pull', 'offer' or 'direct', got robin",
        ),
        (
            network("offer_minutes: 0"),
            "8 queues.network.offer_minutes: should be greater than 0, got 0",
        ),
        (
            ("contact: relayed", "contact: relayed, hours: {mon: 18:00-09:00}"),
            "4 lines.L2.hours.mon[1]: 18:00-09:00 ends before it begins; cut a night in two: 18:00-24:00 on "
            "one day, 00:00-09:00 on the next",
        ),
        (
            network("hours: {mon: 18:00-09:00}"),
            "8 queues.network.hours.mon[1]: 18:00-09:00 ends before it begins; cut a night in two: "
            "18:00-24:00 on one day, 00:00-09:00 on the next",
        ),
        (
            ("capacity: 5", "shift: {mon: 18:00-09:00}"),
            "12 staff.Anna.shift.mon[1]: 18:00-09:00 ends before it begins; cut a night in two: 18:00-24:00 "
            "on one day, 00:00-09:00 on the next",
        ),
        (
            network("hours: {mon: 9:00-18:00, calendar: Russia}"),
            "8 queues.network.hours.calendar: no calendar of holidays: Russia; did you mean `RU`?",
        ),
    ],
)
def test_a_queue_that_does_not_fit_is_told_with_what_to_write(change: tuple[str, str], sentence: str) -> None:
    assert told(small(change)) == [sentence]


def test_a_line_without_a_queue() -> None:
    bare = small(("  - {id: maker, line: L4, title: Router maker}\n", ""), (", escalates_to: maker", ""))
    assert told(bare) == ["6 lines.L4: no queue stands on it; add one with `line: L4`, or take the line out"]


def test_a_line_without_staff() -> None:
    """Its only queue is served by nobody: the experts' Boris went, and Vera is the lead of line 2 alone."""
    alone = small(
        ("  - {telegram_id: 1002, name: Boris, role: specialist, queues: [core]}\n", ""),
        ("[network, core]", "[network]"),
    )
    assert told(alone) == ["9 queues.core: nobody serves it; add core to the `queues` of somebody in `staff`"]


def test_queues_that_escalate_in_a_circle() -> None:
    """Each is told, with the queues it may go to."""
    circle = small(("escalates_to: maker", "escalates_to: network"))
    assert told(circle) == [
        "9 queues.core.escalates_to: `network` is not on a higher line; choose from maker"
    ]


def test_a_reception_alone_or_without_the_default_queue() -> None:
    reception = ("contact: relayed", "contact: relayed, reception: true")
    alone = small(
        reception,
        ("  - {id: L3, title: Experts, kind: people, contact: none}\n", ""),
        ("  - {id: core, line: L3, title: Core network, escalates_to: maker}\n", ""),
        ("  - {telegram_id: 1002, name: Boris, role: specialist, queues: [core]}\n", ""),
        ("escalates_to: core", "escalates_to: maker"),
        ("[network, core]", "[network]"),
    )
    assert told(alone) == [
        "4 lines.L2.reception: there is no line of people above it to take clear matters; "
        "take `reception` out"
    ]
    elsewhere = small(reception, (", default: true", ""), ("Core network,", "Core network, default: true,"))
    assert told(elsewhere) == [
        "4 lines.L2.reception: what fits no profile goes there; move `default: true` to its queue"
    ]


def test_another_department_is_no_default_and_has_no_staff() -> None:
    text = small((", default: true", ""), with_shop(f"default: true, {SHOP}"), ("[core]", "[core, shop]"))
    assert "11 queues.shop.default: nobody of ours works on another department's queue; take it out" in told(
        text
    )
    assert "14 staff.Boris.queues: `shop` is another department; take it out" in told(text)


def test_skills_that_nobody_has_together() -> None:
    text = small(
        network("skills: [fiber, cisco]"),
        ("languages: [ru, en]", "languages: [ru, en], skills: [fiber]"),
        ("role: lead", "role: lead, skills: [cisco]"),
    )
    assert told(text) == [
        "8 queues.network.skills: nobody who serves it has fiber, cisco; write `skills` in somebody's row"
    ]
