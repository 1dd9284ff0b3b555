"""What English is known to say in several ways: empty words, irregular forms, and everyday words for written ones."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_EMPTY = """
    a about above after again against all also although am among an and any are aren around as at be because been
    before being below between both but by can cannot could couldn d did didn do does doesn doing don done down
    during each either else ever every for from further get gets getting give given gives go goes going got had
    hadn has hasn have haven having he her here hers herself him himself his how however i if in into is isn it
    its itself just ll let m may me might mine more most much must my myself neither no nor not now of off on once
    only onto or other others ought our ours out over own per please quite rather re s same shall she should
    shouldn so some such t than that thats the their theirs them themselves then there these they this those
    though through thus to too toward towards under until unto up upon us ve very via was wasn we were weren what
    whats when whens where wheres whether which while who whom whos whose why will with within without won would
    wouldn yet you your yours didnt doesnt dont isnt wasnt arent cant couldnt
"""
STOP = frozenset(_EMPTY.split())
"""Words with too little meaning to look for."""

_FORMS = """
    arise arose arisen; awake awoke awoken; bear bore borne; beat beaten; become became; begin began begun; bend
    bent; bid bade; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred;
    bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came;
    creep crept; deal dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat
    ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew
    flown; forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; grow
    grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lead
    led; leap leapt; learn learnt; lend lent; lie lain; light lit; lose lost; make made; mean meant; meet met;
    mistake mistook mistaken; overcome overcame; overthrow overthrew overthrown; pay paid; prove proven; ride rode
    ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent;
    shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk;
    sit sat; sleep slept; slide slid; speak spoke spoken; spend spent; spin spun; spring sprang sprung; stand
    stood; steal stole stolen; stick stuck; sting stung; strike struck stricken; strive strove; swear swore sworn;
    sweep swept; swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think
    thought; throw threw thrown; understand understood; undertake undertook undertaken; wake woke woken; wear wore
    worn; weave wove woven; weep wept; win won; withdraw withdrew withdrawn; write wrote written; man men; woman
    women; child children; foot feet; tooth teeth; goose geese; mouse mice; wife wives; knife knives; half halves;
    self selves; thief thieves; wolf wolves; die died dies dying; lie lied lies lying; tie tied ties tying;
    analysis analyses; crisis crises; thesis theses
