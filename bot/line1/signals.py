"""What in a customer's words asks for more than an answer, by rules, with the words it was read from.

English and Russian. A rule speaks of what people write to a support desk: "the whole shop is offline" is an
outage and "the whole day" is none, a product called "Killer" kills nobody, and capitals are a habit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.line1.danger.words import PERILS
from bot.line1.phrases import Kind, small_talk
from bot.line1.swearing import swearing


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that changes what line 1 does, and the customer's words it was read from."""

    name: str
    words: str


#: Every signal there is, the gravest first.
SIGNALS = (
    "danger_to_life", "security", "data_loss", "outage", "legal_threat", "claim", "churn_threat", "abuse",
    "profanity", "repeat_contact", "asks_human", "exclamations",
)  # fmt: skip


def _rows(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)


#: Figures of speech about death, taken out before danger is looked for.
_SAYINGS = _rows(
    r"(?:dying|die[sd]?|dead) (?:to (?:know|see|hear|try|get|ask)|of (?:laugh\w+|boredom|curiosity|shame|hunger|cringe)|"
    r"laughing|for a|in the water|inside laughing|hard)",
    r"(?:laugh\w*|bored|scared|tickled|love \w+|worried) (?:\w+ ){0,2}to death",
    r"to die for",
    r"kill(?:s|ed|ing)? (?:for|it|the|this|that|these|all|time|two birds|process\w*|task\w*|job|my (?:mood|vibe|battery|day|"
    r"whole day|time|wi-?fi|back|eyes|feet))",
    r"(?:умира\w+|умр\w+|умер\w*|сдох\w*|помира\w+|подыха\w+) (?:(?:тут|уже|здесь|просто|прямо) )?(?:со|от|с) (?:смех\w*|хохот\w*|"
    r"скук\w*|любопытств\w*|стыд\w*|голод\w*|жар\w*|зависти|восторг\w*|умилен\w*|счасть\w*|нетерпен\w*|тоски|кринж\w*)",
    r"(?:начальни\w+|шеф|босс|директор\w*|бухгалтер\w*|мама) (?:меня |нас )?(?:просто |точно )?(?:убь[её]т|прибь[её]т)(?: \w+)?",
    r"до смерти (?:надоел\w*|устал\w*|скучн\w*|хочется|рад\w*|люблю)",
    r"хо(?:чу|чется) (?:сдохнуть|умереть) (?:со смеху|от смеха|от стыда|от кринжа)",
)
_ME_OR_US = r"(?:me|us|him|her|them|everyone|everybody|people|himself|herself|themselves)"
_DANGER = _rows(
    r"(?:(?<!\w )want|i want|wanted|wanna|ready|wish|rather|i'?m going|i am going|i was going|i'?m gonna|prefer|easier|just want)(?: to)?(?: just)? (?:die|be dead|end it all|end everything|end my life)"
    r"(?! (?:hard|for|of|to|in the))",
    r"(?:i'?d be|i would be|i wish i (?:was|were)|i should be) (?:better off )?dead",
    r"better off (?:dead|without me)",
    r"wish (?:i|to) (?:was|were|had)(?: never been| not)? (?:dead|born)",
    r"(?:kill(?:ing)?|hang(?:ing)?|shoot(?:ing)?|harm(?:ing)?|hurt(?:ing)?|cut(?:ting)?|drown(?:ing)?) (?:\w+ )?(?:myself|himself|herself)",
    r"i (?:self[- ]?harm|have been self[- ]?harming)|(?:no (?:one|body)|nobody) (?:would|will) (?:even )?(?:miss|notice) (?:me|if i)",
    r"(?:standing|i'?m|i am) on the (?:roof|ledge|bridge)|(?:farewell|goodbye|suicide) (?:letter|note)|this is my last (?:day|message),? (?:farewell|goodbye|on earth)",
    r"(?:sleep|asleep) and (?:never|not) wake up|(?:disappear|vanish) from this world|(?:done|finished) with (?:my |this )?life|end it (?:all|tonight|today)",
    r"(?:won'?t|will not) (?:be (?:(?:here|around|alive) (?:any ?more|much longer|for long)|alive tomorrow)|live (?:till|until|to see))|hate my life(?: \w+){1,5} (?:over|end)",
    r"(?:end(?:ing)?|take|taking|took|finish) (?:my|his|her|their) (?:own )?life",
    r"suicid(?:e|al)",
    r"(?:do not|don'?t|dont|no longer|never) (?:want|wanna|wish|care)(?: to)? (?:live(?! with)|be alive|exist|wake up(?! (?:to|early|at|with|before))|go on living|keep living)",
    r"(?:no|any) (?:reason|point|sense)(?: for me)? (?:to|in|of) (?:live|living|stay(?:ing)? alive|go(?:ing)? on living)",
    r"nothing (?:left )?to live for",
    r"(?:my )?(?:life|living) (?:is|has)(?:n'?t| not| no) (?:longer )?(?:worth (?:living|it)|(?:any )?meaning)|can'?t (?:live|go on)(?: (?:like this|living|any ?more))(?: any ?more)?",
    r"jump(?:ing)? (?:off|from) (?:a|the|this) (?:roof|bridge|building|balcony|window)",
    r"(?:took|swallowed|taken|taking) (?:all|too many|a (?:whole )?(?:pack|bottle|handful) of) (?:\w+ ){0,2}pills|(?:took|taken|had) an overdose|(?:i|she|he|they|has|have) (?:just )?overdosed",
    rf"(?:(?:is |are |keeps )?threaten(?:s|ing)?|(?:says?|said)(?: \w+)? (?:will|wants to|is going to)|(?:he|she|man|husband|wife|boss|ex|neighbou?r|they|guy)(?:'s| is| are|'re)? (?:going|gonna|trying|coming)) (?:to )?"
    rf"(?:kill|murder|shoot|stab) {_ME_OR_US}|(?:he|she|husband|wife|ex|neighbou?r) wants to (?:kill|murder) {_ME_OR_US}|"
    r"i(?:'ll| will|'?m going to| am going to) (?:kill|shoot|stab|murder) (?:you all|all of you|them all|him|her|everyone|everybody)",
    r"(?:isn'?t|is not|not|stopped|doesn'?t|can'?t) breath(?:ing|e)(?! (?:any |new )?life)",
    r"(?:an? )?ambulance|call 911",
    r"unconscious|(?:having|has|is it) a heart attack|(?:somebody|someone|colleague|customer|he|she|man|woman) (?:has )?(?:just )?collapsed|bleeding (?:badly|out|heavily|to death)|stop bleeding|electric shock",
    r"(?:man|woman|guy|he|she|someone|somebody|robber)(?: \w+)? (?:with|has|had|holding) (?:a )?(?:gun|knife|pistol|weapon)",
    r"(?:повешусь|повеситься|утоплюсь|застрелюсь|отравлюсь|удавлюсь)(?! (?:от|с) (?:радости|смеху|скуки|счастья))",
    r"(?<!не )(?:хо(?:чу|чется)|хотел\w*|решил\w*|лучше|проще|готов\w*|собираюсь|пойду)(?: бы)?(?: \w+){0,2} "
    r"(?:умереть|сдохнуть|повеситься|утопиться|застрелиться|отравиться|убиться|умру)",
    r"не (?:хочу|хочется|могу|буду)(?: \w+){0,2} жить(?! (?:без (?:интернет|кофе|ваш|телефон)|с этим))",
    r"жить(?! без)(?: \w+){0,2} не (?:хочу|хочется|могу|буду)",
    r"(?:не для чего|незачем|нет (?:смысла|причин|сил)|зачем)(?: мне)?(?: больше)? (?:дальше )?жить",
    r"(?:жизнь|жизни) (?:больше )?(?:не имеет|потеряла|без)(?: всякий| всякого)? смысл\w*",
    r"(?:покончу|покончить|покончит|кончать|кончить) (?:\w+ )?с (?:собой|жизнью|этой жизнью)|(?:хочу|хочется|пора|решил\w*)(?: \w+){0,3} покончить|св(?:ести|ожу|еду) счеты с жизнью|наложу на себя руки",
    r"уй(?:ти|ду) из (?:этой )?жизни|ухожу из (?:этой )?жизни|сегодня уйду из жизни",
    r"(?:убью|убить|убь[её]т|режу|порезал\w*|повешу|застрелю) (?:с?себя|вены)|себя (?:убью|убить)|(?:вскры\w+|порезал\w*|режу) вены",
    r"самоубийств\w+|суицид\w*",
    r"лучше бы (?:я (?:умер\w*|сдох\w*|не (?:родил\w+|жил\w*|проснул\w+))|меня не (?:было|стало))|(?:без меня (?:всем )?будет лучше|(?:всем )?будет лучше без меня)",
    r"(?:прыгну|спрыгну|спрыгнуть|прыгнуть|сброшусь|сброситься|выброшусь) (?:с (?:крыши|моста|балкона|этажа)|из окна|под поезд)|стою на крыше",
    r"(?:выпил\w*|наглотал\w*|проглотил\w*)(?: \w+){0,2} (?:таблет\w+|снотворн\w+)|передозировк\w+|отравил(?:ась|ся) таблет\w+",
    r"(?:причиня\w+|сдела\w+) себе боль|(?:уснуть|заснуть) и (?:больше )?не просы?н\w+",
    r"никто (?:и |даже )?не (?:заметит|заплачет|вспомнит)(?:, если)?(?: \w+)? (?:меня|я)|(?:завтра|скоро|больше) меня (?:уже |больше )?не (?:станет|будет)(?! (?:на|в|дома))|меня (?:завтра|скоро|больше|уже|завтра уже|скоро уже|больше уже) не (?:будет|станет)(?!,? (?:\w+ ){0,2}(?:позвоните|звоните|пишите|обращайтесь|отпуск\w*|адрес|вместо))(?! (?:на (?:месте|работе|этой точке|точке|связи|смене)|по |в (?:офисе|магазине|городе|сети)|дома))",
    r"прощальн\w+ (?:письм\w+|записк\w+)|предсмертн\w+ (?:письм\w+|записк\w+)|(?:исчезнуть|уйти) из (?:этого )?мира|(?:не хочу|не хочется)(?: \w+){0,2} на (?:этом|белом) свете|хватит (?:этой|такой) жизни",
    r"(?:не вижу|нет)(?: \w+){0,2} (?:смысла|причин\w*|повода)(?: \w+){0,2} (?:жить|оставаться в живых|быть живым)|ненавижу свою жизнь(?:,? \w+){1,4} (?:закончил\w*|кончил\w*)",
    r"(?:он|она|муж|жена|бывш\w+|сосед|человек|кто-то|отец|сын|они)?(?: \w+)?\s?(?:угрожа(?:ет|ют)|гроз[ия]т\w*|обеща(?:ет|ют)|говорит,? что|собира(?:ется|ются))(?: \w+){0,2} "
    r"(?:убить|убь[её]т|зарезать|зарежет|застрелить|застрелит) ?(?:меня|нас|её|ее|его|всех|себя)?",
    r"(?:вызовите|вызывайте|нужна|срочно) скор(?:ую|ая)|вызовите 112|не дышит|перестал\w* дышать|без сознания|(?<!чуть не )потерял\w* сознание",
    r"(?:у (?:него|нее|меня|нас|мужа|жены|коллеги|клиента|мамы|папы|сотрудни\w+|человека)|кажется|похоже)(?: (?!был|случил)\w+){0,2} (?:инфаркт|инсульт|сердечный приступ|удушье)|(?:сильн\w+|не останавливается) кровотечени\w+|кровотечени\w+ (?:сильн\w+|не останав\w+)|истека\w+ кровью|кровь не останавлива\w+|удари\w+ током(?! наэлектр)|человек\w* с (?:пистолет\w+|ножом|оружи\w+)|у него (?:нож|пистолет)",
)
_PLACE = (
    r"(?:shop|store|office|floor|team|department|company|chain|branch|warehouse|building|site|school|hotel|restaurant|"
    r"caf[eé]|clinic|city|town|district|village|street|mall|staff)"
)
_EVERYWHERE = rf"(?:(?:the |our |this )?(?:whole|entire) {_PLACE}|(?:all|every) (?:of )?(?:the |our )?(?:\w+ )?(?:shops?|stores?|offices?|branch(?:es)?))"
_EVERYONE = (
    rf"(?:(?:everyone|everybody|all of us)(?: (?:in|at|on|here|from) (?:the |our |this )?{_PLACE})?|{_EVERYWHERE}|"
    r"all (?:of )?(?:our |the )?(?:\w+ )?(?:tills|staff|colleagues|computers|registers|terminals|employees))"
)
_NOBODY = rf"(?:nobody|no one|none of us)(?: (?:here|(?:in|at|on) (?:the |our |this )?(?:whole |entire )?{_PLACE}))?"
_CUT_OFF = (
    r"(?:down|offline|dead|not (?:work\w*|respond\w*)|no (?:internet|connection|network|mail|wi-?fi)|"
    r"without (?:internet|(?:a )?connection|network|mail|wi-?fi)|can'?t|cannot|(?:doesn'?t|don'?t|isn'?t|stopped|aren'?t) work\w*|"
    r"(?:lost|loses) (?:internet|connection|network)|outage|cut off)"
)
_PLACE_RU = (
    r"(?:магазин\w*|офис\w*|этаж\w*|отдел\w*|склад\w*|филиал\w*|здани\w+|корпус\w*|компани\w+|фирм\w+|сет[ьи]|город\w*|район\w*|дом[еу]?|"
    r"подъезд\w*|салон\w*|кафе|ресторан\w*|школ\w+|отел\w+|центр\w*|предприяти\w+|организаци\w+|улиц\w+)"
)
_WHOLE_RU = rf"(?:весь|вся|все) (?:наш\w* )?{_PLACE_RU}"
_ALL_RU = (
    r"(?:все (?:наши )?(?:кассы|терминалы|магазины|филиалы|точки|компьютеры)|"
    r"весь (?:наш )?(?:магазин|офис|отдел|этаж|филиал|склад|город|район))"
)
_EVERYONE_RU = (
    rf"(?:у всех(?: (?:нас|сотрудников|коллег|касс|кассиров|клиентов))?|везде|повсюду|ни у кого|"
    rf"(?:во|по|на) вс(?:ем|ей|ему|ех)(?: наш\w+)? {_PLACE_RU}|ни одна касса|ни один (?:магазин|терминал|компьютер|принтер)|"
    rf"{_ALL_RU})"
)
_CUT_OFF_RU = (
    r"(?:не (?:работа\w+|печата\w+|открыва\w+|груз\w+|включа\w+|отправля\w+|приход\w+|подключа\w+)|упал\w*|"
    r"отвалил\w*|завис\w*|пропал\w*|исчез\w*|нет (?:\w+ )?(?:интернет\w*|связи|сети|почты|вайфая|wi-?fi)|(?:интернет\w*|связи|сети|почты|вайфая) нет)"
)
_DATA = r"(?:data|files?|e-?mails?|mails?|letters|archive|receipts|database|history|orders|contacts|documents|backups?)"
_DATA_RU = r"(?:данн\w+|письма|почт[аы]|архив\w*|файл\w*|чек[иов]*|баз[аыу]|истори\w+|заказ\w*|контакт\w*|документ\w*|отч[её]т\w*)"
_THRICE = r"(?:second|third|fourth|fifth|sixth|tenth|hundredth|\d+(?:nd|rd|th))"
_THRICE_RU = r"(?:втор|трет|четв[её]рт|пят|шест|десят|сот|котор)\w+"
_SAID_RU = r"(?:пи[сш]|звон|обращ|спрашива|сообща|говор|просил|присыла|объясн|рассказыва)\w*"
_RULES: dict[str, re.Pattern[str]] = {
    "security": _rows(
        r"hack(?:ed|er|ers|ing)|phish\w*|malware|ransomware|(?:a|has|got|computer|new) virus(?:es)?|data (?:breach|leak)\w*|compromised",
        r"(?:data|passwords?|cards?|database)(?: \w+){0,2} leaked|leaked (?:our|my|the)",
        r"(?:stole|stolen)(?: \w+){0,2} (?:password|account|card|data|identity|money|cash)|(?:password|account|card|data|money) (?:was|were|is|has been|have been|got) stolen",
        r"(?:someone|somebody|stranger|they|intruder)(?: \w+){0,2} (?:got|broke|break|logged|gets|getting|is|was) (?:into|in) (?:our|my|the)",
        r"(?:someone|somebody|stranger)(?: else)? (?:logs?|logging|signs?|signing|keeps? (?:logging|signing)|reads|is)(?: \w+)?(?: (?:in|into|on|with))?(?: (?:my|our|the))?(?: \w+)? (?:account|mailbox|mail|e-?mail|profile|cabinet|password|card|system|in)",
        r"unauthori[sz]ed (?:access|login|payment|transaction\w*)|(?:suspicious|strange|unknown) (?:login|log-in|sign-in|access|e-?mail|letter|activity|payment)|login from another country",
        r"(?:we|(?:our|the) (?:shop|store|office|till|warehouse|cashier))(?: (?:have|has|was|were|got|just|been|being|are|is|'ve)){0,3} "
        r"(?:robbed|burgled)|(?:robbery|burglary|break[- ]in) (?:at|in|here|last|tonight|today)",
        r"(?<!вы )(?:нас|магазин|кассу|офис|склад|точку)(?: (?:сегодня|ночью|вчера|сейчас|только что))? (?:ограбили|обокрали|грабят)"
        r"|(?<!вы )(?:ограбили|обокрали|грабят) (?:наш )?(?:нас|магазин|кассу|офис|склад|точку)|ограбление",
        r"encrypted (?:all )?(?:our|my|the) (?:files|data|disk)|fraud(?:ulent|ster\w*)?",
        r"взлом\w*|хакер\w*|хакн\w+|фишинг\w*|вирус\w*|шифровальщик\w*|вымогател\w*|зашифровал\w*|утечк\w+|утекли|слили (?:базу|данные)",
        r"украли (?:\w+ )?(?:парол\w*|аккаунт|деньги|данные|карт\w+)|(?:парол\w*|аккаунт|деньги|данные) украли",
        r"кто[- ]?то (?:\w+ )?(?:влез\w*|зашел|зашла|заход\w+|вошел|вошла|вход\w+|залез\w*|сидит в (?:наш|мо)\w+|читает (?:наш\w+|мо\w+)|получил доступ|рассылает|пользуется наш\w+)",
        r"посторонн\w+ (?:\w+ )?(?:вош\w+|зашл?\w+|влез\w*)|вход\w* из другой страны",
        r"подозрительн\w+ (?:вход\w*|письм\w+|активност\w+|плат[её]ж\w*)|несанкционированн\w+|мошенническ\w+ (?:письм\w+|звон\w+|опер\w+|сайт\w*)",
    ),
    "data_loss": _rows(
        rf"(?:lost|deleted|erased|wiped)(?: [\w']+){{0,4}}? {_DATA}",
        rf"{_DATA}(?: (?:is|are|was|were|has|have|been|just|all|got)){{0,3}} (?:gone|lost|deleted|erased|wiped|disappeared|vanished)",
        r"(?:deleted|erased|wiped|lost) everything",
        rf"(?:пропал\w*|исчез\w*|стер(?:лись|лась|ся|то|ли|ла)|потеряли|удалили(?:сь)?)(?: \w+){{0,2}}? {_DATA_RU}",
        rf"(?<!не ){_DATA_RU}(?: \w+){{0,2}}? (?:пропал[аои]?|исчез\w*|стерл\w*|потеряли\w*|удалили\w*|утерян\w*)",
        r"(?:удалил|стер|потерял)\w* вс[её]",
    ),
    "outage": _rows(
        rf"{_EVERYONE}(?: (?!and\b|but\b)\w+){{0,6}}? {_CUT_OFF}(?! find)",
        rf"{_CUT_OFF}(?: \w+){{0,3}} (?:everywhere|for {_EVERYONE}|(?:in|at|across|throughout|all over) {_EVERYWHERE})",
        rf"(?:in|at|across|throughout|all over) {_EVERYWHERE},?(?: \w+){{0,5}}? {_CUT_OFF}",
        rf"{_NOBODY} (?:can|is able to|could) (?:work|log in|login|sign in|sell|connect|print|pay|open|get (?:in|online)|use|access|send|receive|reach)",
        rf"{_NOBODY} has (?:internet|connection|network|mail|access|wi-?fi)|(?:nothing works|(?:not|isn'?t|doesn'?t|don'?t) work(?:ing|s)?) (?:anywhere|(?:in|at) {_EVERYWHERE})|everyone here",
        rf"{_EVERYONE_RU}(?: (?!рады|доволь|хотят|просят|одн|он[аои]?\b)\w+){{0,5}}? {_CUT_OFF_RU}",
        rf"(?:{_ALL_RU}|везде|у всех)(?: \w+)? (?:лежит|лежат|стоит|стоят|встал[аи]?)(?=$|[.,!?;]| (?:уже|с|целый|второй|третий)\b)",
        rf"{_CUT_OFF_RU}(?: \w+){{0,3}} {_EVERYONE_RU}",
        r"(?:никто|никого)(?: (?:в|из|на|у|нас|тут|здесь|офис\w*|магазин\w*|отдел\w*|склад\w*)){0,3} не (?:может|могут)(?: \w+)? "
        r"(?:работать|войти|зайти|продавать|подключиться|печатать|открыть|отправить|получить)|массов\w+ (?:сбо[йи]|авари\w+)",
        rf"{_WHOLE_RU}(?: \w+){{0,3}}? (?:без (?:интернет\w*|связи|сети|почты|касс\w*)|не может (?:работать|войти|зайти|торговать|подключиться|печатать))",
    ),
    "legal_threat": _rows(
        r"(?:see you in|go(?:ing)? to|take (?:you|this|it) to|in) (?<!food )court",
        r"(?:my|our) (?:lawyer|attorney|solicitor)s?(?!'s)(?! (?:can|cannot|can'?t|could|needs?|has (?:no|a)|lost|forgot|asks? (?:for|how)))|(?:a |to (?:a|the) )lawyer will",
        r"(?:sue|suing) (?:you|your)|lawsuit|legal action|press charges|consumer (?:protection|rights)|ombudsman|report you to|go to the police",
        r"(?:подам|подаю|подадим|пойду|пойд[её]м|обращусь|обратимся|увидимся|встретимся|напишу|через|до)(?: \w+){0,2} (?:в )?суд[аеу]?|засуд\w+|засужу|иск в суд|исков\w+ заявлени\w+",
        r"прокуратур[ауые]|роспотребнадзор\w*|роскомнадзор\w*|(?:заявление )?в полици[юи]|антимонопольн\w+",
        r"(?:мо[йией]\w*|наш\w*) (?:юрист|адвокат)\w*(?! (?:не может|не могут|не видит|забыл\w*|просит (?:доступ|пароль)|нужен|нужна))",
        r"по закону о защите прав|закон о защите прав",
    ),
    "claim": _rows(
        r"(?:fil(?:e|ing)|mak(?:e|ing)|submit(?:ting)?|lodg(?:e|ing)|send(?:ing)?)(?: (?:a|an|my|our|the|you)){0,2} (?:formal |official |written )?(?:complaint|claim)",
        r"(?:formal|official|written) (?:complaint|claim)|(?:demand|claim|want|expect) (?:\w+ )?(?:compensation|damages|reimbursement)|compensate (?:us|me|our)|pay for our losses",
        r"(?<!без )(?<!нет )(?<!никаких )претензи[яюией]\w*(?! нет)|(?:официальн|письменн)\w+ жалоб\w+|досудебн\w+|жалоб[ау] на (?:вас|вашу|ваших)",
        r"(?:требу\w+|прошу|просим|долж\w+)(?: \w+)? (?:возместить|возмещени\w+|компенс\w+|вернуть деньги|неустойк\w+)|возмещени\w+ (?:ущерба|убытк\w+)|(?:ущерб|убытки)(?: \w+)? возмест\w+",
    ),
    "churn_threat": _rows(
        r"cancel(?:l?ing)? (?:my|our|the|this) (?:contract|subscription|service)|terminat(?:e|ing) (?:my|our|the|this) (?:contract|agreement)",
        r"(?:switch|mov|chang|go)(?:e|ing|ed)?(?: over)? to (?:another|a different|your|other|the) (?:company|provider|supplier|competitors?|competition|operator)",
        r"(?:find|look(?:ing)? for|choose) (?:another|a different|a new|some other) (?:company|provider|supplier)|(?:leaving|done with|quit) (?:you|your (?:company|service))|business elsewhere",
        r"(?:расторг|разорв|растор)\w* (?:\w+ )?договор\w*",
        r"(?:уйд|уход|перейд|перех|ухож|сбежим|перебер|переед)\w* к (?:друг\w+|конкурент\w+)|(?:найд[её]м|ищем|найду|поищ\w+|выбер\w+)(?: себе)? (?:друг\w+|нов\w+) (?:компани\w+|провайдер\w*|поставщик\w*|подрядчик\w*)",
        r"(?:смен\w+|меня\w+|поменя\w+) (?:провайдера|поставщика|оператора|подрядчика)|отказ\w+ от ваш\w+|больше (?:не буд\w+|ни копейки)(?: \w+)? (?:платить|пользоваться|не заплат\w+|у вас)",
    ),
    "repeat_contact": _rows(
        r"(?:wrote|written|called|asked|reported|contacted|e-?mailed|told|sent)(?: (?:you|about|it|this|to|the|a|ticket|log|message|support|him|her|them|your|us|in)){0,4} "
        r"(?:already|before|twice|yesterday|last (?:week|month|time)|(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:\d+|two|three|four|five|many|several) times|again)",
        r"already (?:wrote|written|called|asked|reported|told|contacted|sent|explained)|(?:writing|calling|asking|contacting)(?: (?:you|to|about|it|this)){0,3} again",
        rf"{_THRICE} (?:ticket|request|call|message|letter|e-?mail|complaint)|(?:for the )?{_THRICE} time(?: (?:i|we|i'?m|we'?re|i am|that i|i have|i'?ve)){{1,2}} \w+",
        r"(?:still )?(?:waiting|wait) for (?:your|an|any|a) (?:answer|reply|call|response)|as i (?:already )?(?:said|wrote)|explained (?:this|it) (?:twice|already|before|many times)|nobody called back",
        rf"(?:уже|повторно|снова|опять|ещ[её] раз|в?\s?{_THRICE_RU} раз|дважды|трижды)(?: (?:вам|к|вас|об|этом|про|это|в|поддержку|раз|дважды|трижды|\d+)){{0,4}} {_SAID_RU}",
        r"(?:писал|звонил|обращал|сообщал|присылал|объяснял|говорил)\w*(?: (?:вам|к|об|этом|про|это|уже|в|поддержку)){0,3} (?:уже|вчера|позавчера|на прошлой|дважды|трижды|раньше|"
        r"(?:несколько|много|пять|три|\d+) раз|(?:в|во) (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))",
        rf"{_THRICE_RU} (?:заявк\w+|обращени\w+|письм\w+|звон\w+|жалоб\w+|сообщени\w+)|повторн\w+ (?:обращени\w+|заявк\w+)|обещали (?:\w+ )?перезвонить",
    ),
    "asks_human": _rows(
        r"(?:(?:live|real|actual) )?(?:human|operator|agent)(?: please)?",
        r"(?:speak|talk|chat|connect me|put me through) (?:to|with) (?:a |an |the |your )?"
        r"(?:live |real |actual )?(?:human|person|operator|agent|someone|somebody|specialist|manager|support)",
        r"(?:real|live|living|actual) (?:person|people)|somebody alive",
        r"(?:need|want|get me|give me|call(?: me)?) (?:a |an |the )?(?:live |real |actual )?(?:human|person|operator|specialist|manager)",
        r"person (?:i|we) can (?:talk|speak|write) to",
        r"(?:a )?person,? please",
        r"(?<!am )(?<!'m )not (?:a )?(?:bot|robot)",  # "I am not a robot" is a box on a page
        r"(?:позови(?:те)?|позвать|дайте|дай|соедини(?:те)?(?: меня)? со?|переключи(?:те)?(?: меня)? на|нужен|хочу|можно|"
        r"пригласите|свяжите(?: меня)? со?) (?:(?:мне|нам|со?|к|вашего|вашим|живого|живой|живым|другого|другой|любого|"
        r"поговорить|пообщаться|сюда) ){0,3}(?:человек[а-я]*|оператор[а-я]*|специалист[а-я]*|менеджер[а-я]*|"
        r"сотрудник[а-я]*)",
        r"(?:speak|talk|chat|connect me|put me through) (?:to|with) (?:a |the |your |whoever (?:is|'s) )?"
        r"(?:boss|supervisor|superior|higher[- ]up|head of|in charge|(?:someone |somebody )in charge)",
        r"(?:позови(?:те)?|позвать|пригласите|соедини(?:те)?(?: меня)? со?|свяжите(?: меня)? со?|переключи(?:те)?(?: меня)? на|"
        r"(?:поговорить|говорить|пообщаться) со?) (?:(?:мне|нам|вашего|вашим|вашу) ){0,2}"
        r"(?:начальни[а-я]*|руководител[а-я]*|руководств[а-я]*|директор[а-я]*(?! на)|старш(?:его|им)(?! \w)|главн(?:ого|ым)(?! \w))",
        r"жив(?:ой|ого|ым) (?:человек[а-я]*|оператор[а-я]*|сотрудник[а-я]*)|живые люди|(?:нужен|дайте|позовите|есть) "
        r"(?:там |тут |мне |здесь )?(?:кто[- ]?(?:то|нибудь)|кого[- ]?(?:то|нибудь)|хоть кто[- ]?то) (?:из )?жив(?:ой|ого|ых)",
        r"(?:поговорить|говорить|общаться|пообщаться) со? (?:\w+ )?(?:человеком|оператором|специалистом|людьми|менеджером)",
        r"(?:оператор(?! (?:связи|фискальн|офд|эдо))|человек|человека|оператора)(?: пожалуйста)?",
        r"не (?:с )?(?:бот(?:ом)?|робот(?:ом)?)",
    ),
}  # fmt: skip
#: A run of exclamation marks; capitals alone are a habit and no signal.
_RUN = re.compile(r"!(?:\s?[!1?]){1,}!*|(?:![^!]+){3,}!")
#: An asking-for-a-person word alone is enough only in a short text: "the operator of the till" is not.
_SHORT = 4


