"""Personal data out of a text that leaves the desk: what it is stands in its place, in brackets.

Masked: phones, e-mails, bank cards, numbers of documents, addresses, @usernames, secrets in links, and the names
that are known. Not masked: serial numbers, error codes, versions, IP addresses: a maker needs them.
"""

import re
from collections.abc import Iterable
from itertools import chain

from phonenumbers import Leniency, PhoneNumberMatcher

#: Words that stand in place of what was masked, by kind.
PHONE, EMAIL, CARD, DOCUMENT = "[phone]", "[e-mail]", "[card]", "[document]"
ADDRESS, USERNAME, SECRET, NAME = "[address]", "[username]", "[secret]", "[name]"

#: Numbers behind these words are the product's, whatever they look like.
_PRODUCT = re.compile(
    r"(?:\b(?:s/?n|serial(?:\s+(?:no|number))?|model|version|firmware|error|code|imei|mac|part(?:\s+no)?|"
    r"ticket|case|build|order)|сери[йи]\w*(?:\s+номер\w*)?|с/н|зав\w*\s*(?:№|номер\w*)|модел\w+|верси\w+|"
    r"прошивк\w+|ошибк\w+|код(?:\s+ошибки)?|обращени\w+|заявк\w+|сборк\w+|заказ\w*|сч[её]т\w*|договор\w*|invoice|contract)\s*[:№#.=-]*\s*\Z",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?:mailto:)?[^\s@<>(),;:\"«»\[\]]+@(?:[\w-]+\.)+[^\W\d_][\w-]*", re.IGNORECASE)
_LINK = re.compile(
    r"\b(?:https?|ftp|tg|wss?)://[^\s<>\"'«»]+|\b(?:t\.me|telegram\.me)/[^\s<>\"'«»]+", re.IGNORECASE
)
_USERNAME = re.compile(r"(?<![\w@./])@[A-Za-z]\w{3,31}\b")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ \u00a0–-]?\d){12,18}(?![\w-])")
#: Digits of a document beside the word that names it; words may stand between ("паспорт серия 45 08 № 123456").
_DOCUMENT = re.compile(
    r"(?P<word>\b(?:паспорт\w*|пасп\.|серия|снилс|инн|огрн(?:ип)?|полис\w*|водительск\w+|права|загран\w*|"
    r"passport|snils|inn|ssn|social\s+security|driv\w+\s+licen[cs]e|tax\s+id|id\s+card|national\s+id)\b"
    r"(?:[^\S\n]*(?:[:№#=-]|\b(?:no|number|nr|is|серия|серии|номер|удостоверени\w+|рф|гражданина|выдан\w*|omc|омс)\b\.?))*"
    r"[^\S\n]*)(?P<number>(?=(?:[A-Za-zА-Яа-я]*\d){4})[A-Za-zА-Яа-я\d](?:[ \u00a0–-]{0,3}\d|[A-Za-zА-Яа-я\d]){3,19}"
    r"(?:[^\S\n]*(?:№|номер|number|no\.?)[^\S\n]*\d{3,12})?)",
    re.IGNORECASE,
)
#: Shapes that are documents by themselves: SNILS, a passport written as 45 08 123456, a US number.
_SHAPES = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{3}-\d{3}[ -]\d{2}|\d{2} \d{2} (?:№ ?)?\d{6}|\d{4} № ?\d{6}|\d{3}-\d{2}-\d{4})(?![\w-])"
)
_STREET_RU = (
    r"(?:улиц[аеуы]|ул\.?|проспект\w*|пр-т|пр-кт|просп\.|переул\w+|пер\.|бульвар\w*|б-р|шоссе|ш\.|площад[ьи]|пл\.|"
    r"набережн\w+|наб\.|проезд\w*|тупик\w*|микрорайон\w*|мкр\.?)"
)
_HOUSE_RU = r"(?:[,\s]+(?:д(?:ом)?\.?\s*|корп(?:ус)?\.?\s*|к\.\s*|стр(?:оение)?\.?\s*|кв(?:артира)?\.?\s*|оф(?:ис)?\.?\s*|подъезд\s*|этаж\s*)?\d+[а-яА-Я]?(?:[/-]\d+)?\b)"
_ADDRESSES = [
    re.compile(
        rf"(?<!\w)(?:\d{{6}},?\s+)?(?:(?:г\.|гор\.|город)\s*[А-ЯЁ][\w-]+,?\s+)?{_STREET_RU}\s*"
        rf"[\w«»\"-]+(?:\s+[\w-]+){{0,2}}?{_HOUSE_RU}+",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\w)(?:\d{{6}},?\s+)?(?:[А-ЯЁ][\w-]+\s+){{1,2}}{_STREET_RU}{_HOUSE_RU}+", re.IGNORECASE),
    re.compile(
        r"(?<!\w)(?:д(?:ом)?\.?)\s*\d+[а-я]?\s*,?\s*(?:кв|оф|корп|стр)\w*\.?\s*\d+[а-я]?", re.IGNORECASE
    ),
    re.compile(
        r"\b\d{1,5}[A-Za-z]?\s+(?:[A-Z][\w'.-]*\s+){1,4}"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Square|Sq|Court|Ct|Way|Place|Pl|Terrace)\b\.?"
        r"(?:,?\s+(?:apt|apartment|flat|suite|unit|floor)\.?\s*#?\w+)?(?:,\s+[A-Z][\w-]+)?(?:,?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?)?"
    ),
    re.compile(r"\b(?:apt|apartment|flat|suite|unit)\.?\s*#?\d+\w*\b", re.IGNORECASE),
]
#: A parameter of a link that opens something to whoever holds it, and long random words anywhere in it.
_TOKEN = re.compile(
    r"(?P<key>[?&;#](?:[\w.-]*(?:token|key|sig|signature|secret|pass(?:word)?|pwd|code|auth|session|sid|hash|otp|jwt)"
    r"[\w.-]*))=[^&#\s]+",
    re.IGNORECASE,
)
_RANDOM = re.compile(r"(?<=[/=:-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}")
_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
_SAID_SECRET = re.compile(
    r"(?P<word>\b(?:password|passwd|pwd|pin(?:\s*code)?|token|api[ _-]?key|secret|login)|"
    r"(?<!\w)(?:парол\w*|пин(?:-?код)?|токен\w*|логин\w*|ключ\s+api))(?P<is>\s*(?:[:=–—-]|\bis\b)\s*)(?P<said>[^\s,;&]+)",
    re.IGNORECASE,
)
#: Digits grouped as a phone's are, whether or not such a number is in use.
_PHONE = re.compile(
    r"(?<![\w.+-])(?:\+\s?\d{1,3}|8|7)[\s\u00a0(–-]{0,3}\d{3}[\s\u00a0)–-]{0,3}\d{3}[\s\u00a0–-]?\d{2}[\s\u00a0–-]?\d{2}(?![\w-])"
    r"|(?<![\w.-])\+\d(?:[\s\u00a0().–-]{0,2}\d){6,14}(?!\w)"
    r"|(?<![\w.-])\(\d{3,5}\)\s*\d{1,3}(?:[\s–-]\d{2,4}){1,3}(?![\w-])"
)
#: A date or a time of day among digits that might be a phone's.
_MOMENT = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d:\d\d")
#: How Russian names end in their cases.
_ENDINGS = "а|ы|е|у|о|я|и|ю|ь|ой|ою|ей|ею|ем|ём|ом|ью|ого|ому|ым|ых|ий|ый|ая|ую|ин|ина|ину|иной"
#: Names shorter than this would take ordinary words with them.
SHORTEST_NAME = 2


