"""Signs: what a text speaks of, named, in both languages at once; features of the risk classifier beside words and letters.

A sign alone decides nothing. What turns the words of death is what stands beside them: schoolwork, a song, the news, a
laugh on the one side, loneliness, pain, a plan, "every day" on the other. So each such pair is a feature of its own.
All patterns read the text as `engine.normalise` leaves it.
"""

import re

# What names death or harm to oneself.
_CORES = {
    "wish_to_die": (
        r"(?:want|wanna|wants? to|wanted|wanting|wish|hope|hoping|need|ready|rather|deserve|like|love|pray|about|"
        r"going|will|should|just|let me|gotta|cant i|ll|plan|planning|time) (?:(?:i|id|ill|was|were|am|could|"
        r"would|to|had|just|really|fucking|literally|actually|honestly|so|bad|badly|go|and|be|get|hit|"
        r"2) ){0,4}(?:die|dead|dying|killed|death)|"
        r"(?:quiero|quisiera|queria|deseo|ganas de|deberia|prefiero|merezco|ojala me|espero|voy a|necesito|puedo|"
        r"pensado en|pensando en|pienso en|querer|queriendo|me) (?:ya |de |solo |a )?(?:morir(?:me|nos)?|morirse|"
        r"muera|muero ya|muert[oa]|estar muert[oa]|la muerte|mi muerte)|"
        r"thoughts? of d(?:ying|eath)|think\w* (?:about|of) (?:dying|death|being dead)|better off dead|"
        r"mejor muert[oa]|queriend\w+ mor\w+|(?:want|going|ready|wanna) to die\w*|feel like dying|"
        r"way to die|ready to go"
    ),
    "kill_myself": (
        r"(?:kill|killing|killed|hang|hanging|shoot|shooting|drown|end|ending|off|stab|unalive) (?:my ?self|"
        r"me)(?! with| by| laugh)|"
        r"kms|(?:end|ending|ended|take|taking|took) my (?:own )?life|"
        r"(?:commit|attempt|contemplat)\w* (?:\w+ )?suicide|matarme|"
        r"me (?:quiero |voy a |kiero |quisiera |debo )?mat(?:o|ar|e)\b|(?:suicid|desviv|ahorc|colg)arme|"
        r"me (?:\w+ ){0,2}(?:suicid|ahorc|colg|desviv)\w+|quit(?:arme|o|ar) la vida|"
        r"(?:acabar|terminar) con (?:mi vida|todo|esto)|end it all|"
        r"(?:want|going|ready|time) to end (?:it|things)|pegarme un tiro|cortarme las venas"
    ),
    "suicide_named": r"suicid\w*|sui|sewerslide",
    "no_wish_to_live": (
        r"(?:dont|didnt|not|no longer|never|cant|stop) (?:\w+ ){0,3}(?:live|living|exist|existing|be alive|"
        r"being alive|wake up|be here|be born|stay alive)|"
        r"(?:ya )?no (?:me )?(?:quiero|quisiera|puedo|deseo|tengo ganas de|aguanto|soporto|sirve|"
        r"merezco) (?:\w+ ){0,2}(?:viv(?:ir|iendo|[ao])|existir|existiendo|despertar\w*|estar aqui|nacer)|"
        r"(?:quiero|quisiera|prefiero) no (?:vivir|existir|despertar|estar|haber)|"
        r"(?:dormir\w*|acostar\w*) (?:\w+ ){0,3}(?:no|nunca|jamas) (?:\w+ ){0,2}despertar\w*|"
        r"despertar\w* (?:nunca|jamas)|(?:nunca|jamas) (?:mas )?despertar\w*|"
        r"sleep (?:\w+ ){0,3}(?:never|not) wak\w+|"
        r"(?:not|never|didnt|hadnt|wasnt) (?:\w+ )?(?:wake up|existed?|been born|born)|"
        r"(?:never|no) (?:haber )?(?:nacido|existido)|no despert(?:ar|e|ara)|dejar de (?:existir|vivir)|"
        r"no amanecer|sin ganas de vivir|reason\w* to (?:live|keep|stay|go on)|nothing to live|live for|"
        r"wish i wasnt"
    ),
    "self_injury": (
        r"(?:cut|cutting|hurt|hurting|harm|harming|burn|burning|scratch|starv\w+) (?:my ?self|my (?:arms?|wrists?|"
        r"legs?|skin|thighs?))|"
        r"self ?harm\w*|"
        r"(?:cort|lastim|quem|dan)(?:o|e|arme|ar|ando|andome) (?:los brazos|las piernas|la piel|las munecas|"
        r"las venas)?|"
        r"hacerme dano|lastimarme|cortarme|me (?:corto|lastimo|hago dano)|relapsed?|clean from"
    ),
}

