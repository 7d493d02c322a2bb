"""How line 1 begins: one sentence to the customer's mood, never the same twice in a row."""

from dataclasses import replace

from markupsafe import Markup

from bot.actions import customers
from bot.actions.scene import Scene
from bot.texts import line1
from storage.customers import Customer, Step


def first_words(scene: Scene, customer: Customer, step: Step) -> tuple[Markup | None, Step]:
    """What to say before anything else, and the step that remembers it was said."""
    names = (*step.signals, step.emotion)
    insulted = "abuse" in step.signals and not step.warned
    said = line1.first_words(
        customers.words_for(scene, customer),
        step.emotion,
        said=step.said,
        insulted=insulted,
        own=scene.rules.policy.own_words(names, customer.language),
    )
    return said, replace(step, said=step.said + 1, warned=step.warned or insulted) if said else step
