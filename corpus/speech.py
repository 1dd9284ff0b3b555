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
    caution claim comment complain conclude concede confess confide continue counter cry declare demand deny
    dictate drawl elaborate exclaim exhort explain implore inform inquire insist instruct interject jest joke
    lament maintain mention murmur mutter muse note object observe ordain order opine petition pen plead pledge
    preach predict proclaim promise pronounce protest quip radio reassert recall reason recite recollect recount
    reflect reiterate remark remind reminisce reply report request respond retort reveal scoff scream scribble
    shout sigh sneer snap specify state stipulate stress suggest telegraph telephone testify thank thunder urge
    utter vow warn whisper wire wonder yell propose emphasise emphasize contend attest avow
""")
    | words("say says said saying tell tells told telling write writes wrote written writing")
    | words("swear swears swore sworn swearing retell retold rejoin rejoined")
)
"""What somebody does who speaks or writes."""

HOLDING = (
    _forms("""
    accuse address admire advocate assess attack attribute believe call caricature caution celebrate challenge
    characterise characterize chastise cite commend compare condemn consider criticise criticize damn define
    denounce depict deplore deride describe dismiss display dispute doubt dub envisage estimate expect express
    extol fear hail highlight hope identify interpret invoke judge label liken mock name outline picture portray
    praise present presume quote rate reaffirm rebuke recognise recognize recommend refer reference regard
    reject remember reprimand ridicule salute summarise summarize suspect term treat underline value view
    welcome promise vilify castigate applaud appraise
""")
    | words("""
    hold holds held find finds found finding see sees saw seen seeing think thinks thought thinking
""")
    | words("sum sums summed summing differ differs differed feel feels felt")
)
"""What somebody does whose opinion is given in his own words."""

QUOTING = _forms("cite quote recall recollect remember report") | words("hear heard remembered")
"""What a reporter does to whom he lets speak: `quoted Ann as saying`."""

GIVING = (
    _forms("""
    adopt address cable deliver demand express include issue offer publish pass raise reach release state voice
    sign
""")
    | words("""
    gave give gives given made make makes making sent send sends took takes put puts set read reads
""")
    | words("draw drew drawn wrote write writes")
)
"""What somebody does with a statement, a letter or a speech."""

SAYINGS = words("""
    account accusation address advice answer appeal argument article assertion assessment autobiography broadcast
    cable call characterisation characterization claim comment communiqué complaint conclusion confession critique
    declaration decree demand description diary dictum directive dispatch editorial epitaph essay estimate eulogy
    evidence explanation expression interview instruction judgement judgment lecture letter line manifesto maxim
    memo memoir memorandum memory message motto note observation opinion oration order phrase plea pledge poem post
    praise prayer preface proclamation promise pronouncement proposal question reason remark reply report resolution
    response retort review rhetoric saying sermon slogan speech statement summary telegram testament testimony
    thesis thought toast tract tweet ultimatum utterance verdict view vow warning watchword wire wish word work
    writing words
""")
"""What is said or written, in the singular; see `is_saying`."""

TITLES = words("""
    admiral ambassador archbishop attorney baron baroness bishop brigadier brother canon captain cardinal chairman
    chairwoman chancellor chief colonel commander commandant commissar commissioner commodore comrade congressman
    congresswoman constable corporal councillor count countess dame dean deputy doctor dr duchess duke earl emir
    emperor empress father foreign fr general gen governor hon inspector judge justice kaiser khan king lady
    lieutenant lord madam madame major marquess marshal master mayor messrs miss minister monsieur mother mr mrs ms
    officer pastor pope premier president prime prince princess prof professor provost prosecutor queen rabbi rep
    representative rev reverend secretary sen senator sergeant sgt sheikh shah sheriff sir sister speaker sultan
    superintendent tsar tsarina czar viceroy vice viscount col capt lt maj