# What may stand for it.
_VEILED = {
    "worthless": (
        r"worthless|useless|burden|waste of|failure|loser|pathetic|mistake|"
        r"hate (?:my ?self|who i am|everything about me)|not good enough|nothing but|dont matter|no valgo|"
        r"no sirvo|estorb\w+|carga|fracas\w+|basura|inutil|me odio|me doy asco|no (?:le )?importo|sobro|"
        r"disgusting|ruin everything|deserve"
    ),
    "no_point": (
        r"whats? (?:is )?the point|no point|pointless|meaning(?:less)?|no meaning|no purpose|no reason|"
        r"worth (?:it|living)|sentido|para que (?:vivir|sigo|seguir|existir)|de que sirve|vale la pena|"
        r"why (?:am i|bother|should i|do i) (?:\w+ )?(?:still|here|alive|try|stay|keep|continue|living)|"
        r"no le veo|no hay razon|ningun motivo|nothing (?:matters|left)"
    ),
    "give_up": (
        r"giv(?:e|en|ing) up|gave up|(?:so |just |im |officially )done|"
        r"cant (?:do|take|handle|stand|bear|go on|keep|anymore|cope|continue|live)|"
        r"(?:tired|sick|exhausted) of|no (?:strength|energy|fight|hope|will|way out|options)|hopeless|"
        r"at the end of|breaking point|me rindo|rendirme|rendi\w*|ya no (?:puedo|aguanto|soporto|doy)|"
        r"no puedo mas|no aguanto|cansad[oa] de|hart[oa] de|sin (?:fuerzas|esperanza|salida)|"
        r"no (?:tengo|hay|veo) (?:fuerzas|esperanza|salida|futuro)|me canse|lost (?:all )?hope|hold on|"
        r"keep going|go on"
    ),
    "disappear": (
        r"disappear\w*|vanish\w*|desaparecer\w*|be gone|gone forever|not be here|not exist|borrarme|"
        r"irme de (?:este|aqui)|leave this (?:world|earth|life)|out of (?:this|my) (?:life|world|body)|"
        r"este mundo|this world|no (?:quiero )?estar (?:aqui|viv\w)|without me|sin mi|miss me|extranar\w*|"
        r"my funeral|mi entierro"
    ),
    "goodbye": (
        r"good ?bye|bye|farewell|goodbyes|adios|despedida|me despido|see you on the other side|"
        r"last (?:post|message|day|time|night|goodbye)|ultim[oa] (?:mensaje|dia|vez|noche)|"
        r"perdon(?:enme|ame)?|forgive me|im sorry|so sorry|take care of my|cuiden"
    ),
    "emptiness": (
        r"empty|numb|nothing(?: inside)?|hollow|void|dead inside|feel nothing|vaci[oa]|vacio|"
        r"muert[oa] (?:en vida|por dentro)|nada me|shell"
    ),
    "alone": (
        r"alone|lonely|loneliness|no (?:friends|one|family|support)|nobody|noone|anyone|sol[oa]|soledad|"
        r"nadie|no tengo a|abandon\w+|left me|me dejo|unloved|unwanted|bull\w+|rejected"
    ),
    "suffering": (
        r"pain|painful|suffer\w*|agony|hurts|misery|miserable|torture|unbearable|depress\w*|despair|cry\w*|"
        r"crying|broken|dolor|sufr\w+|duele|tortura|llor\w+|triste\w*|trauma\w*|sad|abused?|nightmare|hell|"
        r"infierno|struggl\w+|darkness|anguish"
    ),
}