"""


def _irregular() -> Mapping[str, str]:
    """Return the plain form of every irregular one."""
    entries = [entry.split() for entry in _FORMS.split(";")]
    return MappingProxyType({form: plain for plain, *forms in entries for form in forms if form != "lay"})


IRREGULAR = _irregular()

_GROUPS = """
    kill murder assassinate slay execute dead; murderer killer assassin; death die dead perish; suicide; shoot gun
    fire; weapon gun axe knife; hurt injure wound harm; attack raid assault offensive strike; fight battle combat;
    study read educate attend learn; university uni college; school educate gymnasium; student pupil; teacher
    tutor; teach educate instruct; quit leave resign abandon break drop; dropout drop quit leave; graduate degree;
    jail prison imprison incarcerate cell detain lock camp; arrest detain capture seize; prisoner inmate captive;
    release free liberate; escape flee sneak; exile banish deport expel; expel oust remove kick; hide hidden
    conceal; parent father mother; dad father; mum mother; mom mother; kid child son daughter; child son daughter;
    grandson grandchild; granddaughter grandchild; brother sibling; sister sibling; wife spouse marry; husband
    spouse marry; marry wed marriage spouse; divorce separate; girlfriend lover companion partner; lover affair
    mistress; affair romance relationship; relative family kin; descend ancestor; born birth birthplace; old age;
    young youth; childhood youth boyhood; house home residence villa live; live reside stay settle dwell; move
    relocate settle; street avenue road; flat apartment; town city village; tiny small little; big large great
    huge; place location site; country nation state; job work employ occupation post; boss chief head leader;
    leader head chief chairman; minister commissar secretary; position post office role; appoint name nominate;
    elect choose vote; promote advance; fire dismiss sack remove; successor succeed replace; predecessor precede;
    follower supporter adherent disciple; fan supporter admirer; friend ally companion; enemy opponent foe rival;
    opponent rival critic; guy man; guard bodyguard; spy agent; start begin commence launch open resume; begin
    launch found; end finish stop cease conclude; again resume; found establish create set form; form establish
    found create; make create produce build; build construct erect; invent develop create design; discover find;
    destroy ruin demolish; fix repair; buy purchase acquire; sell circulate; cost price pay; money fund finance;
    rich wealthy; poor poverty; loan debt; copy circulation print; newspaper paper gazette journal magazine; book
    work volume; author write writer; write compose author pen; letter correspondence write; publish print issue
    release; film movie; song music; picture photo photograph image; paint painter artist; artist painter
    sculptor; actor star play; speech address oration eulogy; talk speak speech discuss; say state declare argue
    write remark claim tell; tell say inform; proclaim declare announce; ask request demand; want demand seek
    desire wish; refuse decline reject; agree accept approve; disagree dispute differ oppose argue; argue claim
    contend maintain; think believe consider regard; call name dub label; name call know title entitle; nickname
    know refer call; describe characterise call portray; remark comment statement; mean definition signify;
    suggest propose; propose offer suggest; offer propose; help aid assist support; support back favour; oppose
    resist against; blame accuse; accuse allege charge; sentence convict condemn; court trial judge; trial
    tribunal; guilty guilt; law legal legislation; crime offence; rule govern reign control; government regime
    cabinet administration; king monarch; power authority; war conflict battle; army military force troop; soldier
    troop; officer commander; commander general chief; sailor seaman; rebellion uprising revolt insurrection
    mutiny; riot unrest; rebel insurgent; deserter desert; treaty agreement pact accord; peace treaty; sign
    ratify; alliance coalition bloc; union league alliance; defeat beat win; win victory triumph; lose loss
    defeat; crush suppress; fear afraid threat scare; afraid fear threaten; famous renowned prominent known;
    important significant; strong powerful; weak feeble; fast quick rapid speed; hard difficult; easy simple;
    cheap inexpensive; happen occur take; cause lead result; reason cause because; affect influence; change alter
    transform; increase grow rise; decrease decline fall reduce; show display demonstrate; hold keep contain; meet
    encounter introduce; join enter enlist; visit travel tour; come arrive; arrive reach; go travel; leave depart;
    get receive obtain; give grant award; award prize honour; like love enjoy fond; hate dislike; love affection;
    affectionate affection; drink alcohol; eat food; food meal dish; ill sick disease; doctor physician; hospital
    clinic; religion faith religious; church religious; god divine; believe faith; jewish jew; plane aircraft; car
    automobile vehicle; ship boat vessel; train railway; usa america american united; uk britain british; ussr
    soviet; ww1 war; ww2 war; german germany; french france; english england; russian russia; spanish spain;
    italian italy; turkish turkey; mexican mexico; norwegian norway; polish poland; chinese china; japanese japan;
    european europe; british britain; dutch netherlands; swiss switzerland; greek greece; austrian austria;
    swedish sweden; danish denmark; finnish finland; total sum; half fifty; crowd audience mass; people population
    inhabitant; number amount count; size area extent; length long; tall height; high height; depth deep; width
    wide; weight weigh heavy; temperature hot heat cold; speed fast; begin origin; origin source; kind type sort;
    part portion section; main chief primary principal; biggest large; final last ultimate; last final; first
    initial early; original first; former previous; real true actual birth; nearby near; idea theory concept;
    theory concept doctrine; belief view opinion; opinion view think; goal aim purpose; plan programme scheme;
    problem difficulty issue; secret hidden covert; statue monument sculpture; tomb grave bury; bury grave tomb
    funeral; funeral burial; museum gallery; university academy; team club; game match; player athlete; coach
    manager; champion title
"""
STANDS_FOR = 0.8
"""How well a word of the same group stands for another."""


def _synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return, for each word, the others of its groups."""
    found: dict[str, dict[str, None]] = {}
    for group in (entry.split() for entry in _GROUPS.split(";")):
        for word in group:
            found.setdefault(word, {}).update((other, None) for other in group if other != word)
    return MappingProxyType({word: tuple(others) for word, others in found.items()})


SYNONYMS = _synonyms()
