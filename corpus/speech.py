"""The words with which English says who speaks: verbs and nouns of speech, titles, trades, and kinds of bodies."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(listed.split())


def _forms(verbs: str) -> frozenset[str]:
    """Return every regular form of the verbs: argue, argues, argued, arguing."""
    return frozenset(form for verb in verbs.split() for form in (verb, *_inflected(verb)))


def _inflected(verb: str) -> tuple[str, str, str]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb in _DOUBLING:
        return verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"


_DOUBLING = words("admit quip pen jot dub blog refer")

SAYING = (
    _forms("""
    acknowledge add admit advise affirm allege announce answer appeal argue ask assert assure blog boast cable
    caution claim comment complain conclude concede confess confide continue counter cry declare demand deny dictate
    drawl elaborate exclaim exhort explain implore inform inquire insist instruct interject jest joke lament
    maintain mention murmur mutter muse note object observe ordain order opine petition pen plead pledge preach
    predict proclaim promise pronounce protest quip radio reassert recall reason recite recollect recount reflect
    reiterate remark remind reminisce reply report request respond retort reveal scoff scream scribble shout sigh
    sneer snap specify state stipulate stress suggest telegraph telephone testify thank thunder urge utter vow warn
    whisper wire wonder yell propose emphasise emphasize contend attest avow
""")
    | words("say says said saying tell tells told telling write writes wrote written writing")
    | words("swear swears swore sworn swearing retell retold rejoin rejoined")
)
"""What somebody does who speaks or writes."""

HOLDING = (
    _forms("""
    accuse address admire advocate assess attack attribute believe call caricature caution celebrate challenge
    characterise characterize chastise cite commend compare condemn consider criticise criticize damn define
    denounce depict deplore deride describe dismiss display dispute doubt dub envisage estimate expect express extol
    fear hail highlight hope identify interpret invoke judge label liken mock name outline picture portray praise
    present presume quote rate reaffirm rebuke recognise recognize recommend refer reference regard reject remember
    reprimand ridicule salute summarise summarize suspect term treat underline value view welcome promise vilify
    castigate applaud appraise
""")
    | words("""
    find finding finds found held hold holds saw see seeing seen sees think thinking thinks thought
""")
    | words("sum sums summed summing differ differs differed feel feels felt")
)
"""What somebody does whose opinion is given in his own words."""

QUOTING = _forms("cite quote recall recollect remember report") | words("hear heard remembered")
"""What a reporter does to whom he lets speak: `quoted Ann as saying`."""

GIVING = (
    _forms("""
    adopt address cable deliver demand express include issue offer publish pass raise reach release state voice sign
""")
    | words("""
    gave give given gives made make makes making put puts read reads send sends sent set takes took
""")
    | words("draw drew drawn wrote write writes")
)
"""What somebody does with a statement, a letter or a speech."""

SAYINGS = words("""
    account accusation address advice answer appeal argument article assertion assessment autobiography broadcast
    cable call characterisation characterization claim comment communiqué complaint conclusion confession critique
    declaration decree demand description diary dictum directive dispatch editorial epitaph essay estimate eulogy
    evidence explanation expression instruction interview judgement judgment lecture letter line manifesto maxim
    memo memoir memorandum memory message motto note observation opinion oration order phrase plea pledge poem post
    praise prayer preface proclamation promise pronouncement proposal question reason remark reply report resolution
    response retort review rhetoric saying sermon slogan speech statement summary telegram testament testimony
    thesis thought toast tract tweet ultimatum utterance verdict view vow warning watchword wire wish word words
    work writing
""")
"""What is said or written, in the singular; see `is_saying`."""

TITLES = words("""
    administrator admiral ambassador archbishop attorney baron baroness bishop brigadier brother canon capt captain
    cardinal ceo chairman chairwoman chancellor chief coach col colonel commandant commander commissar commissioner
    commodore comrade congressman congresswoman constable corporal councillor count countess czar dame dean deputy
    director doctor dr duchess duke earl emir emperor empress father foreign fr gen general governor hon inspector
    judge justice kaiser khan king lady lieutenant lord lt madam madame maj major marquess marshal master mayor
    messrs minister miss monsieur mother mr mrs ms officer pastor pope premier president prime prince princess prof
    professor prosecutor provost queen rabbi rep representative rev reverend secretary sen senator sergeant sgt shah
    sheikh sheriff sir sister speaker sultan superintendent tsar tsarina vice viceroy viscount