# What stands beside it and turns it one way or the other.
_BESIDE = {
    "method": (
        r"pills?|overdos\w+|od|rope|noose|bridge|gun|pistol|knife|blades?|razor|wrists?|roof|ledge|jump\w*|"
        r"train|cliff|bleach|poison|hang|pastillas?|cuerda|soga|puente|azotea|pistola|cuchillo|navaja|"
        r"venas|aventar\w*|tirarme|metro|vias|veneno|bottle|meds|insulin|sleeping"
    ),
    "attempt": (
        r"attempt\w*|tried to (?:\w+ ){0,2}(?:kill|die|end|hang|od|overdose)|intent(?:o|e|os)|sobreviv\w+|"
        r"overdosed|survived|failed"
    ),
    "plan": (
        r"plan(?:ned|ning|s)?|note|letters?|decided|decision|tonight|set a date|made up my mind|carta|nota|"
        r"decidi|decision|esta noche|soon|pronto|researching|least painful|painless|quick"
    ),
    "long_time": (
        r"every ?day|every night|all the time|for (?:years|months|so long|weeks)|since i|anymore|"
        r"any longer|always|constantly|again|years|todos los dias|todas las noches|"
        r"hace (?:anos|meses|tiempo)|siempre|cada (?:dia|noche|vez)|desde (?:que|los)|otra vez|ya no|"
        r"stop thinking|cant stop|lately|ultimamente"
    ),
    "in_earnest": (
        r"please|help|scared|im serious|not (?:joking|kidding)|for real|really|truly|genuinely|seriously|"
        r"ayuda\w*|en serio|no es broma|de verdad|por favor|neta|afraid|begging|desperate\w*|"
        r"dont know what to do|i swear|te juro|no se que hacer|wish i could|i just want"
    ),
    "ruin": (
        r"lost (?:my|everything|it all)|fired|evicted|divorce\w*|broke up|breakup|cheated|debt|homeless|"
        r"cancer|failed out|jobless|unemployed|perdi\w*|despid\w+|corrieron|deuda\w*|engan\w+|"
        r"termin(?:o|amos)|raped?|no (?:job|money|future|life)|life (?:sucks|is over|is hell)|ruined"
    ),
    "schoolwork": (
        r"exams?|finals?|midterms?|homework|hw|essays?|class|classes|teachers?|math|calculus|algebra|"
        r"chem\w*|quiz|tests?|presentation|assignment|lecture|semester|study\w*|college app\w*|zoom|"
        r"exam(?:en|enes)|tareas?|ensayos?|clases?|maestr[oa]s?|profe\w*|matematicas|calculo|"
        r"parcial(?:es)?|exposicion|estudi\w+|semestre|uni|universidad|paper|thesis|tesis|materias?"
    ),
    "body_small": (
        r"period|cramps|hungover|hangover|workout|gym|legs?|abs|cardio|allerg\w+|headache|sneez\w+|cough|"
        r"sleepy|tired|hungry|starving|heat|hot|cold|humid\w*|teeth|dentist|regla|colicos|cruda|resaca|"
        r"gimnasio|sentadillas|sueno|hambre|calor|frio|gripa?|tos|dormi\w*|madrugar|temprano|early|coffee|"
        r"cafe|nap|siesta|dieta|diet"
    ),
    "shows": (
        r"songs?|album|concert|tickets?|tour|episodes?|season|series|show|shows|movies?|film|book|chapter|"
        r"trailer|game|games|team|match|goal|fandom|stan|bias|ship|comeback|stream\w*|video|videos|photos?|"
        r"pics?|selfie|outfit|hair|spoiler\w*|cancion|rola|disco|concierto|entradas?|boletos?|gira|"
        r"capitulo|temporada|serie|novela|pelicula|peli|libro|juego|juegos|partido|equipo|gol|foto|fotos|"
        r"tuits?|tweets?|tiktok|anime|netflix|marvel|kpop|bts|gta|fortnite|xbox|ps\d|nivel|level|fandoms?|"
        r"actor|actress|cantante|live|perform\w*|outfits?|vestido|pelo|tattoo|tatuaje"
    ),
    "embarrassed": (
        r"embarrass\w*|cringe|awkward|ashamed|humiliat\w+|mortified|verguenza|que (?:pena|oso)|penoso|"
        r"trag\w+ (?:la )?tierra|ridicul\w+|my crush|mi crush|accidentally|liked (?:his|her)|waved|tripped|"
        r"boss thinking"
    ),
    "money_errand": (
        r"traffic|line|wifi|phone|laptop|printer|charger|bus|shift|manager|boss|customers?|meetings?|"
        r"emails?|mondays?|lunes|jueves|viernes|afford|price|trafico|fila|celular|compu|camion|jefe|junta|"
        r"quincena|taxes|dmv|late|tarde|dinner|lunch"
    ),
    "food": (
        r"pizza|tacos?|burger|cookies?|cake|chocolate|fries|sandwich|brownies|tamales|pan|pastel|comida|"
        r"food|cena|papas|salsa|chile|soup|wings|eat|eating|comer"
    ),
    "admiring": (
        r"cute|adorable|pretty|beautiful|gorgeous|handsome|fine|sexy|perfect|amazing|best|soft|"
        r"love (?:him|her|them|it|this)|in love|crush|guap[oa]s?|lind[oa]s?|bonit[oa]s?|hermos\w+|preci\w+|"
        r"enamorad\w+|amo|amor|voz|voice|ojos|eyes|smile|sonrisa|tiern[oa]|ternura|happy|feliz|excited|"
        r"emocion\w*|hero\w*|hero"
    ),
    "laughing": (
        r"lol|lmf?ao|lmfaoo*|rofl|(?:ha){2,}h?|(?:ja){2,}j?|a?(?:jaj|haha)\w*|(?:je){2,}|xd+|jk|kidding|"
        r"joke|sarcas\w+|😂|🤣|💀|😭|😅|😆|🙂|broma|meme"
    ),
    "offhand": (
        r"omg|wtf|bro|bruh|dude|yall|bitch|literally|literal|ugh|lmk|fr|smh|tbh|deadass|lowkey|highkey|wey|"
        r"guey|we|no manches|no mames|pinche|imagine|imaginate|che|diosito|dios mio|sis"
    ),
    "swearing": r"verga|puta|mierda|fuck\w*|shit|damn|puto|wtf|chingad\w+",
    "stop_hurting_me": (
        r"(?:deja(?:d|r|ra|ras|rias)?|para(?:r)?|puedes|podrias|puede) (?:ya )?(?:de )?(?:hacerme dano|lastimarme|"
        r"hacerme sufrir)|"
        r"(?:stop|quit|dont|keep|keeps|keep on) hurting me|hurts? me|no (?:me )?(?:lastimes|hagas dano)"
    ),
    "negated_death": (
        r"(?:dont|didnt|doesnt|not|never|no one|nobody|without|wont|isnt|arent|lets not) (?:\w+ ){0,3}(?:die|"
        r"dying|dead|kill|killing|suicidal|hurt)|"
        r"no (?:me |se |te |les? )?(?:quiero|quiere|queria|voy a|puedo|vayas? a|quisiera|lo|"
        r"quieren) (?:\w+ )?(?:mor\w+|matar\w*|muera\w*|lastimar\w*|suicid\w*)|"
        r"no (?:matarme|morir|morirme)|sin (?:morir|querer morir)"
    ),
    "others_die": (
        r"(?:he|she|it|they|people|you|yall|everyone|everybody|somebody|someone|who|we|men|women|kids|animals|us|"
        r"folks|mom|dad|brother|sister|friend|uncle|dog|cat|them|him|her|elders?|patients?|"
        r"cops?) (?:\w+ ){0,3}(?:die|dies|died|dying|dead|kill|kills|killed|killing|suicid\w+)|"
        r"(?:se|te|les?|nos) (?:\w+ ){0,3}(?:mor\w+|muer\w+|mat\w+|suicid\w+)|"
        r"(?:gente|alguien|nadie|ellos|ella|todos|quien|quienes|ustedes) (?:\w+ ){0,4}(?:mor\w+|muer\w+|matar\w*)"
    ),
    "kill_others": (
        r"kill(?:s|ed|ing)? (?:him|her|them|you|it|some\w*|people|a|an|the|this|that|these|my|your|yall|us|off|"
        r"time|whoever|who|cops?|each)|"
        r"(?:kill|kills|killing|killed) me|murder\w*|kills|killer|matar(?:lo|la|los|las|te|nos)|matar a|"
        r"mat[oe] a|(?:lo|la|los|las|te) mat\w+|me mat[ao]n?|asesin\w+|hit man"
    ),
    "idiom": (
        r"die hard|ride or die|(?:that|this|a|the|every|one|of|on) hill|hills?|to die for|dying (?:to|for)|"
        r"die for|before (?:i|you|we) die|"
        r"(?:die|died|dying|dead) (?:laughing|of|from|inside (?:when|every))|drop dead|"
        r"dead (?:line|ass|battery)|from the dead|life or death|death of me|over my dead|do or die|"
        r"live free|morir de |muero (?:de|por|x)|mor\w+ (?:de|por|en el intento)|"
        r"(?:antes|listo|lista|listos) (?:de|para) morir|hasta morir|"
        r"vale la pena (?:ir|ver|leer|esperar|el)|(?:die|morir) (?:old|young|alone|happy|viej\w+)|"
        r"suicide (?:squad|door|wing)\w*"
    ),
    "live_somewhere": (
        r"(?:live|living|wake up|exist|be) (?:in|with|at|on|near|without|like that|here in|early|next|for|off|"
        r"under|through|to see|up)|"
        r"(?:vivir|viviendo|despertar|existir|estar|morir) (?:en|con|cerca|sin|aqui|juntos|temprano|a|y ver|una|"
        r"un|tu|tanto|esto|eso)"
    ),
    "news": (
        r"covid\w*|pandemic|virus|vaccines?|masks?|police|cops?|racis\w+|black|white|president|government|"
        r"congress|trump|biden|vote\w*|country|america\w*|war|army|soldier\w*|law|laws|democra\w+|"
        r"republican\w*|protest\w*|movement|history|politic\w*|pandemia|vacuna\w*|cubrebocas|policia|"
        r"presidente|gobierno|pais|guerra|mexico|espana|argentina|venezuela|derecha|izquierda|eleccion\w*|"
        r"noticias?|economy|economia|immigra\w+|capitalis\w+|media|nation"
    ),
    "lyrics": (
        r"lyrics?|verse|chorus|sing|sings|singing|mama|baby|letra|cantando|canta|canto|poem|poema|quote|"
        r"frase|says|decia|dice|dijo|dicen|musica|music|♪|🎶|🎵|story|character|fiction|villain|personaje|"
        r"author"
    ),
    "teaching": (
        r"prevention|awareness|hotline|rates?|statistics|studies|study|research|psycholog\w*|"
        r"how to (?:help|support)|family member|prevencion|familiar(?:es)?|jovenes|psicolog\w*|causa|"
        r"consejos|especialidad|community|mods?|moderators?|subreddit|posts?|poster|resources|support"
    ),
    "to_others": (
        r"you|your|youre|yourself|u|ur|yall|everyone here|anyone (?:who|else)|here for|message me|dms?|"
        r"hugs|hang in|tu|ti|te|tus|usted|ustedes|animo|estas|eres|puedes|abrazo|contigo|deja(?:d|r|me)?"
    ),
    "past_and_over": (
        r"used to|years ago|back then|when i was|not anymore|get better|gets better|got better|grateful|"
        r"thankful|recover\w*|survivor|proud|celebrat\w+|antes|hace \w+ anos|ahora estoy|agradecid\w+|"
        r"ya estoy mejor|me alegro|superado|progress|better now|keep fighting|seguir luchando|"
        r"quiero seguir|want to live|quiero vivir|amo (?:la vida|vivir)|love (?:my )?life"
    ),
    "asking": (
        r"how (?:do|can|should|to|long|does)|should i|why (?:do|does|is|are|did)|is it (?:normal|ok|worth)|"
        r"does anyone|anyone (?:know|else)|what (?:is|are|should|does|would|can|do)|"
        r"can (?:i|you|we|someone)|como (?:puedo|le|hago|se|dejo)|que (?:es|hago|hacer|significa)|por que|"
        r"cual|alguien sabe|\?"
    ),
    "relation": (
        r"boyfriend|girlfriend|husband|wife|marriage|married|relationship|dating|ex|novi[oa]|espos[oa]|"
        r"matrimonio|pareja|kids?|children|son|daughter|hij[oa]s?|friend|friends|bestie|amig\w+|"
        r"mother in law|roommate|brother|sister|mom|dad"
    ),
    "care_words": (
        r"therap\w+|counsel\w+|anxiety|panic|diagnos\w+|bipolar|ptsd|adhd|medication|doctor|psychiatr\w+|"
        r"symptoms?|terapia|ansiedad|psiquiatra|sintomas?|insomnia|mental health|disorder"
    ),
    "praying": (
        r"god|lord|jesus|heaven|pray\w*|church|bible|faith|bless\w*|amen|dios|diosito|senor|cielo|rezar|"
        r"iglesia|bendi\w+|jehova|cristo"
    ),
    "fear": (
        r"scared|afraid|terrified|fear|creepy|nervous|worried|frightened|miedo|asust\w+|susto|terror|"
        r"preocup\w+|temo"
    ),
    "anger": (
        r"angry|mad|furious|hate (?:him|her|them|people|this|that|when|it)|pissed|annoy\w+|coraje|enoj\w+|"
        r"odio a|rabia|molest\w+|idiota|stupid|bastard|pendej\w+"
    ),
    "place_to_be": (
        r"vacation|beach|home|party|school|office|church|store|park|city|town|playa|fiesta|escuela|"
        r"vacaciones|calle|ciudad|centro|pueblo|rancho|super|iglesia|trip|viaje|airport"
    ),
}