def redact(text: str, names: Iterable[str] = (), region: str = "RU") -> str:
    """The text without personal data; `names` are people's, masked in any case and Russian ending.

    `region` tells how phones without a country code are read (ISO 3166).
    """
    text = _LINK.sub(lambda link: _without_secrets(link[0]), text)
    text = _EMAIL.sub(EMAIL, text)
    text = _SAID_SECRET.sub(lambda said: f"{said['word']}{said['is']}{SECRET}", text)
    text = _DOCUMENT.sub(lambda found: f"{found['word']}{DOCUMENT}", text)
    text = _CARD.sub(lambda found: _unless_product(found, CARD) if _is_card(found[0]) else found[0], text)
    text = _SHAPES.sub(lambda found: _unless_product(found, DOCUMENT), text)
    text = _phones(text, region)
    for address in _ADDRESSES:
        text = address.sub(ADDRESS, text)
    text = _USERNAME.sub(USERNAME, text)
    return _names(text, names)


def _unless_product(found: re.Match[str], mask: str) -> str:
    """The mask, or the number itself when a word before it says that it is the product's."""
    return found[0] if _PRODUCT.search(found.string[: found.start()]) else mask


def _is_card(written: str) -> bool:
    """Whether the digits are a card's by their check digit (ISO/IEC 7812, Luhn)."""
    digits = [int(one) for one in written if one.isdigit()]
    doubled = (sum(divmod(2 * one, 10)) for one in digits[-2::-2])
    return digits[0] in {2, 3, 4, 5, 6, 9} and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _phones(text: str, region: str) -> str:
    text = _PHONE.sub(lambda found: _unless_product(found, PHONE), text)
    found = [
        (one.start, one.end)
        for one in PhoneNumberMatcher(text, region, leniency=Leniency.VALID)
        if not (_PRODUCT.search(text[: one.start]) or _MOMENT.search(one.raw_string))
    ]
    for start, end in reversed(found):
        text = text[:start] + PHONE + text[end:]
    return text


def _without_secrets(link: str) -> str:
    """The link without what opens it: tokens, long random words, a login; people's Telegram pages go."""
    if re.match(r"(?:https?://)?(?:t\.me|telegram\.me)/|tg://", link, re.IGNORECASE):
        return USERNAME
    link = _LOGIN.sub(f"{SECRET}@", link)
    link = _TOKEN.sub(lambda found: f"{found['key']}={SECRET}", link)
    return _RANDOM.sub(SECRET, link)


def _names(text: str, names: Iterable[str]) -> str:
    """Whole names first, then their parts; a Russian name also in its cases."""
    known = {name.strip() for name in names if sum(one.isalpha() for one in name) >= SHORTEST_NAME}
    parts = chain.from_iterable(name.split() for name in known)
    wanted = known | {part for part in parts if len(part) > SHORTEST_NAME and part[:1].isalpha()}
    for name in sorted(wanted, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){_in_any_case(name)}(?!\w)", NAME, text, flags=re.IGNORECASE)
    return text


def _in_any_case(name: str) -> str:
    """A pattern of the name; a Russian one may end otherwise ("Анна", "Анне", "Анной"; "Глеб", "Глебу")."""
    words = []
    for word in name.split():
        stem = re.sub(r"[аеёийоуыьэюя]\Z", "", word, flags=re.IGNORECASE)
        russian = bool(re.fullmatch(r"[А-Яа-яЁё-]{3,}", word)) and len(stem) >= SHORTEST_NAME
        words.append(rf"{re.escape(stem)}(?:{_ENDINGS})?" if russian else re.escape(word))
    return r"\s+".join(words)
