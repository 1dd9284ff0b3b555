"""What English is known to say in several ways: empty words, irregular forms, and padding."""

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
    succeed succeeded; proceed proceeded; exceed exceeded; analysis analyses; crisis crises; thesis theses
"""


def _irregular() -> Mapping[str, str]:
    """Return the plain form of every irregular one."""
    entries = [entry.split() for entry in _FORMS.split(";")]
    return MappingProxyType({form: plain for plain, *forms in entries for form in forms if form != "lay"})


IRREGULAR = _irregular()

STANDS_FOR = 0.7
"""How well a word of the same group stands for another."""
BELONGS = 0.6
"""How well a word for a thing stands for the word for its class."""

_LIGHT = """
    guy guys stuff sort kind actually really simply basically exactly ever even use used using instead regard regarding
    concern concerning become became involve happen happened happen occur make made come came take took do
    certain various several different famous notable particular specific main want try vs versus etc
    someone something anything anyone know known still eventually finally ultimately mainly mostly usually generally
"""
LIGHT = frozenset(_LIGHT.split())
"""Words that questions are padded with, or that say little of what is asked."""

_PADDING = """
    lol lmao rofl omg pls plz please thx thanks bro dude hey hi hello btw tho idk hmm ok okay yo wtf fr ngl
"""
PADDING = frozenset(_PADDING.split())
"""Words of a chat that ask for nothing."""

_OF_A_PERSON = """
    nickname pseudonym pen alias aliases birthday birthplace birth born death died dead age height childhood youth
    education school university job jobs occupation profession career religion nationality ethnicity jewish family
    ancestry marriage married divorced affair affairs lover lovers mistress house home grave tomb buried burial funeral
    testament language languages books writings works quotes speeches beliefs ideology politics arrested imprisoned
    assassination assassinated assassin assassins murder murdered murderer killed killer died last first second real
    third eldest oldest elder youngest younger true full actual original birth wife wives husband mother father parent
    parents dad mum mom son sons daughter
    daughters child children kid kids brother brothers sister sisters sibling siblings
"""
PERSONAL = frozenset(_OF_A_PERSON.split())
"""What is asked of somebody; with no word besides, of the person whom the documents are about."""
