"""Everyday words for written ones: groups whose words may stand for each other, and verbs with a particle."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GROUPS = """
    kill murder assassinate slay execute dead; murderer killer assassin; killer kill; war military;
    death die dead perish decease; suicide;
    shoot gun fire; weapon gun axe knife; hurt injure wound harm; attack raid assault offensive strike; fight battle
    combat; study read educate attend learn; university uni college; school educate gymnasium; student pupil; teacher
    tutor; teach educate instruct; quit leave resign abandon break drop; dropout drop quit leave; graduate degree;
    jail prison imprison incarcerate cell detain lock camp arrest; arrest detain capture seize; prisoner inmate captive;
    release free liberate; escape flee sneak; exile banish deport expel; expel oust remove kick deport; hide hidden
    conceal; dad father daddy; mum mother mom mummy; kid child;
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
    launch; end finish stop cease conclude; founded establish create set form; form establish founded create; make
    create produce build; build construct erect; invent develop create design; discover find; destroy ruin demolish;
    fix repair; buy purchase acquire; sell circulate; cost price pay; money fund finance; rich wealthy; poor poverty;
    loan debt; copy circulation print; newspaper paper gazette journal magazine; book work volume; author write
    writer; write compose author pen; letter correspondence write; publish print issue release; film movie; song
    music; picture photo photograph image; paint painter artist; artist painter sculptor; actor star play; speech
    address oration eulogy; talk speak speech discuss; say state declare argue write remark claim tell; tell say
    inform; proclaim declare announce; ask request demand; want demand seek desire wish; refuse decline reject; agree
    accept approve; disagree dispute differ oppose argue; argue claim contend maintain; think believe consider
    regard; call name dub label; name call know title entitle; nickname know refer call; describe characterise call
    portray; remark comment statement; mean definition signify; suggest propose; propose offer suggest; help aid
    assist support; support back favour; oppose resist against; blame accuse; accuse allege charge; sentence convict
    condemn; court trial judge; trial tribunal; guilty guilt; law legal legislation; crime offence; rule govern reign
    control; government regime cabinet administration; king monarch; power authority; war conflict battle; army
    military force troop; soldier troop; officer commander; commander general chief; sailor seaman; rebellion
    uprising revolt insurrection mutiny; riot unrest; rebel insurgent; deserter desert; treaty agreement pact accord;
    peace treaty; sign ratify; alliance coalition bloc; union league alliance; defeat beat win; win victory triumph;
    lose loss defeat; crush suppress; fear afraid threat scare; afraid fear threaten; famous renowned prominent
    known; important significant; strong powerful; weak feeble; fast quick rapid speed; hard difficult; easy simple;
    cheap inexpensive; happen occur; cause lead result; reason cause because; affect influence; change alter
    transform; increase grow rise; decrease decline fall reduce; show display demonstrate; hold keep contain; meet
    encounter introduce; join enter enlist; visit travel tour; come arrive; arrive reach land; go travel; leave
    depart; get receive obtain; give grant award; award prize honour; like love enjoy fond; hate dislike; love
    affection; affectionate affection; drink alcohol; eat food; food meal dish; ill sick disease; doctor physician;
    hospital clinic; religion faith religious; church religious; god divine religion faith; believe god; believe
    faith; jewish jew; plane aircraft; car automobile vehicle; ship boat vessel; train railway; usa america american
    united; uk britain british; ussr soviet; ww1 war; ww2 war; german germany; french france; english england;
    russian russia; spanish spain; italian italy; turkish turkey; mexican mexico; norwegian norway; polish poland;
    chinese china; japanese japan; european europe; british britain; dutch netherlands; swiss switzerland; greek
    greece; austrian austria; swedish sweden; danish denmark; finnish finland; total sum; half fifty; crowd audience
    mass; people population inhabitant; number amount count; size area extent; length long; tall height; high height;
    depth deep; width wide; weight weigh heavy; temperature hot heat cold; speed fast; begin origin; origin source;
    kind type sort; part portion section; main chief primary principal; biggest large; final last ultimate; first
    initial early; original first; former previous; real true actual birth; nearby near; idea theory concept; theory
    concept doctrine; belief view opinion; opinion view think; goal aim purpose; plan programme scheme; problem
    difficulty issue; secret hidden covert; statue monument sculpture; tomb grave bury; bury grave tomb funeral;
    funeral burial; museum gallery; university academy; team club; game match; player athlete; coach manager;
    champion title
