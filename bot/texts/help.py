"""The page of all commands of the desk bot, by what one wants to do. One message: below 4096 characters."""

from markupsafe import Markup

from bot.texts.catalogue import Words
from storage.letters import Text


def help_page(words: Words) -> Text:
    """Every command of the desk."""
    parts = (_see(words), _own(words), _hand(words), _together(words), _out(words), _up(words), _many(words))
    return Text(html=Markup("\n\n").join((*parts, _for_some(words), _self(words))))


def _see(words: Words) -> Markup:
    return words.say(
        "<b>See</b>\n/queue – what waits, and what is yours\n/next – take the most urgent\n"
        "/ticket 17 – the card · /history 17 – everything\n/delivery 17 – what arrived at the customer\n"
        "/find router – earlier answers and solutions"
    )


def _own(words: Words) -> Markup:
    return words.say(
        "<b>Your ticket</b>\n/take 17 · /decline 17 – an offer · /release 17\n"
        "/reply 17 words – to the customer, without your name\n/ask 17 question – and wait for the answer\n"
        "/note 17 words – for colleagues only\n/priority 17 1 reason – 1 comes first\n"
        "/resolve 17 solution · /cause 17 cable\n/close 17 reason · /reopen 17 · /anew 17 – long after\n"
        "A reply to a card or to a customer's message goes to the customer."
    )


def _hand(words: Words) -> Markup:
    return words.say(
        "<b>Elsewhere</b>\n/move 17 queue comment – to another queue\n"
        "/escalate 17 done: ...; tried: ...; why: ... – up\n/take_back 17 – what you passed up\n"
        "/merge 17 into 12 – one customer, one matter\n/split 17 subject – a second matter\n"
        "/link 17 12 duplicate – they belong together"
    )


def _together(words: Words) -> Markup:
    return words.say(
        "<b>Together</b>\n/consult 17 question – experts answer, it stays yours\n"
        "/advise 17 words – the answer\n/invite 17 name · /remove 17 name – helpers\n"
        "/join 17 · /leave 17 – you as a helper\nMentors: /approve 17 · /sendback 17 comment"
    )


def _out(words: Words) -> Markup:
    return words.say(
        "<b>At the customer's</b>\n/visit 17 25.11 14:00-16:00 – offer times; done, absent, again or cancel "
        "tell how it went\n/remote 17 till 3 – work from afar, after the customer's yes"
    )


def _up(words: Words) -> Markup:
    return words.say(
        "<b>Handed up to you</b>\n/packet 17 – what came along\n"
        "/accept 17 · /return 17 reason\n/stage 17 cause: ...; done: ...; checked: ...\n"
        "/passed 17 and /failed 17 what was tested\n/tell 17 words – to the line below, and back\n"
        "/feedback 17 words – to the lines below\n/vendor 17 maker R-5120 words – a case with the maker\n"
        "/answer 17 words – the maker's answer\n/cases – what makers owe\n"
        "/article 17 – a draft of an article\n/drafts – drafts to read again\n"
        "/project 17 link plan – it ends as a project"
    )


def _many(words: Words) -> Markup:
    return words.say(
        "<b>Many at once</b>\n/incident open No internet; area: North – many are cut off now\n"
        "/problem new Old routers hang – one cause of several\n"
        "/works 26.11 23:00 27.11 02:00 New switches – planned\n"
        "/wish 17 – what we do not have yet · /wishes – all of them\n"
        "/audit queue subject – of our own, without a customer\n/finding 17 queue words – what it found"
    )


def _for_some(words: Words) -> Markup:
    return words.say(
        "<b>Leads</b>\n/stats – how many came to the wrong queue\n/dead – what could not be worked through\n"
        "/breach 17 what happened – personal data, for those named"
    )


def _self(words: Words) -> Markup:
    return words.say("<b>You</b>\n/away and /back – whether new tickets come to you\n/language – language")
