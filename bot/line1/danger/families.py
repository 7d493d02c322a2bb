"""Families of expressions for danger to life that name neither death nor a weapon in plain words.

Giving things away, the wish not to wake up, being a burden, a means at hand, a farewell, somebody else in
danger, an illness that cannot wait. Each asks for two things together, since each alone is harmless.
"""

import re

_MEANS = r"(?:pills?|tablets?|rope|noose|razor|blade|gun|poison|sleeping (?:pills|tablets))"
_WHO = (
    r"(?:he|she|they|my \w+|a (?:man|woman|boy|girl|guy|child|kid|customer|student)|an? old (?:man|woman|lady)"
    r"|the (?:delivery |old )?(?:man|woman|baby|child|courier|customer|cashier)|our \w+|grand\w+|someone|somebody)"
)
_ENGLISH = (
    r"(?:hope|wish|pray|praying|hoping|want|wanted)(?: \w+'?\w*){0,6} (?:don'?t|won'?t|not|never)"
    r" (?:to )?(?:open my eyes|wake up|wake)(?: again| tomorrow| in the morning| any ?more|(?= *$|[,.!]))",
    r"(?:be|is|are|feel|would be) (?:relieved|better|happier|easier|at peace|free)(?: \w+){0,3} (?:if|when|once)"
    r" i(?:'m| am| was| were|'d be)(?: \w+){0,3} (?:out of the picture|out of their lives|gone for good|dead|buried|no more)",
    r"(?:i am|i'?m|i feel like)(?: \w+){0,2} (?:a |dead )(?:weight|burden|load)(?: \w+)? (?:on|to|for) (?:my|the|every|all)\w*(?: family| kids| children| parents|\b)",
    r"(?:i|just) (?:just )?(?:want|wish|would like) (?:to )?(?:stop|cease) (?:existing|being alive|to exist|living)|if i (?:weren'?t|wasn'?t|stopped) breathing",
    r"(?:leave|leaving|depart(?:ing)?|quit(?:ting)?|exit(?:ing)?) (?:this|the) (?:life|world|earth)(?! of)|(?:when|once|after) i(?:'m| am) (?:no longer alive|dead|gone from this world)",
    r"(?:see|have|find|there(?:'s| is))(?: \w+'?\w*){0,3} reason (?:to|for) (?:get(?:ting)? through (?:this|the) (?:night|day)|stay(?:ing)? alive|live|see(?:ing)? (?:the )?(?:morning|tomorrow))",
    rf"(?:lined up|laid out|counting|count out|hoard\w*|saved up|stockpil\w*)(?: \w+){{0,4}} {_MEANS}(?! in (?:the )?(?:stock|store|warehouse))(?= (?:on|in front|at|tonight|and i)|[,.!]|$)",
    r"(?:i(?:'ve| have)(?: got)?|got|holding|tied|bought)(?: \w+){0,2} (?:the|a) (?:noose|rope)(?: \w+){0,2} (?:ready|tied|hung|tonight|for myself|around my neck)|noose (?:is )?ready",
    r"(?:car|engine|motor) (?:is )?(?:running|on)(?: \w+){0,3} (?:closed|shut|locked) garage|(?:closed|shut|locked) garage(?: \w+){0,4} (?:engine|motor|car) (?:is )?(?:running|on)",
    r"(?:standing|sitting|waiting|lying|am|i'm) on the (?:train |railway |rail )?(?:tracks|rails|railing)(?! (?:of|with))|(?:picked|chosen|found) (?:the|a) (?:bridge|roof|cliff)(?! (?:plan|tariff))",
    r"(?:throw|throwing|hurl|hurling|fling) myself (?:off|from|out|under|in front)|(?:jump|jumping|step|stepping) (?:off|from|out of) (?:the|a|my) (?:balcony|window|roof|bridge|building)",
    r"(?:mixed|took|taking|drank|washed down)(?: \w+){0,3} (?:vodka|alcohol|whisky|whiskey|wine|all my|all the)(?: \w+){0,4} (?:pills|tablets|meds|medication)(?! reminder)",
    r"(?:hurt|hurting|cut|cutting|burn|burning|scratch|scratching)(?: \w+){0,2} my (?:own )?(?:skin|arms?|wrists?|legs?|thighs?)(?= (?:again|to feel|until|till|every|on purpose)|[.!,]|$)",
    r"(?:gave|given|giving|give)(?: \w+){0,2} (?:away )?(?:my|all my|everything)(?: \w+){0,6},? (?:nothing (?:is )?(?:keeping|keeps|holding|holds) me (?:here|alive)|i won'?t need (?:it|them) (?:where|any ?more)|before i (?:go|leave) for good)",
    r"(?:nobody|no one|no-one)(?: \w+){0,3} (?:stop|save) me (?:this time|now|any ?more)|already wrote (?:the|my|a) (?:suicide |farewell |goodbye )?note(?= *[,.!]|$)",
    r"by the time (?:you|anyone|they)(?: \w+){0,2} (?:read|see|find|get)(?: \w+){0,3} (?:it will be over|i(?:'ll| will) be (?:gone|dead|no more)|i won'?t be (?:here|alive))",
    rf"{_WHO}(?: \w+){{0,4}} (?:posted|wrote|texted|said|says)(?: \w+){{0,4}} (?:nobody|no one|we|i)(?: \w+)? (?:will|'ll|won'?t)(?: ever)? see (?:her|him|them)(?: again)?",
    rf"{_WHO}(?: \w+){{0,3}} said (?:goodbye|farewell) to (?:everyone|everybody|us all)(?: \w+){{0,5}} (?:phone off|not answer\w*|disappear\w*|tried before)",
    r"(?:lock\w*|shut)(?: \w+){0,3} bathroom(?: \w+){0,4},? (?:and )?(?:there(?:'s| is)|i (?:can )?see)(?: \w+)? blood",
    rf"{_WHO}(?: \w+){{0,6}} (?:will|'ll|going to|wants to|threatens to) (?:bring|come with|use) (?:a |his |her |the )?(?:rifle|gun|knife|bomb|pistol)(?! to (?:the )?(?:show|fair|shop for))",
    r"(?:mouth|face|eyelid)(?: \w+){0,2} droop\w*|speech (?:is |has )?(?:slurr\w*|gone)|slurr\w+ (?:his|her|their|my)? ?(?:words|speech)|(?:throat|tongue|airway)(?: \w+){0,2} (?:closing|swelling|swollen|closed)(?: up)?|anaphyla\w+|foaming at the mouth",
    rf"{_WHO}(?: \w+){{0,3}} (?:ate|drank|swallowed|eaten|drunk)(?: \w+){{0,3}} (?:dishwasher|detergent|cleaner|cleaning|bleach|battery|batteries|poison|medicine|pills|mushrooms|antifreeze)",
    r"(?:can'?t|cannot|couldn'?t|don'?t|no)(?: \w+)? (?:feel|find)(?: (?:a|any|his|her))? (?:heart ?beat|pulse)|(?:stopped|stops) (?:responding to us|breathing)|(?:man|woman|lady|baby|child|he|she)(?: \w+)? (?:has |is )?stopped responding",
    r"(?:pour\w*|splash\w*|spill\w*)(?: \w+){0,3} (?:petrol|gasoline|gas|kerosene)(?: \w+){0,5} (?:lighter|match\w*|fire|alight)|(?:won'?t|doesn'?t|not) let me (?:leave|out)(?: \w+){0,6} (?:end me|kill me|kill us|finish me)",
    r"(?:someone|somebody|they|people|man)(?: \w+)? (?:is |are )?(?:shooting|firing) (?:outside|inside|at (?:us|people)|in (?:the|our))(?: \w+){0,3},? (?:we|people|i)|(?:gun ?shots?|shots)(?: \w+){0,3},? we(?:'re| are) hiding",
)
_RUSSIAN = (
    r"(?:хочу|молюсь|мечтаю|надеюсь|хотел\w*(?: бы)?|лишь бы|хоть бы|вот бы)(?:,? \w+){0,5} (?:не|больше не|никогда не) (?:открыть глаза|открывать глаза|проснуться(?! (?:рано|в|от))|просыпаться никогда)",
    r"(?:родителям|всем|семье|им|маме|мужу|жене|детям|близким|родным)(?: \w+){0,2} (?:спокойнее|легче|лучше|проще|свободнее|вздохнут\w*)(?:,? \w+){0,2},? (?:когда|если) меня (?:похоронят|не станет|не будет на свете|больше не будет)",
    r"(?:я|лишь|только|просто)(?: \w+)? (?:обуза|балласт|ноша|лишн(?:ий|яя) рот|груз)(?: (?:для|на|у|своим|всем)|(?= *[,.!]|$))|лишн(?:ий|яя) на этом свете",
    r"(?:хочу|хочется|хотел\w* бы)(?: \w+)? перестать (?:быть|существовать|жить)(?! (?:в|на|должник|клиент|абонент|подписчик|участник|администратор|с|пользовател))|(?:ухожу|уйду|уйти|ухожу добровольно) из (?:жизни|этого мира|этой жизни)",
    r"(?:когда|как только)(?: \w+){0,3} меня (?:не станет|уже не станет)|когда(?: \w+){0,3} (?:прочитаете|прочтете|найдете|увидите)(?: \w+){0,3},? меня(?: \w+)? (?:не будет|не станет|нет в живых)",
    r"(?:ни одной|нет|никакой|никаких|не вижу)(?: \w+){0,2} причин\w*(?: \w+)? (?:дотянуть до утра|дожить до|жить|оставаться в живых|держаться за жизнь)",
    r"(?:выложил\w*|разложил\w*|высыпал\w*|считаю|пересчитал\w*|коплю|накопил\w*)(?: \w+){0,3} (?:таблетки|таблеток|снотворное|снотворного)(?= (?:на стол|и|на|перед|хват)|[,.!]|$)(?! (?:на складе|в аптеке))",
    r"(?:петля|веревка|удавка)(?: \w+){0,2} (?:готова|привязана|на шее|висит|ждет|завязана)(?! для)|(?:сделал\w*|завязал\w*|связал\w*) (?:петлю|удавку)|табуретк\w+(?: \w+){0,2} петл\w+",
    r"(?:закрыт\w+|заперт\w+) гараж\w*(?: \w+){0,2} (?:с )?(?:завед\w+|включ\w+) (?:мотор\w*|двигател\w+|машин\w+)|(?:мост|крышу|обрыв|этаж)(?: я)? (?:уже )?выбрал\w*(?=,? (?:осталось|пойду|сегодня)|[.!]|$)",
    r"(?:выйду|шагну|прыгну|выпрыгну|сигану|брошусь|выброшусь|выйти|шагнуть) (?:с|со|из|в|под) (?:\w+ )?(?:балкон\w*|окн\w+|крыш\w+|моста|этаж\w*|поезд|обрыв\w*)|(?:стою|сижу|лежу) на (?:рельсах|путях|перилах)",
    r"(?:запил\w*|запью|выпил\w*|наелся|наелась|смешал\w*)(?: \w+){0,5} (?:снотворн\w+|таблет\w+)(?! (?:от (?:головы|кашля|простуды|давления)|как прописал))|(?:снотворн\w+|таблетк\w+)(?: \w+){0,3} (?:с водкой|водкой|алкоголем|с коньяком)",
    r"(?:царапа\w+|режу|резать|прижига\w+|жгу|порезал\w*)(?:,? (?:и )?\w+){0,3} кож[уи](?! (?:лица маск|дивана|кресл))|(?:раздал\w*|раздаю|отдал\w*|пристроил\w*)(?: \w+){0,6},? (?:больше )?(?:\w+ )?меня (?:тут |здесь )?(?:больше )?(?:ничего|ничто|никто) (?:тут |здесь )?не держит",
    r"(?:меня )?(?:никто|ничто) (?:меня )?(?:уже |больше )?не (?:остановит|спасет)(?=,? (?:записк|прощай|я решил)|[.!]|$)|записк\w+ (?:я )?(?:уже )?оставил\w*(?= *[.!]|$)|(?:позаботьтесь|присмотрите) о (?:моих |моем |моей )?(?:детях|сыне|дочери|маме|коте|кошке|собаке)(?:,? \w+){0,2},? когда (?:меня|я)",
    r"(?:он|она|сестра|брат|друг|подруга|сын|дочь|коллега|знаком\w+)(?: \w+){0,5},? что (?:его|ее|их|больше)(?: \w+){0,2} (?:никто|мы)(?: \w+){0,2} не увид\w+|(?:попрощал\w+) со всеми(?:,? \w+){0,6} (?:отключил\w*|выключил\w*|не отвечает|не берет|пропал\w*|пытал\w*)",
    r"(?:заперся|заперлась|закрылся|закрылась)(?: \w+){0,3},?(?: \w+){0,4} кровь|из-под двери(?: \w+)? (?:течет|кровь)(?: \w+)?|(?:придет|принесет|приду|явится) (?:\w+ )?(?:в школу |завтра )?с (?:ружьем|пистолетом|ножом|оружием|автоматом|топором)",
    r"(?:перекосило|перекошено|онемело|обвисло)(?: \w+){0,2} (?:лицо|рот|пол-?лица)|лицо (?:\w+ )?(?:перекосило|перекошено)|(?:отекает|отекло|опухает|распухло|отек)(?: \w+)? (?:горло|язык|гортань|квинке)|(?:горло|язык) (?:\w+ )?(?:отекает|отекло|распух\w*)|пена (?:изо рта|у рта)|изо рта (?:\w+ )?пена",
    r"(?:ребенок|сын|дочка|дочь|малыш|кот|он|она)(?: \w+){0,3} (?:съел\w*|выпил\w*|проглотил\w*)(?: \w+){0,3} (?:моющ\w+|посудомо\w+|батарейк\w+|отрав\w+|чистящ\w+|лекарств\w+|таблетк\w+|растворител\w+)",
    r"пульс\w*(?: \w+)? не (?:прощупывается|бьется|чувствую|нахожу|нащупать)|(?:перестал\w*|перестает|не) (?:откликаться|откликается|реагировать на (?:нас|голос)|дышать)(?! на (?:запрос|сервер|кнопк))(?<!не дышать)|(?:голова|череп)(?: \w+)? (?:разбита|пробита)(?:,? \w+){0,2} кровь|кровь(?: \w+)? не (?:унимается|унять|остановить)",
    r"(?:облил\w*|полил\w*|разлил\w*)(?: \w+){0,3} (?:бензин\w*|керосин\w*)(?:,? \w+){0,4} (?:зажигалк\w*|спичк\w*|подожж\w*|поджечь)|(?:не выпускает|держит) (?:меня|нас)(?: \w+){0,3}(?:,? \w+){0,3} (?:прикончить|убить|убьет|прикончит|зарезать)",
    r"(?:стреляют|стрельба|выстрелы|палят)(?: \w+){0,3},? (?:мы|я|люди)(?: \w+)? (?:прячемся|спрятались|прячусь|лежим|боимся)|(?:мы|я)(?: \w+)? (?:прячемся|спрятались|прячусь)(?:,? \w+){0,5} (?:стреля\w+|выстрел\w*)",
)
FAMILIES = re.compile(r"(?<!\w)(?:" + "|".join((*_ENGLISH, *_RUSSIAN)) + r")(?!\w)", re.IGNORECASE)