"""
"""Groups of the first edition; below are those that were added since, by subject."""

_MORE = """
    alias pseudonym pen nickname; pseudonym alias; surname family; saint st; mount mt; doctor dr; mister mr;
    archive paper document record; document paper record file; medal order decoration award; decorate award;
    coffin bier; corpse body remains; ash cremate; heir successor inherit; inherit heritage legacy; legacy
    heritage; widow wife; orphan parentless; twin sibling; uncle relative; aunt relative; cousin relative;
    nephew relative; niece relative; ancestor forefather; descendant offspring; offspring child; baby infant; boy
    son lad; girl daughter; lady
    woman; guy fellow; folk people; crew staff; staff employee personnel; worker labourer employee; labour work;
    peasant farmer; farmer farm; landlord landowner; noble aristocrat; nobleman aristocrat; emperor tsar; tsar
    czar; queen monarch; prince heir; throne crown; crown coronation; dynasty house; president head; mayor
    municipal; governor govern; ambassador diplomat envoy; diplomat diplomacy; consul consulate; mp parliament;
    parliament legislature assembly; congress convention; senator senate; politician politics; candidate run;
    campaign election; ballot vote; majority most; minority few; party faction; faction group; delegate
    representative; representative delegate; spokesman spokesperson; lawyer attorney advocate; attorney lawyer;
    judge magistrate; jury verdict; verdict judgment; defendant accused; witness testify; testify evidence
    testimony; confess admit confession; admit acknowledge; deny reject; lie false; fake forge false; forgery
    forge fake; fraud deceit; trick deceive; steal theft rob; thief robber; robbery theft; kidnap abduct; rape
    assault; torture torment; punish penalty punishment; fine penalty; execute hang; execution behead; pardon
    amnesty; amnesty pardon; parole release; police policeman; cop police officer; detective investigator;
    investigate inquiry probe; inquiry investigation commission; committee commission; suspect suspicion;
    bomb explosive; explosion explode blast; explode blast; missile rocket; rifle gun; pistol gun revolver;
    revolver pistol; sword blade; dagger knife; axe ax; bullet shot; tank armour; armoured armor; fortress fort
    castle; castle fortress; siege besiege; besiege siege surround; surround encircle; invade invasion occupy;
    invasion attack; occupy occupation; conquer conquest capture; conquest conquer; surrender capitulate; retreat
    withdraw; withdraw pull; ceasefire armistice truce; armistice truce; negotiate negotiation talk; peace
    armistice; navy fleet naval; fleet navy; sail voyage; voyage journey; journey trip travel; trip travel tour;
    port harbour; harbor harbour; sailor crew; pilot fly aviator; fly flight; airport airfield; casualty dead
    wounded; victim dead kill; massacre slaughter kill; genocide extermination; famine hunger starve; hunger
    starve hungry; starve famine; plague epidemic; epidemic outbreak; outbreak epidemic; vaccine vaccinate;
    cure treat remedy; treat treatment; treatment therapy; therapy treat; operation surgery operate; surgery
    operate surgeon; medicine drug; drug medicine medication; pill tablet; illness disease sickness; sickness
    illness; cancer tumour; stroke paralyse; heart cardiac; lung respiratory; kidney renal; bone skull; skull
    head; brain mind; blood bleed; poison toxic; toxic poison; healthy health; pregnant pregnancy; birth born;
    hate hatred; hatred hate; angry anger fury; anger rage; happy joy; joy happiness; sad grief; lonely alone;
    brave courage; courage brave; coward cowardice; clever intelligent brilliant; smart intelligent clever;
    stupid foolish; crazy mad insane; mad insane; funny humour comic; joke humour; strange odd unusual; weird
    strange odd; normal usual ordinary; usual typical common; common widespread; rare scarce; famous celebrated;
    popular popularity; unknown obscure; rich wealth; wealth fortune; fortune wealth; salary wage pay; wage pay;
    earn income pay; income revenue; revenue income; profit gain; tax levy; budget spend; expense cost; expensive
    costly; debt owe; owe debt; lend loan; borrow loan; bank finance; coin currency; currency money; inflation
    price; trade commerce; commerce trade; merchant trader; shop store; store shop; market trade; export sell;
    import buy; industry industrial; factory plant mill; mine mining coal; oil petroleum; petroleum oil; electric
    electricity; electricity power; engine motor; machine device; device apparatus; tool instrument; invention
    invent; inventor invent; scientist researcher; researcher research; research study; experiment test; test
    trial; measure measurement; calculate compute; computer machine; data information; information data;
    chemical chemistry; physicist physics; mathematician mathematics math; maths mathematics; math mathematics;
    biologist biology; astronomer astronomy; philosopher philosophy; historian history; economist economics;
    psychologist psychology; geologist geology; engineer engineering; architect design architecture; designer
    design; composer compose music; musician music; singer sing; sing song; poet poem poetry; poem verse poetry;
    novelist novel; novel book; story tale; tale story; legend myth; myth legend; diary journal; memoir
    autobiography; autobiography memoir; biography life; biographer biography; editor edit; translator translate;
    journalist reporter correspondent; reporter journalist; article essay; essay article; chapter section; page
    leaf; pamphlet leaflet brochure; leaflet pamphlet; poster placard; painting paint portrait; portrait paint;
    draw drawing sketch; sketch draw; statue bust; exhibit exhibition; exhibition show; theatre stage drama; drama
    play; play drama; stage perform; perform performance; performance show; concert perform; orchestra symphony;
    dance ballet; director direct; film cinema; cinema film; tv television; television broadcast; radio broadcast;
    broadcast air transmit; channel network; episode series; season series; series show; character figure;
    sport athletic; football soccer; soccer football; goal score; score point; tournament championship;
    championship title; champion winner; winner win; trophy cup; stadium arena; arena stadium; race run; swim
    swimmer; mountain peak; peak summit; summit peak; hill mountain; valley gorge; river stream; stream river;
    lake reservoir; sea ocean; ocean sea; island isle; coast shore; shore beach coast; beach coast; desert arid;
    forest wood; wood timber; jungle rainforest; field meadow; soil earth; earth world; world global; global
    world; climate weather; weather climate; rain rainfall; rainfall rain; snow ice; storm hurricane; hurricane
    storm cyclone; flood inundate; earthquake quake; volcano eruption; erupt eruption; fire burn blaze; burn fire;
    animal creature species; species animal; dog hound; cat feline; horse mare cavalry; cow cattle; cattle cow;
    bird fowl; fish fishing; insect bug; plant flower; tree wood; fruit crop; crop harvest; harvest crop; grain
    wheat; bread grain; meat beef; sugar sweet; wine drink; beer ale; cook cuisine; cuisine cook; hungry hunger;
    room chamber; hall chamber; kitchen cook; bedroom room; roof ceiling; wall fence; gate door; window pane;
    stair step; floor storey; building structure edifice; structure build; tower spire; bridge span; road highway
    route; highway road motorway; motorway highway; route path; path route way; railway rail railroad; railroad
    railway; station stop; subway metro underground; tram streetcar; bus coach; truck lorry; lorry truck; bike
    bicycle; bicycle bike; capital seat; headquarters base seat; base headquarters; border frontier boundary;
    frontier border; boundary border; region area district; district area quarter; neighbourhood quarter district;
    suburb outskirts; province region; county district; territory land; land territory; colony colonial; empire
    imperial; kingdom realm; republic state; independence independent; freedom liberty; liberty freedom; right
    entitle; slavery slave; slave enslave; equality equal; race ethnic; ethnic ethnicity; language tongue
    linguistic; tongue language; dialect language; accent speech; alphabet letter script; word term; term word;
    sentence phrase; meaning mean; symbol emblem sign; emblem symbol; flag banner; banner flag; anthem song;
    motto slogan; slogan motto; holiday festival; festival celebrate; celebrate celebration mark; celebration
    festival; anniversary commemorate; ceremony rite ritual; ritual rite ceremony; wedding marry marriage
    ceremony; fiance engage; engaged engagement; boyfriend lover; dating relationship; sex intercourse; gay
    homosexual; adopt adoption; raise upbringing; upbringing raise childhood; teen adolescent young; teenager
    adolescent; adult grown; elderly old; aged age; age old; oldest eldest elder; eldest oldest elder; youngest
    younger; younger young; lifespan life; career profession; profession occupation career; occupation
    profession; hire employ recruit; recruit enlist; employ hire; employer company; company firm business;
    business company enterprise; firm company; corporation company; founder founded establish; owner own possess;
    own possess; belong own; partner associate; associate colleague; colleague associate; assistant aide deputy;
    deputy vice; vice deputy; secretary assistant; boss employer; servant maid; expert specialist; specialist
    expert; amateur unpaid; volunteer voluntary; member belong membership; membership member; club society;
    society association; association society; organisation organization body; institute institution; institution
    institute; foundation founded; charity donate; donate donation give; donation gift; gift present donation;
    present gift; prize award; scholarship grant; degree diploma; diploma degree; exam examination test; lesson
    class; class lesson; lecture talk; professor lecturer; lecturer professor; dean head; classmate schoolmate;
    roommate flatmate; gang band; group band; crowd throng; meeting assembly conference gathering; conference
    meeting; gather assemble; protest demonstrate demonstration; demonstration protest march; march demonstration;
    strike walkout; boycott refuse; ban forbid prohibit outlaw; forbid ban prohibit; prohibit ban; outlaw ban;
    illegal unlawful; legal lawful; allow permit let; permit allow; permission permit; let allow; force compel;
    compel force oblige; require need; need require; must require; order command; command order; obey comply;
    disobey defy; promise pledge vow; pledge promise; swear oath; oath swear; threaten threat; threat menace; warn
    warning; warning warn; advise advice counsel; advice advise; persuade convince urge; convince persuade; urge
    encourage; encourage urge; inspire influence; influence inspire; praise commend admire; admire praise respect;
    respect admire; criticise criticize condemn; criticize criticise condemn attack; condemn denounce; denounce
    condemn; insult offend; mock ridicule; complain complaint protest; regret sorry; apologise apology; apologize
    apology; forgive pardon; thank grateful; welcome greet; invite invitation; refuse deny; ignore neglect; forget
    neglect; remember recall; recall remember; remind recall; know aware; realise realize; notice observe; observe
    watch; watch observe; see view; look appearance; appearance look; hear listen; listen hear; smell odour;
    taste flavour; touch contact; contact touch; feel feeling; feeling emotion; emotion feeling; dream vision;
    hope expect; expect anticipate; predict forecast foresee; forecast predict; guess estimate; estimate reckon;
    doubt question; question query; answer reply respond; reply answer respond; respond answer reply; explain
    explanation account; explanation explain; prove proof evidence; proof evidence; evidence proof; mistake error;
    error mistake; wrong false; correct right; true truth; truth true; secret clandestine; hidden secret; private
    personal; public open; open public; close shut; shut close; enter entry; entry enter; exit leave; return come
    back; back return; follow pursue; pursue chase; chase pursue hunt; hunt chase; catch capture; capture seize
    catch take; seize capture take; grab seize; throw hurl; push shove; pull drag; drag pull; carry bear
    transport; transport carry; bring carry take; send dispatch; deliver delivery; receive get; gain obtain
    acquire; obtain get acquire; acquire gain obtain; keep retain preserve; preserve conserve keep; save rescue
    preserve; rescue save; protect defend guard; defend protect defence; defence defend; shelter refuge; refuge
    asylum shelter; asylum refuge; refugee emigrant exile; emigrate emigration leave; immigrant migrant; migrate
    migration move; settle settlement; settler colonist; remain stay; stay remain; wait await; delay postpone;
    postpone delay; cancel call; continue resume; resume continue; repeat again; stop halt; halt stop; prevent
    stop avoid; avoid prevent evade; try attempt; attempt try effort; effort attempt; fail failure; failure fail;
    succeed success; success succeed; achieve accomplish attain; accomplish achieve; achievement accomplish;
    complete finish; finish complete; last endure; survive live outlive; outlive survive; exist existence; appear
    emerge; emerge appear; disappear vanish; vanish disappear; replace substitute; substitute replace; swap
    exchange; exchange swap trade; share divide; divide split; split divide break schism; separate divide; unite
    join merge; merge unite combine; combine merge unite; mix blend; add addition; include contain comprise;
    contain include; comprise consist include; consist comprise compose; cover span; surround encircle; connect
    link; link connect; attach join; cut slice; break smash; smash break; damage harm destroy; ruin destroy wreck;
    wreck ruin; collapse fall; sink drown; drown sink; crash accident; accident crash; grow growth; growth grow;
    expand extend expansion; extend expand; spread extend; shrink decrease; reduce cut lower; lower reduce; raise
    lift increase; lift raise; improve better; better improve; worsen worse; develop development; development
    develop; modern contemporary; contemporary modern; ancient old; old ancient; new recent; recent new latest;
    current present today; today now; future later; past former; ex former; early first; late last; begin
    beginning; beginning start; middle centre; centre center middle; center centre; top summit; bottom base; edge
    border; front forward; rear back; inside within; outside external; empty vacant; full complete; whole entire;
    entire whole; huge enormous vast; enormous huge; vast huge; giant huge; short brief; brief short; broad wide;
    narrow thin; thick dense; dense thick; dark black; bright light; light bright; red scarlet; noise sound; loud
    noisy; quiet silent; silent quiet; clean pure; dirty filthy; wet damp; dry arid; soft gentle; rough harsh;
    harsh severe strict; strict severe; cruel brutal; brutal cruel; violent violence; violence violent; peaceful
    peace; safe secure; secure safe; danger dangerous risk; dangerous danger; risk danger; useful use; useless
    vain; necessary need; possible may; impossible cannot; certain sure; sure certain; vote ballot; poll survey;
    survey poll; population people inhabitant; inhabitant resident people; resident inhabitant live; citizen
    national; citizenship national nationality; nationality citizenship; passport visa; visa passport; foreign
    abroad; abroad foreign overseas; overseas abroad; native indigenous; indigenous native; tribe people; clan
    tribe; communist communism; socialist socialism; marxist marxism; capitalist capitalism; fascist fascism; nazi
    nazism; liberal liberalism; conservative conservatism; anarchist anarchism; democrat democracy; democratic
    democracy; dictator dictatorship; dictatorship dictator; revolutionary revolution; revolution revolutionary;
    coup putsch overthrow; overthrow topple depose; topple overthrow; depose overthrow dethrone; abdicate throne;
    reform change; ideology doctrine; doctrine teaching; principle rule; policy programme; program programme;
    strategy plan; tactic strategy; proposal propose; decision decide; decide decision resolve; choice choose;
    choose select pick; select choose; pick choose; vote elect; compare comparison; difference differ; differ
    difference distinct; similar alike resemble; resemble similar; same identical; identical same; equal same;
    opposite contrary; various different; several many; numerous many; plenty many; majority most; few little;
    extra additional; additional extra; enough sufficient; average mean; percent percentage; percentage percent
    share; rate ratio; ratio rate; distance far; far distance; mile kilometre; kilometer kilometre; meter metre;
    metre meter; colour color; color colour; theater theatre; organize organise; gray grey; defense defence;
    labor labour; honor honour; favor favour; favorite favourite; behaviour behavior; neighbor neighbour; harbour
    port; programme program; jewelry jewellery; tire tyre; catholic catholicism; protestant protestantism; muslim
    islam; islamic islam; christian christianity; buddhist buddhism; hindu hinduism; orthodox orthodoxy; pope
    papal; bishop archbishop; priest clergy; clergy priest; monk monastery; nun convent; temple shrine; mosque
    islam; bible scripture; pray prayer; sin evil; evil wicked; heaven paradise; ghost spirit; soul spirit; belief
    faith; atheist atheism; convert conversion