# What others do to the writer, and what is wrong with a body.
_HARM = {
    "weapon": (
        r"guns?|pistols?|rifle|shot|shots|shoot\w*|gunshots?|bullets?|knife|blade|machete|bats?|stab\w*|belt|"
        r"lighter|"
        r"pistola|arma|cuchillo|navaja|balazos?|bala|balacera|dispar\w+|machete|cinto|gasolina|palo"
    ),
    "violence": (
        r"hit(?:s|ting)?|beat\w*|punch\w*|slap\w*|chok\w*|strangl\w*|slam\w*|kick\w*|drag\w*|grabb\w*|push\w*|"
        r"threw me|"
        r"raped?|attack\w*|hurt(?:ing)? (?:me|us|her|him)|pegan?|peg[oa]|pegando|golpe\w+|ahorc\w+|apret[oa]|"
        r"arrastr\w+|"
        r"jal[oa]|patea\w*|empuj\w+|viol(?:o|aron|ando)|lastim\w+|agarr[oa]|estrell[oa]"
    ),
    "held": (
        r"lock(?:ed|s)?|tied|trapped|chain\w*|wont let (?:me|us)|cant (?:leave|get out|escape)|took my (?:phone|"
        r"keys|shoes|id|papers)|"
        r"no me dejan?|no nos dejan?|encerr\w+|amarr\w+|me quit\w+|con llave|no puedo (?:salir|irme|escapar)|"
        r"me tienen?|nos tienen?"
    ),
    "pursued": (
        r"follow\w*|chas\w*|behind me|outside my|hiding|hide|hidden|found me|looking for me|coming (?:for|after|"
        r"back)|"
        r"at (?:my|the) door|kicking|broke in|break(?:ing)? in|ran away from|me sigue|siguiendo|persig\w+|"
        r"escondid\w+|me encontro|"
        r"me busca|buscandome|viene por|vienen por|afuera|tumb\w+|se metio"
    ),
    "threatened": (
        r"threat\w*|(?:gonna|going to|will|ill|hell|shell|theyll|says he|said he\w*) (?:\w+ ){0,3}(?:kill|hurt|"
        r"shoot|burn|bury) (?:me|us|my|her|him)|"
        r"kill(?:s|ed)? (?:me|us|my (?:mom|family|brother|sister))|amenaz\w+|me va a matar|nos va\w* a matar|"
        r"matan? a mi|"
        r"(?:van|va) a (?:matar|lastimar|quemar)"
    ),
    "taken": (
        r"tak(?:e|es|ing|en) (?:me|us)|mov(?:e|ing) us|driving me|dont know where|another (?:city|state|house|"
        r"town)|sell(?:ing|s)? (?:me|us)|"
        r"van|me llevan?|nos llevan?|me quieren llevar|me trae\w*|otro estado|otra (?:casa|ciudad)|"
        r"nos quieren? vender|vend\w+"
    ),
    "injury": (
        r"blood\w*|bleed\w*|burn\w*|broken|broke my|bone|fractur\w*|wound\w*|swollen|swelling|skin|cut|stitches|"
        r"ankle|neck|head|chest|"
        r"sangr\w+|quem\w+|hueso|quebr\w+|herid\w+|hinch\w+|piel|cort\w+|tobillo|cuello|cabeza|pecho|golpe"
    ),
    "poison": (
        r"overdos\w+|od|oded|swallow\w*|drank|pills?|bottle|fentanyl|percs?|xans?|xanax|meth|heroin|coke|laced|"
        r"bleach|cleaner|narcan|fumes|"
        r"sobredosis|tom[eo]|tomaron|trag\w+|pastillas|frasco|cloro|veneno|thinner|fentanilo|inyect\w+|inhal\w+"
    ),
    "breath_or_sense": (
        r"breath\w*|unconscious|pass(?:ed|ing) out|faint\w*|collaps\w+|seiz\w+|shaking|wake|respond\w*|pulse|blue|"
        r"purple|numb|dizzy|vomit\w*|"
        r"throwing up|foam|respir\w+|desmay\w+|convuls\w+|temblando|despierta|reacciona|contesta|pulso|morad\w+|"
        r"azules|mare\w+|vomit\w+|espuma"
    ),
    "bite_or_birth": (
        r"bit|bite|bitten|stung|sting|snake|scorpion|rattlesnake|dog bit|allerg\w+|pregnan\w+|contractions|"
        r"water broke|miscarr\w*|insulin|"
        r"mordio|pico|piquete|vibora|alacran|embaraz\w+|contracciones|fuente|insulina|aborto"
    ),
    "right_now": (
        r"right now|now|tonight|hurry|fast|quick|come|send (?:help|someone)|help|911|ahorita|ahora|esta noche|"
        r"rapido|apur\w+|ayud\w+|vengan|auxilio"
    ),
    "someone": (
        r"he|hes|she|shes|they|theyre|man|men|guy|guys|boyfriend|bf|ex|stepdad|dad|uncle|pimp|trafficker|client|"
        r"buyer|el|ella|ellos|hombre|hombres|"
        r"tipo|senor|novio|padrastro|papa|tio|padrote|cliente|coyote|alguien|someone|somebody"
    ),
}
_HARM_PAIRS = (
    "someone",
    "right_now",
    "laughing",
    "shows",
    "food",
    "schoolwork",
    "money_errand",
    "place_to_be",
    "past_and_over",
)

