"""Further words that speak of danger to life: of despair, of violence, of people who need help at once.

What happens to people happens to machines in the same words ("fell and does not respond"), so those rules ask
for a person beside them.
"""

import re

_PERSON = (
    r"(?:he|she|cashier|customer|guest|visitor|client|colleague|co-?worker|worker|employee|man|woman|guy|girl|boy|child|kid|baby|"
    r"person|someone|somebody|friend|father|mother|dad|mom|mum|grand\w+|wife|husband|son|daughter|brother|sister|boss|driver|"
    r"courier|neighbou?r|lady|gentleman|elderly|people)"
)
_MEANWHILE = (
    r"(?: (?:has|have|is|are|just|fell|fall|fainted|and|then|suddenly|lying|lies|on|the floor|down|here|got|who|now|still|"
    r"in (?:our|the) \w+|at (?:our|the) \w+))*"
)
_PLACE = r"(?:building|house|office|shop|store|flat|apartment|kitchen|warehouse|stock ?room|room|car|school|hotel|cellar|basement|floor)"
_WEAPON = r"(?:gun|guns|knife|knives|pistol|rifle|axe|weapon|weapons)"
_DEVICE = r"(?:router|till|register|terminal|printer|scanner|server|socket|outlet|cable|charger|battery|laptop|computer|monitor|wiring|power (?:supply|strip))"
_DEVICE_RU = (
    r"(?:роутер\w*|касс[аы]|терминал\w*|принтер\w*|сканер\w*|сервер\w*|розетк\w+|провод\w*|проводк\w+|щит\w*|щиток|кабел\w+|"
    r"блок\w* питания|компьютер\w*|ноутбук\w*|монитор\w*|зарядк\w+|аккумулятор\w*|батаре\w+)"
)
#: Lights burn too: "the router burns red" is no fire.
_AND_NO_LIGHT = r"(?=$|[.,!?)]| (?:и|помогите|что делать|срочно|огн[её]м|дым\w*|у нас|прямо|сейчас)\b)"
_ENGLISH = (
    rf"{_DEVICE}(?: (?:is|are|has|just|caught|started|it'?s|suddenly)){{0,3}} (?:on fire|fire|smoking|sparking|in flames|melting)|(?:smoke|sparks|flames) (?:coming )?(?:out of|from) (?:the|our|my) (?:\w+ )?{_DEVICE}",
    r"(?<!you're )(?<!is )(?<!on )fire(?=!)",
    r"(?:no|any|what'?s the|what is the|what'?s|see the) (?:point|sense|reason|use)(?: \w+)? (?:of|in|to|for) (?:me )?"
    r"(?:being (?:here|in this world)|liv(?:e|ing)|exist\w*|go(?:ing)? on(?! with the)|carry(?:ing)? on(?! with the))",
    r"(?:think(?:ing)?|thoughts?|thought|dream(?:ing)?) (?:about|of) (?:ending (?:it|things|everything|my life)|dying|killing myself|my own death|jumping (?:in|off|under|from))",
    r"(?:better|happier|easier)(?: off)?(?: \w+){0,2} (?:without me|if i (?:was|were|wasn'?t|weren'?t|died|disappeared|had never|did not exist|didn'?t exist))(?! (?:there|available|at|on (?:site|shift|duty)|able))",
    r"(?:i'?d|i would|rather) (?:rather )?not (?:exist|be alive)(?! in)|(?:don'?t|do not) deserve to (?:live|be alive)|let me die|feel like dying|ready to die|want to be (?:dead|gone for good|gone forever)|dying would be",
    r"(?:tired|sick) of (?:living|life|being alive|this life)|hate being alive|(?:can'?t|cannot) (?:bear|stand|live with|take|endure)(?: \w+){0,2} (?:living|life|to live|pain)(?: any)?(?! in the neck)|can'?t (?:bear|stand) (?:living|life)",
    r"can'?t do (?:this )?life|my life is over|(?:want|need) (?:it all|everything|all this|all of it) to (?:stop|end|be over) (?:forever|for good)|nobody (?:would|will) (?:care|notice|cry) if i (?:die|died|was gone)",
    r"(?:tonight|today|this) (?:is|will be) my last (?:night|day)(?! (?:at|in|of|here|with|on (?:the )?(?:job|shift|plan|tariff|trial)))|won'?t be alive|find me dead|(?:won'?t|will not) (?:live|survive|make it) (?:through|until|till|to see)(?: \w+){0,2} (?:night|morning|tomorrow)",
    r"tell (?:my|the) (?:kids|wife|husband|mother|mom|mum|family|children|parents|son|daughter)(?: that)? i (?:love|loved)|burden (?:to|on|for) (?:everyone|everybody|my family|them all|all of them)|want to be gone|(?:at|to) my (?:own )?funeral|(?:won'?t|will not|don'?t want to) exist (?:any ?more|tomorrow|any longer)",
    r"(?:cut|cutting|slit|slitting|slash\w*|open(?:ed|ing)?) (?:my|his|her) (?:own )?(?:wrists?|arms?|veins?|throat)|(?<!with a )(?:knife|blade|razor|gun|pistol) (?:to|at|on|against) my (?:wrist|throat|neck|head|temple)|gun(?: \w+){0,6} on myself|(?:burn|set|cut|stab|poison|starv|chok|strangl)\w* (?:myself|himself|herself)(?! (?:a|an|in the foot|out|off|up|some))",
    r"(?:take|taken|took|taking|swallow(?:ed|ing)?)(?: \w+){0,3} (?:all|too many|lots?|pack|bottle|handful|dozens?|whole|\d{2,}|twenty|thirty|forty|fifty|sixty|a hundred)(?: \w+){0,3} (?:pills|tablets)|(?:drank|drunk|swallowed) (?:\w+ )?(?:bleach|poison|antifreeze|acid|vinegar essence)|(?<!have )(?<!we )overdosed(?! on (?:mail|e-?mail|coffee|sugar|meme))",
    r"(?:jump|jumping|throw(?:ing)? myself|walk(?:ing)?) (?:in front of|under|in to|into) (?:a |the )?(?:train|car|bus|traffic|truck)|before i jump(?!(?: \w+)? (?:to|between|into|on))|standing on (?:the )?(?:edge|roof|ledge|window ?sill|bridge)",
    r"(?:wrote|written|texted|wrote me|sent)(?: \w+){0,3} (?:goodbye|farewell|suicide) (?:letters?|notes?|messages?)|(?:texted|wrote|sent)(?: me)? goodbye,? (?:i (?:think|fear|am afraid)|he|she)",
    rf"{_PERSON}(?: \w+){{0,4}} (?:wants to die|(?:does not|doesn'?t|no longer) wants? to (?:live|be alive)|wants to end (?:it|his|her))",
    rf"(?:{_PERSON}|i|robber|attacker|intruder)(?: (?!set|block|order|was|were|while|if|had)\w+){{0,4}} (?:with|has|have|had|holding|waving|pointing|pulled|pulling|drew) (?:a |an |the |his |her )?{_WEAPON}(?! (?:set|set\w*|order|block))",
    rf"threaten\w* (?:me|us|him|her|them|everyone|the \w+) with (?:a )?(?:{_WEAPON}|death|violence)|armed (?:robbery (?:in|at|right|going)|(?:man|men|people) (?:in|at|are|is|came|broke))|(?:will|'ll|wants? to|going to) (?:shoot|stab|kill|burn) (?:everyone|everybody|us all|the (?:staff|cashier)|our house)|burn (?:our|the) (?:house|shop|office)(?: \w+){{0,2}} with us",
    r"(?:he|she|husband|wife|boss|ex|they|someone|somebody|father|boyfriend|customer)(?: (?:is|are|keeps|now))* (?:beats|beating|hitting|hits|strangl(?:es|ing)|attack(?:s|ing)|stabbing|punching|chok(?:es|ing)) (?:me|us|him|her|my (?:wife|mother|mom|son|daughter|child|kid|brother|sister|friend|colleague))(?! (?:up|to|at|with|by))|(?:fear|scared|afraid) for (?:my|our) li(?:fe|ves)|afraid (?:that )?(?:he|she|they)(?:'ll| will| is going to| may) (?:kill|murder|hurt)|(?:was|were|has been|have been) (?:just )?(?:stabbed|shot|beaten)(?: up)? (?:outside|here|now|near|in (?:our|the)|at (?:our|the)|by a)|(?:locked|shut) (?:him|her)self(?: \w+){0,4} with (?:a )?(?:razor|knife|blade|rope|pills)|swallowed (?:a |some )?(?:batter(?:y|ies)|magnets?|needle|nails?|glass|detergent)|(?:is|are) being (?:beaten|stabbed|strangled|attacked by a)",
    rf"{_PERSON}{_MEANWHILE} (?:(?:is |are |has |just )(?:been )?(?:choking|fainted|unconscious|stabbed|dying|drowning|electrocuted|convulsing|bleeding (?:badly|heavily|out))|passed out|turn(?:ing|ed|s)? blue|(?:is|are|does|doesn'?t|isn'?t|aren'?t|won'?t|can'?t|cannot|not)(?: not)? breath(?:e|ing)|(?:having |has )(?:a )?(?:seizures?|stroke|heart attack|no pulse|an epileptic fit)|lying on the floor)",
    rf"{_PERSON}(?: \w+){{0,3}} (?:fell|fainted|collapsed|lying|lies|unconscious)(?:,? \w+){{0,4}},? (?:is not|does not|doesn'?t|isn'?t|won'?t|can'?t|not) (?:respond\w*|mov(?:e|ing)|wak\w+|answer\w*|get up)|had a (?:stroke|heart attack|seizure),? (?:and )?(?:he|she) (?:can'?t|isn'?t|doesn'?t|is|fell)",
    r"he'?s (?:turning blue|choking|not breathing|unconscious|dying)|she'?s (?:turning blue|choking|not breathing|unconscious|dying)|electrocuted|no pulse|losing (?:a lot of|so much|much|too much) blood|bleeding(?: \w+){0,3} (?:can'?t|won'?t|cannot|does not|doesn'?t) stop|can'?t stop the bleeding|chest (?:hurts|pain)(?:,| and)? (?:\w+ ){0,4}(?:breath\w*|arm|numb)|can'?t breathe,? (?:my|and)|trapped in (?:the|a|his|her|their) (?:car|lift|elevator|fire|wreck)|people (?:are |were )?(?:hurt|injured|trapped|wounded)",
    rf"(?:our|the|my|this) (?:\w+ )?{_PLACE} (?:is|are) on fire|people (?:are )?on fire|fire (?:in|at|on) (?:our|the|my) (?:\w+ )?{_PLACE}(?! (?:drill|alarm))|(?:there is|there'?s|there was just) (?:a )?(?:fire|smoke)(?! (?:alarm|drill|detector|wall|exit|door|sensor))(?: everywhere| in| at)|(?:can'?t|cannot) get out(?! of (?:the )?(?:menu|app|mode|page|screen|program\w*))|smell (?:of )?gas|gas (?:is )?leak\w*|(?:been |an )explosion|bomb (?:threat|in|under)",
)
_PERSON_RU = (
    r"(?:он|она|кассир\w*|покупател\w+|посетител\w+|клиент\w*|гость\w*|коллег\w+|сотрудни\w+|рабоч\w+|работни\w+|мужчин\w+|женщин\w+|парень|парню|девушк\w+|"
    r"мальчик\w*|девочк\w+|ребен\w+|человек\w*|люди|друг\w*|подруг\w+|отец|отца|мать|мам\w|пап\w|бабушк\w+|дедушк\w+|дед|жен\w|муж\w?|сын\w?|доч\w*|брат\w?|сестр\w|"
    r"начальник\w*|водител\w+|курьер\w*|сосед\w*|охранник\w*|старик\w*|кто-то)"
)
_MEANWHILE_RU = (
    r"(?:,? (?:просто|тут|здесь|уже|вдруг|сейчас|и|на полу|у нас|у кассы|в (?:магазине|офисе|зале|кафе|подсобке|лифте)|упал\w*|лежит|лежит на полу|стоит|потом|больше|совсем|"
    r"неожиданно|током от \w+|ударило током))*"
)
_PLACE_RU = r"(?:здани\w+|дом\w*|офис\w*|магазин\w*|квартир\w+|кухн\w+|склад\w*|подсобк\w+|зал\w*|машин\w+|школ\w+|гостиниц\w+|подвал\w*|этаж\w*)"
_WEAPON_RU = r"(?:нож\w{0,3}|пистолет\w*|ружь\w+|оружи\w+|топор\w*|автомат(?:ом|ами))"
_RUSSIAN = (
    rf"(?:горит|горят|загорел\w+) (?:наш\w* )?{_DEVICE_RU}{_AND_NO_LIGHT}|{_DEVICE_RU} (?:горит|горят|загорел\w+){_AND_NO_LIGHT}",
    rf"(?:дымится|дымятся|дымит|искрит|искрят|полыхает|плавится) (?:наш\w* )?{_DEVICE_RU}|{_DEVICE_RU} (?:дымится|дымятся|дымит|искрит|искрят|полыхает|плавится)",
    rf"(?<!про )(?<!на )(?<!не )пожар(?=$|[.,!])|{_PLACE_RU} (?:горит|полыхает|загорел\w+)(?=$|[.,!?])",
    r"(?:не вижу|не видит|нет|какой|в чем|в чем вообще) (?:\w+ ){0,2}(?:смысл\w*|резон\w*)(?: \w+){0,2} (?:жить|существовать|существовани\w+|быть здесь|моей жизни|просыпаться)",
    r"(?:думаю|думал\w*|мысли|мечтаю|хочу|хочется|собираюсь|решил\w*|пора)(?: \w+){0,4} (?:покончить|закончить) (?:со? )?(?:всем этим|всем|этим всем|жизнью|этой жизнью)(?: \w+){0,2}",
    r"(?:покончить|закончить) (?:со )?(?:всем этим|всем)(?: \w+)? (?:навсегда|раз и навсегда)|(?:мир|всем|родным|семье|детям|им|мужу|маме)(?: \w+){0,3} (?:лучше|легче|проще)(?: \w+){0,2} (?:без меня|если бы меня|если я умру|если меня не)|без меня (?:\w+ ){0,2}(?:будет|было бы) (?:лучше|легче|проще)(?! работать)",
    r"(?:хочу|хочется|хотел\w* бы|готов\w*|дайте(?: мне)?|пора)(?: \w+){0,2} (?:умереть|сдохнуть)|(?:нет|больше нет|нету) (?:больше )?(?:сил|желания) (?:больше )?(?:жить|существовать)|(?:не заслуживаю|устал\w*|надоело|невыносимо|больно)(?: \w+)? жить(?! (?:без|в (?:этом городе|общежитии|режиме)|с (?:этим|такой|таким)))|(?:устал\w*|ненавижу|надоело) (?:так )?жить|не хочу(?: \w+){0,2} (?:просыпаться(?! (?:рано|утром|в|от|по|из-за|рядом))|существовать)",
    r"(?:хочу|хочется),? чтобы (?:все|всё) (?:это )?(?:прекратилось|закончилось|кончилось) навсегда|моя жизнь (?:кончена|окончена|закончилась)|(?:больше )?не могу жить (?:с (?:этой|этим) (?:болью|горем|стыдом)|дальше)|зачем (?:мне )?(?:вообще|дальше|еще|тогда|теперь)? ?жить|ради чего (?:мне )?(?:\w+ )?жить|жизнь (?:для меня )?(?:больше )?ничего не (?:значит|стоит)",
    r"(?:сегодня|это)(?: будет)? (?:моя |мой )(?:последняя|последний) (?:ночь|день)(?! (?:в|на|с|работы|отпуска|тариф))|(?:передайте|скажите) (?:\w+ )?(?:детям|маме|жене|мужу|родителям|семье|сыну|дочери)(?:, что)?(?: я)?(?: \w+){0,2} люб\w+|(?:до|к) утр[ау] (?:я )?не доживу|не доживу до (?:утра|завтра|вечера)|найд[её]те (?:меня )?(?:\w+ )?(?:мертв\w+|м[её]ртв\w+|тело|труп)|я всем (?:\w+ )?в тягость|мо[ий] похорон\w*|прощайте,? все(?!м)|устал\w* от (?:этого мира|жизни|этой жизни)",
    r"(?:исчезнуть|уснуть|заснуть|уйти) навсегда(?! (?:от вас|с тарифа|к))|на (?:этой земле|этом свете) (?:больше )?(?:делать нечего|не хочу|незачем)|(?:незачем|не хочу)(?: \w+){0,2} быть на (?:свете|этой земле|земле)|лучше бы меня не|быть (?:мертв\w+|м[её]ртв\w+)(?= *$|,|\.)|никто (?:и |даже )?не (?:заметит|заплачет|вспомнит),? если я (?:умру|исчезну)",
    r"(?:подожгу|сожгу|зарежу|задушу|убью|отравлю|взорву) себя|(?:подожгу|сожгу|зарежу|отравлю) (?:их|всех|его|ее|вас)|убьюсь(?! (?:об|о|от смеха))|(?:режу|порезал\w*|резал\w*|вскры\w+|резать) (?:себе )?(?:\w+ )?(?:рук[иу]|вены|запясть\w+)|(?:нож|лезви\w+|бритв\w+)(?: \w+){0,3} (?:у|к|на) (?:запясть\w+|горл\w+|вен\w+|шеи|шее)",
    r"(?:выпил\w*|наглота\w+|съел\w*|приму|принял\w*|приняла|проглотил\w*|выпью)(?: \w+){0,3} (?:таблет\w+|снотворн\w+|пачк\w+|упаковк\w+|горсть)|(?:выпил\w*|выпью) (?:\w+ )?(?:уксус\w*|яд\w*|отбеливател\w+|хлорк\w+|кислот\w+)|отравил(?:ась|ся)(?: \w+)? (?:таблет\w+|специально|газом|нарочно)|(?:проглотил\w*|проглотила) (?:\w+ )?(?:батарейк\w+|магнит\w*|иголк\w+|стекл\w+|моющ\w+)|(?:прижига\w+|бью|калечу|раню) (?:себя|себе)|(?:заперся|заперлась|закрылся|закрылась)(?: \w+){0,3} (?:с )?(?:бритв\w+|ножом|лезви\w+|веревк\w+|таблетк\w+)|целится (?:из|в) \w+|(?:прыгнуть|прыгну|броситься|брошусь) под (?:поезд|машину|автобус|электричку)|(?:перед тем,? как|прежде чем) (?:прыгнуть|уйти из жизни|повеситься)|стою на (?:крыше|мосту|карнизе|подоконнике|краю)|стоит на (?:краю )?(?:крыше|крыши|мосту|карнизе|подоконнике)",
    r"(?:написал\w*|пишу|оставил\w*)(?: \w+){0,3} (?:прощальн\w+|предсмертн\w+)|написал\w* «?\"?(?:прощай|прости и прощай)",
    rf"{_PERSON_RU}(?:,? \w+){{0,5}},? (?:не хочет (?:больше )?жить|хочет умереть|убьет себя|убьёт себя|повесится|хочет покончить|покончит с собой|спрыгнет с)",
    rf"(?:человек\w*|мужчин[аы]|парень|посетитель|покупатель|он|они|кто-то|у него|у нее|грабител\w+|бывш\w+|ворвались|напали)(?: (?!набор)\w+){{0,4}} (?:с|со|есть|держит|достал\w*|размахива\w+|угрожа\w+) ?{_WEAPON_RU}|угрожа\w+ (?:мне |нам |ему |ей |кассиру |всем )?{_WEAPON_RU}",
    r"(?:всех |нас всех |нас |меня )(?:перестреля\w+|перереж\w+|зареж\w+|застрел\w+|убь[её]т|убьют)(?= *$|[,.!]| сегодня| завтра)|(?:убь[её]т|зарежет|застрелит|задушит) (?:меня|нас|ее|её|его|всех)(?!,? если (?:касс|отч|интернет))|боюсь,? что (?:он |она |они |муж |бывший )?(?:меня |нас )?(?:убь[её]т|убьют|зарежет)|(?:боюсь|страшно|опасаюсь) за (?:свою |нашу |ее |его )?жизнь|(?:сжечь|сожгут|поджечь) (?:\w+ )?(?:дом|магазин|квартиру|офис)(?: \w+)? (?:с нами|вместе)",
    r"(?:он|муж|отец|отчим|сосед|бывш\w+|начальник|они|кто-то|охранник)(?: \w+)? (?:меня|нас|ее|её|его|жену|маму|ребенка|коллегу) (?:\w+ )?(?:бь[её]т|избил\w*|избива\w+|душит|душил|режет|насилу\w+)|(?:бь[её]т|избил\w*|избива\w+|душит|душил) (?:меня|нас|ее|её|его|жену|маму|ребенка)|на (?:нас|меня|него|нее|неё) напал\w*(?! (?:\w+ )?(?:ностальги|тоск|груст|лень|скук|апати|страх|паник|депресс|хандр|икот|смех)\w*)|(?:коллег\w+|кассир\w*|человек\w*|женщин\w+)(?: \w+){0,2} (?:избива\w+|душат|убивают|режут)",
    rf"{_PERSON_RU}{_MEANWHILE_RU},? (?:подавил\w*(?: и)? ?(?:задыха\w+|не дышит)?|задыха(?:ется|ются)|посинел\w*|не (?:дышит|шевелится|двигается|приходит в себя|просыпается|может (?:дышать|говорить))|без сознания|теряет сознание|потерял\w* сознание|(?:упал\w*|лежит)(?: \w+)? и не (?:отвечает|встает|двигается|шевелится|приходит в себя)|бь[её]тся в (?:судорогах|припадке|конвульсиях)|истекает кровью|тонет|умирает|разбился|разбилась|зажат\w* в|пульса нет)(?! (?:от|со) (?:смех|скук))",
    rf"посинел(?:,| и) |пульса нет|нет пульса|(?:у|с) {_PERSON_RU}(?: (?!был|случил|прош|давно)\w+){{0,2}},? (?:приступ|судорог\w+|инфаркт|инсульт|припадок|остановка сердца|остановилось (?:дыхание|сердце))|(?:ударило|бь[её]т|убило|ударил\w*) током(?: \w+){{0,4}},? (?:он|она|лежит|не|и)|теряю (?:много|слишком много) крови|(?:крови|кровь) (?:много|очень много|не останов\w+|хлещет)|не могу (?:остановить кровь|дышать(?! (?:от смеха|в офисе))|вдохнуть)|есть (?:пострадавши\w+|раненые|жертвы)|людям плохо|сердце (?:останавливается|не бь[её]тся)",
    rf"(?:(?:наш\w*|у нас|этот|это) (?:\w+ )?{_PLACE_RU}|все|всё|мы|люди) (?:горим|в огне|в дыму)(?! (?:сроки|красным|желтым|оранжевым|лампоч|план|желани))|(?:пожар|возгорание|задымление|взрыв)(?:,? (?:внутри|люди|не можем|помогите|горит|есть)| у нас| здесь| и (?:люди|дым|мы))|(?:в|на) {_PLACE_RU} (?:сейчас |у нас )?(?:пожар|взрыв|задымление)(?! (?:был|произош|в прошл))|горит (?:наш\w* )?{_PLACE_RU}|у нас (?:\w+ )?(?:пожар|взрыв|утечка газа|бомба)|пахнет газом|утечка газа|запах газа|(?:не можем|не могут|не могу) (?:выйти|выбраться)(?! (?:в|из (?:меню|программы|режима|приложения|аккаунта|кабинета|системы|чата)|на|с))|(?:сообщ\w+|угроз\w+|звонили) (?:\w+ )?о бомбе|заложил\w* бомбу|внутри люди|люди внутри",
)
PERILS = re.compile(r"(?<!\w)(?:" + "|".join((*_ENGLISH, *_RUSSIAN)) + r")(?!\w)", re.IGNORECASE)
