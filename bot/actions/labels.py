"""What customers say of an answer is kept beside their question: labelled messages of the desk's own."""

from bot.actions.scene import Scene
from bot.line1.conversation import Answer, Decision, HandOff, Rephrase, SmallTalk, Suggest
from kb.log import masked
from storage.clicks import Click, Verdict
from storage.customers import Step


async def keep(scene: Scene, customer_id: int, step: Step, verdict: Verdict, *articles: str) -> None:
    """The verdict on the articles shown for the step's question; nothing without a question."""
    if step.question and articles:
        await scene.work.clicks.add(Click(customer_id, scene.now, step.question, verdict, articles))


async def typed(scene: Scene, customer_id: int, step: Step, decision: Decision) -> None:
    """Buttons can be answered by typing: the decision tells what was meant."""
    match decision:
        case Answer(article, reason) if reason.startswith("chosen by typing"):
            await keep(scene, customer_id, step, Verdict.PICKED, article)
        case Rephrase("none of the suggestions fits"):
            await keep(scene, customer_id, step, Verdict.NONE, *step.offered)
        case HandOff("neither the suggestions nor other words helped"):
            await keep(scene, customer_id, step, Verdict.NONE, *step.offered)
        case HandOff(reason) if step.answered and reason == f"did not help: {step.answered}":
            await keep(scene, customer_id, step, Verdict.UNHELPED, step.answered)
        case SmallTalk(_, reason) if step.answered and reason == f"it helped: {step.answered}":
            await keep(scene, customer_id, step, Verdict.HELPED, step.answered)


def question(step: Step, text: str, decision: Decision) -> str:
    """What the articles now shown are shown for; several questions at once label nothing."""
    match decision:
        case Answer(reason=reason) if reason.startswith("chosen by typing"):
            return step.question
        case Suggest(reason=reason) if reason.startswith("there is no"):
            return step.question
        case Answer(also=also, left=left):
            return "" if also or left else masked(text)
        case Suggest(left=left):
            return "" if left else masked(text)
    return step.question