_BESIDE_CORES = (
    "schoolwork",
    "body_small",
    "shows",
    "embarrassed",
    "money_errand",
    "food",
    "admiring",
    "laughing",
    "offhand",
    "negated_death",
    "others_die",
    "kill_others",
    "idiom",
    "live_somewhere",
    "news",
    "lyrics",
    "teaching",
    "to_others",
    "past_and_over",
    "asking",
    "stop_hurting_me",
    "swearing",
    "relation",
    "fear",
    "praying",
    "long_time",
    "in_earnest",
    "suffering",
    "alone",
    "give_up",
    "plan",
    "method",
    "ruin",
    "attempt",
)
_BESIDE_VEILED = (
    "schoolwork",
    "body_small",
    "shows",
    "money_errand",
    "food",
    "laughing",
    "long_time",
    "in_earnest",
    "to_others",
    "past_and_over",
    "live_somewhere",
    "news",
    "place_to_be",
    "asking",
)
_SMALL_MATTERS = frozenset(_BESIDE_CORES[:15])

_FIRST_PERSON = frozenset(
    """
    i im ive id ill me my myself mine yo mi mis mio conmigo estoy soy tengo quiero siento puedo
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_OTHER_PERSONS = frozenset(
    """
    he she they them him her his their people you your we us our el ella ellos ellas le les lo la su sus te tu tus
    usted nos ustedes
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_PATTERNS = {
    name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    for name, pattern in {**_CORES, **_VEILED, **_BESIDE, **_HARM}.items()
}


def signs(plain: str) -> dict[str, float]:
    """The signs in a normalised text and their pairs; 1.0 where one is there, shares and lengths from 0 to 3."""
    heard = {name for name, pattern in _PATTERNS.items() if pattern.search(plain)}
    found = dict.fromkeys(heard, 1.0)
    cores, veiled = heard & _CORES.keys(), heard & _VEILED.keys()
    words = plain.split()
    count = max(len(words), 1)
    shape = {
        "first person": 3 * sum(word in _FIRST_PERSON for word in words) / count,
        "other persons": 3 * sum(word in _OTHER_PERSONS for word in words) / count,
        "short": float(count <= 6),
        "long": min(count / 40, 1.5),
    }
    found.update(shape)
    if cores:
        found["core"] = 1.0
        found.update({f"core + {name}": 1.0 for name in _BESIDE_CORES if name in heard})
        found.update({f"core + {name}": value for name, value in shape.items()})
        if not heard & _SMALL_MATTERS:
            found["core alone"] = 1.0
    for name in sorted(veiled):
        found.update({f"{name} + {beside}": 1.0 for beside in _BESIDE_VEILED if beside in heard})
    harm = heard & _HARM.keys() - {"someone", "right_now"}
    for name in sorted(harm):
        found.update({f"{name} + {beside}": 1.0 for beside in _HARM_PAIRS if beside in heard})
    found["harm in several ways"] = len(harm) / 3
    if veiled and not cores:
        found["veiled"], found["veiled in several ways"] = 1.0, len(veiled) / 3
    if not veiled and not cores:
        found["neither"] = 1.0
    return {name: value for name, value in found.items() if value}
