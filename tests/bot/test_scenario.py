"""One customer all the way, over HTTP, with both bots."""

from tests.bot.house import GLEB, house


async def test_a_question_is_answered_or_handed_over_and_resolved(sqlite_url: str) -> None:
    """From a question the knowledge base knows, by a person, to a confirmed solution and a rating."""
    async with house(sqlite_url) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        emma = await desk.customer(name="Emma", language="en")
        await emma.say("How do I restart the router?")
        assert "30 seconds" in (await emma.next()).text
        await emma.say("I want to talk to a person")
        assert "Network" in (await emma.next()).text
        await gleb.tap(await gleb.next(), "Take")
        assert "A specialist is on it" in (await emma.next()).text
        await gleb.say("What do the lights show?", reply_to=await gleb.next())
        assert (await emma.next()).text == "What do the lights show?"
        await gleb.say("/resolve 1 We reset the port.")
        solution = await emma.next()
        assert solution.text.startswith("We reset the port.")
        await emma.tap(solution, "Yes")
        await emma.tap(await emma.next(), "5")
        assert "Thank you" in (await emma.next()).text
