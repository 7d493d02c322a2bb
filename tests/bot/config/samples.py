"""A small right config, and what is told about texts made from it."""

from pathlib import Path

from bot.config.reading import read_text

SMALL = """\
desk: {name: Acme, languages: [en, ru], timezone: Europe/Moscow}
lines:
  - {id: L1, title: Front line, kind: bot}
  - {id: L2, title: Specialists, kind: people, contact: relayed}
  - {id: L3, title: Experts, kind: people, contact: none}
  - {id: L4, title: Maker, kind: vendor}
queues:
  - {id: network, line: L2, title: Network, examples: ["internet is down"], escalates_to: core, default: true}
  - {id: core, line: L3, title: Core network, escalates_to: maker}
  - {id: maker, line: L4, title: Router maker}
staff:
  - {telegram_id: 1001, name: Anna, role: specialist, queues: [network], languages: [ru, en], capacity: 5}
  - {telegram_id: 1002, name: Boris, role: specialist, queues: [core]}
  - {telegram_id: 1003, name: Vera, role: lead, queues: [network, core]}
kb: {articles: kb/articles}
"""
#: The first row behind SMALL, where tests add more.
NEXT_ROW = 16


def small(*changes: tuple[str, str], more: str = "") -> str:
    """SMALL with one place changed for each pair, and `more` behind it."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} should stand once in SMALL"
        text = text.replace(old, new)
    return text + more


def told(text: str) -> list[str]:
    """Mistakes as `row sentence`."""
    return [f"{problem.row} {problem.text}" for problem in read_text(text, Path("config.yaml")).problems]
