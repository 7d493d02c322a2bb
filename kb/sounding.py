"""English written in Cyrillic letters by its sound (`хау ту ресет пассворд`), read as English.

Small words are known by how Russians write them; all others are looked for among the words of the knowledge
base by their consonants, since vowels are written in as many ways as they are heard.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SMALL = """
a э; about эбаут абаут; after афтер; again эгейн агейн; all олл ол; am эм; an ан эн; and энд анд; are ар; at
эт ат; be би; but бат; buy бай; by бай; can кэн кен кан; can't кэнт кант; cannot кэннот кэнот каннот; cash
кэш; change чендж чейндж; could куд; day дей дэй; did дид; didn't диднт; do ду; does даз дас; doesn't дазнт
даснт; don't донт; engineer энджинир; error эррор эрор; find файнд; for фор; from фром; full фул фулл; get
гет; give гив; go гоу; got гот; has хэз хаз; have хэв хев хав; hello хеллоу хелло хэллоу; help хелп хэлп;
here хир; how хау хао; i ай; i'm айм; if иф; in ин; is из; isn't изнт; it ит; know ноу; last ласт; let лет;
lost лост; mail мейл; mailbox мейлбокс; make мейк мэйк; many мени; me ми; money мани; more мор; much мач; my
май; need нид; never невер; new нью; no ноу; not нот; nothing насинг насин; now нау; of ов оф; off офф; on
он; one уан ван; open оупен опен; our аур ауэр; out аут; pay пей пэй; phone фон фоун; please плиз; problem
проблем; put пут; read рид; receipt рисит ресит; send сенд сэнд; set сет; shop шоп; should шуд; slow слоу;
some сам; stop стоп; support саппорт сапорт; thanks сенкс сэнкс; that зет зэт; the зе зэ зи; there зэр зер;
they зей; this зис; time тайм; to ту; today тудей тудэй; too туу; up ап; us ас; use юз; very вери; want вонт
уонт; was воз уоз; we ви уи; what вот уот; when вен уэн; where вер уэр; which вич; who ху; why вай уай; wifi
вайфай уайфай; will вил уилл; with виз уиз; won't воунт; work ворк; working воркинг; works воркс; would вуд;
wrong ронг; yes йес; you ю; your ёр йор юр
"""
# Of these, what is Russian too: alone it says nothing of the language.
BOTH = """
ан ап ар ас бай бат бен вайфай ван вер вич воз вот гоу дас дей дэй зер и из ин кан кант май ман мани мейл ми
мор нот он опен оф пей проблем сам саппорт сет стоп ту фон ху шоп эн эт ют
"""
_SMALL = {
    heard: word for word, *written in map(str.split, SMALL.replace("ё", "е").split(";")) for heard in written
}
_BOTH = frozenset(BOTH.split())

_SPELT = [
    ("tion", "шn"), ("sion", "шn"), ("ture", "чr"), ("ceipt", "st"), ("tch", "ч"), ("dge", "ж"), ("ph", "f"),
    ("ck", "k"), ("qu", "kv"), ("sch", "sk"), ("sh", "ш"), ("ch", "ч"), ("th", "s"), ("wh", "v"), ("gh", ""),
    ("kn", "n"), ("wr", "r"), ("x", "ks"), ("j", "ж"), ("w", "v"), ("z", "s"), ("q", "k"),
]  # fmt: skip
_SOFT = re.compile("c(?=[eiy])"), re.compile("g(?=[eiy])")
_HEARD = {
    "дж": "ж", "тч": "ч", "б": "b", "в": "v", "г": "g", "д": "d", "ж": "ж", "з": "s", "к": "k", "л": "l",
    "м": "m", "н": "n", "п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "h", "ц": "s", "ч": "ч",
    "ш": "ш", "щ": "ш",
}  # fmt: skip
_SOUND = re.compile("дж|тч|.")
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_WRITTEN = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya".replace("-", "")
_LATIN = dict(zip(_LETTERS, _WRITTEN.split(" "), strict=True))
_TWICE = re.compile(r"(.)\1+")
_VOWEL = re.compile("[aeiouy']")
MARKS = ".,!?:;"
LONG = 4  # consonants, among which one may be another
ALIKE, NEARLY = 60, 75  # of 100: words of the same consonants are the same word; and of nearly the same
ENOUGH = 0.6  # of the words have to be English
LEAST = 2  # words: one alone may be a name


class Sounds:
    """The English words of a knowledge base by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_key = defaultdict[str, list[str]](list)
        for word in words:
            self._by_key[spelt(word)].append(word)

    def english(self, text: str) -> str | None:
        """The text as it was meant; None when it does not sound like English of two words and more."""
        words = text.replace("ё", "е").replace("вай фай", "вайфай").split()
        if not ({word.strip(MARKS) for word in words} & _SMALL.keys()) - _BOTH:
            return None
        found = [self._read(word) for word in words]
        if sum(map(bool, found)) < max(LEAST, ENOUGH * len(words)):
            return None
        return " ".join(better or written(word) for word, better in zip(words, found, strict=True))

    def _read(self, word: str) -> str | None:
        plain = word.strip(MARKS)
        if plain in _SMALL:
            return _SMALL[plain]
        key = heard(plain)
        near, least = self._by_key.get(key, []), ALIKE
        if not near and len(key) >= LONG:
            least = NEARLY
            keys = process.extract(key, list(self._by_key), scorer=OSA.distance, score_cutoff=1, limit=9)
            near = [one for found, _, _ in keys for one in self._by_key[found]]
        best = process.extractOne(written(plain), near, scorer=fuzz.ratio, score_cutoff=least)
        return str(best[0]) if best else None


def spelt(word: str) -> str:
    """The consonants of an English word as they are heard."""
    for letters, sound in _SPELT:
        word = word.replace(letters, sound)
    soft_c, soft_g = _SOFT
    plain = soft_g.sub("ж", soft_c.sub("s", word)).replace("c", "k")
    return _TWICE.sub(r"\1", _VOWEL.sub("", plain))


def heard(word: str) -> str:
    """The consonants of a word in Cyrillic letters."""
    return _TWICE.sub(r"\1", "".join(_HEARD.get(sound, "") for sound in _SOUND.findall(word)))


def written(word: str) -> str:
    """Cyrillic letters as Latin ones, as nearly as one letter allows."""
    return "".join(_LATIN.get(letter, letter) for letter in word)