""")
"""Ranks, offices and forms of address that stand before a name."""

TRADES = words("""
    academic activist actor actress adviser advisor agent aide ally analyst anarchist anthropologist archaeologist
    architect artist assassin astronaut astronomer attendant aunt author baker ballerina banker barrister biographer
    biologist bodyguard boss botanist broadcaster builder captain carpenter cartographer chairman chairwoman chemist
    chief choreographer chronicler clergyman clerk coach colleague colonel columnist comedian commander companion
    composer conductor correspondent councillor cousin critic cybernetician dancer daughter delegate designer
    diarist diplomat director disciple dissident dramatist driver economist editor engineer engraver essayist expert
    explorer farmer filmmaker friend gardener geographer geologist governor grandson guitarist historian husband
    illustrator industrialist inventor investigator journalist judge jurist keeper king lawyer leader lecturer
    librarian linguist logician marshal mathematician mayor mechanic merchant meteorologist miller minister
    missionary musician naturalist neighbor neighbour nephew niece novelist nurse officer opponent orator painter
    partner pastor philanthropist philologist philosopher photographer physician physicist pianist pilot playwright
    poet policeman politician president priest producer professor programmer psychoanalyst psychologist publisher
    pupil queen reporter researcher revolutionary rival sailor scholar scientist sculptor secretary senator singer
    sociologist soldier solicitor son songwriter speechwriter spokesman spokesperson spokeswoman statesman
    statistician student surgeon surveyor teacher theologian theoretician theorist trader translator traveller
    treasurer uncle veteran weaver widow widower wife witness writer zoologist
""")
"""What people are, written small before or beside their names."""

WOMEN = words("""
    actress aunt ballerina baroness chairwoman congresswoman countess dame daughter duchess empress girl heroine
    lady madam madame miss mother mrs ms niece princess queen sister spokeswoman tsarina widow wife woman
""")
"""Words that say that a person is a woman."""

BODIES = words("""
    academy administration agency alliance army assembly association authority bank bar board brigade bureau cabinet
    chamber chancellery church club comintern commissariat commission committee company confederation conference
    congress convention corporation council court crew delegation department directorate duma embassy faction
    federation fellowship foundation front fund gazette government group guardian guild herald house inquiry
    inspectorate institute institution international journal jury kremlin league legislature ministry mission
    monthly movement news newspaper observer office opposition organisation organization panel parliament
    partnership party police politburo post presidium press republic review secretariat senate service session
    society soviet staff synod telegraph times treasury tribunal tribune troika trust union university vatican
    workshop
""")
"""Heads of the names of bodies that can speak, periodicals among them."""

THINGS = words("""
    abbey affair affairs age agreement agriculture airport alley archive archives area armistice arts asia avenue
    battle bay bazaar bible boulevard bridge building bulletin canal canyon cape castle cathedral cemetery center
    central centre century charter circle city civil clause coast college colony commerce constitution convention
    cottage county creek crisis day declaration defence defense desert district dynasty east eastern edition
    education empire era estate europe exhibition expedition express falls federal festival finance forest fortress
    garden gardens gate god gulf harbor harbour health heights highway history hospital hotel interior island
    islands isle isthmus justice kingdom lake law library lighthouse line manifesto manor mansion massacre memorial
    mill mine mountain mountains museum national new northern ocean old operation order pact palace peninsula pier
    place plan plaza plot point policy pool port prison prize programme project province quay railway range
    rebellion reef reform region reserve restoration revolution revolutionary ridge river road rock route row royal
    sands school science sea siege south southern spring square state states station strait straits street strike
    studies summit terror testament theater theatre theory tower town trade transport treaty trial trials tunnel
    uprising valley village war wars water ways weekly western wharf works world yard zone
""")
"""Words within the names of places, events and works, which no person's name has at its end."""

MONTHS = words("""
    april august christmas december easter february friday january july june march may monday november october
    saturday september sunday thursday tuesday wednesday
""")
"""Capitalised names of times, which are nobody's."""

FUNCTION_WORDS = words("""
    a about above according across after afterwards again against all almost along already also although always am
    among an and another any anyone are around as aside at away back be because been before behind being below
    beneath beside besides between beyond both but by can cannot contrarily conversely could despite did do does
    doing done down due during each early either else even eventually ever every except few finally first following
    for former from further given had has have having he hence her here hers herself him himself his how however i
    if in indeed initially instead into is it its itself last late later latter least less like many may me
    meanwhile might mine more moreover most much must my myself near neither never nevertheless next no nobody none
    nonetheless nor not nothing now of off often on once one only onto or originally other others ought our ours out
    outside over overall own per perhaps rather regarding same second several shall she shortly should similarly
    since so some someone something sometimes soon specifically still subsequently such than that the their theirs
    them themselves then there thereafter therefore these they third this those though three through throughout thus
    to together too toward towards two under unknown unlike until up upon us various very was we were what when
    whenever where whereas whether which while who whoever whom whose why with within without would yes yet you your
    yours yourself
""")
"""Words that never begin a name, though a sentence may begin with them."""


FINDINGS = words(
    "analysis article book essay investigation letter paper poll report research review speech study survey work"
)
"""What somebody has made whose findings are reported: `research by NAME found`."""

AUXILIARIES = words("had has have would did does do could can will was were is are")
"""Words that make the name before them a subject."""

ADVERBS = words("""
    afterwards again already also always both could did do does earlier even famously first further had has have
    herself himself indeed instead itself just later never not now often once only previously rather soon still
    subsequently themselves then would
""")
"""Words that may stand between a subject and its verb."""


def is_saying(word: str) -> bool:
    """Say whether a word, in singular or plural, means something said or written."""
    return word in SAYINGS or (word.endswith("s") and word[:-1] in SAYINGS)