def plain(text: str) -> str:
    """The text as the rules read it: single spaces, ё as е, straight apostrophes."""
    return " ".join(text.replace("ё", "е").replace("Ё", "Е").replace("’", "'").replace("‘", "'").split())


def danger(text: str) -> str:
    """The words of a plain text that speak of danger to life; empty when none do."""
    said = _SAYINGS.sub(" — ", text)
    return _fullest(_DANGER, said) or _fullest(PERILS, said)


def wish(text: str) -> str:
    """The words of a plain text that ask for a person; empty when none do."""
    return _fullest(_RULES["asks_human"], text)


def signals(text: str, danger_words: str) -> tuple[Signal, ...]:
    """Every signal of a plain text, the gravest first; `danger_words` are those that speak of danger, if any."""
    found = dict(_found(text)) | {"danger_to_life": danger_words}
    return tuple(Signal(name, found[name]) for name in SIGNALS if found.get(name))


def _found(text: str) -> Iterator[tuple[str, str]]:
    if small_talk(text) is Kind.SELF:
        return  # "are you human?" asks for no person yet
    short = len(text.split()) <= _SHORT
    for name, pattern in _RULES.items():
        words = _fullest(pattern, text)
        if name != "asks_human" or short or len(words.split()) > 1:
            yield name, words
    yield from swearing(text).items()
    if run := _RUN.search(text):
        yield "exclamations", run[0] if len(run[0]) < 10 else "!"


def _fullest(pattern: re.Pattern[str], text: str) -> str:
    """The match of the most words: "the operator" in a sentence must not hide "talk to a person" behind it."""
    return max((one[0] for one in pattern.finditer(text)), key=lambda words: len(words.split()), default="")
