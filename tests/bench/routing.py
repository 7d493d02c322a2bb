"""How long routing takes to choose queue, priority and specialist on a large desk, in microseconds."""

import random
from statistics import quantiles
from time import perf_counter, thread_time

from routing.assignment import Loads, Need, choose_specialist
from routing.choice import choose_queue
from routing.priority import Standing, choose_priority
from routing.rules import Matter
from tests.routing.desks import NOON, large

SPECIALISTS, QUEUES, TICKETS = 500, 50, 5_000
SAID = "the internet in our shop is down since this morning and nobody can pay касса не работает"


def main() -> None:
    """Print p50 and p99 over random matters: half of them fit a rule, the rest go by meaning."""
    draw = random.Random(7)
    desk = large(SPECIALISTS, QUEUES)
    held = Loads({person.id: draw.randrange(6) for person in desk.staff})
    spans, works = [], []
    for number in range(TICKETS):
        scores = {queue.id: draw.random() for queue in desk.queues}
        text = " ".join(draw.choices([*SAID.split(), f"слова{number % 100}"], k=30))
        began, worked = perf_counter(), thread_time()
        queue = choose_queue(desk, [], scores, scores, Matter(text, "ru", "shop-7"))
        choose_priority("angry", ["outage"], standing=Standing(queue=4, repeat=True))
        choose_specialist(desk, Need(queue.queue, "ru"), NOON, held)
        spans.append((perf_counter() - began) * 1e6)
        works.append((thread_time() - worked) * 1e6)
    print(f"{SPECIALISTS} specialists, {QUEUES} queues, {TICKETS} tickets")
    for name, taken in (("by the clock", spans), ("of the processor", works)):
        cuts = quantiles(taken, n=100)
        print(f"{name}: p50 {cuts[49]:.0f} µs, p99 {cuts[98]:.0f} µs")


if __name__ == "__main__":
    main()
