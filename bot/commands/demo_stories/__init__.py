"""Stories of the sample desk that the local Telegram plays; every word in both languages."""

from bot.commands.demo_stories.bill import BILL
from bot.commands.demo_stories.maker import MAKER
from bot.commands.demo_stories.night import NIGHT
from bot.commands.demo_stories.password import PASSWORD
from bot.commands.demo_stories.till import TILL

STORIES = (PASSWORD, TILL, BILL, NIGHT, MAKER)