""")
"""Ranks, offices and forms of address that stand before a name."""

TRADES = words("""
    academic activist actor actress adviser advisor aide ally analyst anarchist anthropologist archaeologist
    architect artist astronaut astronomer author ballerina banker baker barrister biographer biologist boss botanist
    broadcaster builder carpenter cartographer chemist choreographer chronicler clergyman clerk coach colleague
    columnist comedian companion composer conductor correspondent councillor critic cybernetician dancer daughter
    delegate designer diarist diplomat director disciple dissident dramatist driver economist editor engineer
    engraver essayist expert explorer farmer filmmaker friend gardener geographer geologist grandson guitarist
    historian husband illustrator industrialist inventor investigator journalist jurist keeper lawyer leader
    lecturer librarian linguist logician mathematician mechanic merchant meteorologist miller missionary musician
    naturalist neighbour neighbor nephew niece novelist nurse officer opponent orator painter partner pastor
    philanthropist philologist philosopher photographer physician physicist pianist pilot playwright poet policeman
    politician priest producer programmer psychoanalyst psychologist publisher pupil reporter researcher
    revolutionary rival sailor scholar scientist sculptor secretary singer sociologist soldier solicitor son
    songwriter speechwriter spokesman spokesperson spokeswoman statesman statistician student surgeon surveyor
    teacher theologian theoretician theorist trader translator traveller treasurer uncle veteran weaver widow
    widower wife witness writer zoologist cousin aunt agent assassin attendant bodyguard captain chairman chairwoman
    chief colonel commander governor judge king marshal mayor minister president professor queen senator
""")
"""What people are, written small before or beside their names."""

WOMEN = words("""
    actress aunt ballerina baroness chairwoman congresswoman countess dame daughter duchess empress girl heroine
    lady madam madame miss mother mrs ms niece princess queen sister spokeswoman tsarina widow wife woman
""")
"""Words that say that a person is a woman."""

BODIES = words("""
    academy administration agency alliance army assembly association authority bank bar board brigade bureau cabinet
    chamber chancellery church club commission commissariat committee comintern conference confederation congress
    convention council court delegation department directorate duma embassy faction federation fellowship foundation
    front fund gazette government guardian guild group herald house inquiry institute institution international
    inspectorate journal jury kremlin league legislature ministry monthly mission movement news newspaper observer
    office opposition organisation organization panel parliament partnership party police politburo post presidium
    press republic review secretariat senate service session society soviet staff synod telegraph times treasury
    tribunal troika tribune trust union university vatican workshop company corporation crew
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
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday easter christmas
""")
"""Capitalised names of times, which are nobody's."""

FUNCTION_WORDS = words("""
    a about above according across after afterwards again against all almost along already also although always am
    among an and another any anyone are around as aside at away back be because been before behind being below
    beneath beside besides between beyond both but by can cannot could despite did do does doing done down due
    during each early either else even eventually ever every except few finally first following for former from
    further given had has have having he hence her here hers herself him himself his how however i if in indeed
    initially instead into is it its itself last late later latter least less like many may me meanwhile might mine
    more moreover most much must my myself near neither never nevertheless next no nobody none nonetheless nor not
    nothing now of off often on once one only onto or originally other others ought our ours out outside over
    overall own per perhaps rather regarding same second several shall she should shortly similarly since so some
    someone something sometimes soon specifically still subsequently such than that the their theirs them themselves
    then there thereafter therefore these they third this those though three through throughout thus to together too
    toward towards two under unlike until up upon us various very was we were what when whenever where whereas
    whether which while who whoever whom whose why with within without would yes yet you your yours yourself
    conversely contrarily unknown
""")
"""Words that never begin a name, though a sentence may begin with them."""


FINDINGS = words(
    "analysis article book essay investigation letter paper poll report research review speech study survey work"
)
"""What somebody has made whose findings are reported: `research by NAME found`."""

AUXILIARIES = words("had has have would did does do could can will was were is are")
"""Words that make the name before them a subject."""

ADVERBS = words("""
    had has have would did does do could also later once even himself herself themselves itself further then again often
    first now still always never indeed instead both rather just soon already only previously earlier afterwards
    subsequently famously not
""")
"""Words that may stand between a subject and its verb."""


def is_saying(word: str) -> bool:
    """Say whether a word, in singular or plural, means something said or written."""
    return word in SAYINGS or (word.endswith("s") and word[:-1] in SAYINGS)