"""


_CLASSES = """
    animal: dog cat horse cow pig sheep goat rabbit hen chicken bird fish wolf bear lion donkey camel elephant
    snake; pet: dog cat rabbit parrot hamster; colour: red blue green yellow black white brown grey orange purple
    pink golden; language: russian english french german spanish latin greek arabic chinese yiddish italian
    portuguese dialect; ship: tanker steamer cruiser liner yacht destroyer battleship frigate submarine; vehicle:
    car train truck lorry bus tram motorcycle; instrument: piano violin guitar flute organ drum trumpet; disease:
    typhus cholera tuberculosis malaria cancer pneumonia influenza smallpox plague measles diabetes; illness: typhus
    tuberculosis malaria cancer pneumonia influenza stroke fever; religion: christianity islam judaism buddhism
    hinduism catholic protestant orthodox lutheran; metal: iron steel copper gold silver aluminium lead tin zinc;
    sport: football tennis basketball baseball cricket hockey rugby chess golf swim; season: spring summer autumn
    winter; drink: tea coffee wine beer vodka water milk; fruit: apple orange grape banana lemon; clothes: coat
    shirt dress uniform hat boot shoe; wear: coat shirt dress uniform hat boot glass; kid: son daughter; child: son
    daughter; son: child kid; daughter: child kid; sibling: brother sister; parent: father mother; father: parent;
    mother: parent; relative: uncle aunt cousin nephew niece brother sister; pen: pseudonym;
    die: kill murder execute shoot drown hang perish assassinate poison; kill: shoot execute strangle stab poison
    hang victim; murder: shoot strangle stab poison attack victim; punish: exile imprison execute fine; crime:
    murder theft treason fraud robbery; start: founded; alive: die death; god: atheist atheism church; job: commissar
    minister chairman teacher lawyer doctor engineer farmer editor journalist clerk worker; building: house palace
    church tower castle hall temple; weapon: rifle pistol sword bomb dagger spear bow; school: academy gymnasium
    lyceum university; medal: order cross star; organ: heart liver kidney lung brain; planet: earth mars venus
    jupiter saturn mercury; travel: sail fly ride march walk; write: publish compose draft; meet: encounter greet
"""


def _classes() -> Mapping[str, tuple[str, ...]]:
    """Return, for each word for a class of things, words for things of it."""
    entries = [entry.split(":") for entry in _CLASSES.split(";")]
    return MappingProxyType({name.strip(): tuple(things.split()) for name, things in entries})


CLASSES = _classes()
"""What a word for many things may be asked for: a question for a ship may be answered by a tanker, not the reverse."""


def _read(groups: str) -> Mapping[str, tuple[str, ...]]:
    """Return, for each word, the others of its groups."""
    found: dict[str, dict[str, None]] = {}
    for group in (entry.split() for entry in groups.split(";")):
        for word in group:
            found.setdefault(word, {}).update((other, None) for other in group if other != word)
    return MappingProxyType({word: tuple(others) for word, others in found.items()})


SYNONYMS = _read(_GROUPS + ";" + _MORE)

_WITH_PARTICLES = """
    blow up: explode destroy; break out: escape begin erupt; break up: separate dissolve divorce; break in: burgle
    raid; bring up: raise; bring down: overthrow; bring back: restore; call off: cancel; call up: conscript recruit;
    carry out: perform execute commit; carry on: continue; catch up: overtake; come back: return; come out: publish
    appear release; come up: invent devise propose; cut off: sever isolate; cut down: reduce fell; die out: extinct;
    drop out: leave quit; end up: finish finally; fall apart: collapse dissolve; fall out: quarrel break; fall down:
    collapse; fight back: resist; find out: discover learn; get away: escape flee; get out: escape leave; get back:
    return recover; get in: enter; get rid: remove abolish; get over: recover; get together: meet unite; get up:
    rise; give up: abandon surrender renounce; give back: return; give in: yield surrender; give away: donate
    betray; go up: increase rise; go down: decrease fall sink; go back: return; go through: undergo; go against:
    oppose; go off: explode; go over: defect; go on: continue happen; go under: bankrupt; grow up: childhood raise;
    hand over: surrender transfer; hold up: delay rob; keep out: exclude; keep on: continue; kick out: expel oust
    deport banish; knock down: demolish; lay off: dismiss; let go: release dismiss; let in: admit; let out: release;
    lock up: imprison jail detain; look after: care; look into: investigate; look for: seek search; look up: search;
    make up: invent compose consist; make out: claim; move in: settle; move out: leave; name after: honour; pass
    away: die; pass on: transmit; pay back: repay; pick up: collect; point out: note; pull out: withdraw; pull down:
    demolish; put down: suppress crush; put off: postpone; put out: publish extinguish; put up: erect build; put
    together: assemble; put away: imprison; run away: flee escape; run out: exhaust; run for: candidate; run over:
    hit; sell out: betray; send away: banish deport; send back: return; set up: establish founded; set off: depart
    detonate; set out: depart; set free: release; shut down: close; shut up: silence; show up: appear arrive; side
    with: support; sign up: enlist join; split up: separate divorce; stand for: mean represent; stand up: resist;
    step down: resign; stick to: adhere; take away: deprive remove; take back: recapture retake; take down: remove;
    take in: shelter; take off: depart; take on: employ; take out: remove; take over: seize control; take part:
    participate; take place: occur happen; take up: begin; tear down: demolish; team up: ally cooperate; think up:
    invent; throw out: expel deport banish; throw away: discard; turn down: refuse reject; turn into: become
    transform; turn out: prove; turn up: appear; turn against: oppose betray; wake up: awake; wipe out: destroy
    annihilate; work out: devise; write down: record
"""


def _phrases() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return what a verb and a particle mean together."""
    entries = [entry.split(":") for entry in _WITH_PARTICLES.split(";")]
    return MappingProxyType(
        {
            (verb, particle): tuple(meant.split())
            for (verb, particle), meant in ((entry[0].split(), entry[1]) for entry in entries)
        }
    )


TOGETHER = _phrases()
"""What a verb means with a particle near it, by their everyday forms: "lock", "up"."""
