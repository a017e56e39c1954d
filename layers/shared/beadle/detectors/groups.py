"""The parts of a community by name: the Equality Act's characteristics, and the groups that a council speaks of
    besides.

A group is named by a noun ("Sikhs", "single mothers", "wheelchair users"), by an adjective and a word for people
("deaf people", "young black men"), or by an adjective behind "the" ("the unemployed"). Whatever is said of one must
count for all, so a name that is missing here is a fault. The names themselves are never a finding.

Source: Equality Act 2010, section 4, and for housing, work and benefits the council's own equality statement.
"""

from collections.abc import Iterable, Mapping

from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import INSTITUTIONS, ROLE_COLLECTIVES, SLURS, wordset

_DEMONYMS = wordset(
    "aboriginal afghan african albanian algerian american andorran angolan antiguan arab arabian argentinian armenian"
    " asian assyrian australian austrian azerbaijani bahamian bahraini bajan balochi bangladeshi barbadian basotho"
    " basque belarusian belgian belizean bengali beninese berber bermudian bhutanese bolivian bosnian botswanan"
    " brazilian british bruneian bulgarian burkinan burmese burundian cambodian cameroonian canadian caribbean catalan"
    " chadian chechen chilean chinese circassian colombian comorian congolese cornish costa-rican croatian cuban"
    " cypriot czech danish djiboutian dominican dutch ecuadorian egyptian emirati english eritrean estonian ethiopian"
    " european faroese fijian filipino finnish flemish french gabonese gambian georgian german ghanaian gibraltarian"
    " greek greenlandic grenadian guatemalan guinean gujarati guyanese haitian hausa hazara honduran hungarian"
    " icelandic igbo indian indonesian inuit iranian iraqi irish israeli italian ivorian jamaican japanese javanese"
    " jordanian kashmiri kazakh kenyan kittitian korean kosovan kurdish kuwaiti kyrgyz laotian latino latvian lebanese"
    " liberian libyan lithuanian luxembourgish macedonian malagasy malawian malaysian maldivian malian maltese manx"
    " maori marshallese mauritanian mauritian mexican micronesian moldovan monegasque mongolian montenegrin"
    " montserratian moroccan mozambican namibian nauruan nepalese nepali nicaraguan nigerian nigerien norwegian omani"
    " oromo pakistani palauan palestinian panamanian papuan paraguayan pashtun persian peruvian polish portuguese"
    " punjabi qatari rohingya romanian russian rwandan salvadoran samoan saudi scottish senegalese serbian seychellois"
    " sicilian sindhi singaporean sinhalese slovak slovakian slovenian somali somalian spanish sudanese surinamese"
    " swazi swedish swiss sylheti syrian taiwanese tajik tamil tanzanian thai tibetan tigrayan timorese togolese"
    " tongan trinidadian tunisian turkish turkmen tuvaluan ugandan ukrainian uruguayan uyghur uzbek vanuatuan"
    " venezuelan vietnamese vincentian welsh xhosa yemeni yoruba zambian zimbabwean zulu"
)
_FAITHS = wordset(
    "agnostic ahmadi anglican atheist baptist buddhist catholic christian coptic druid druze hindu humanist islamic"
    " jain jewish lutheran methodist mormon muslim pagan pentecostal presbyterian protestant quaker rasta rastafarian"
    " scientologist shia sikh sufi sunni taoist wiccan yazidi zoroastrian"
)
_NOUNS = wordset(
    """poles czechs turks swedes danes finns scots spaniards serbs croats kurds arabs brits britons irishmen englishmen
    welshmen scotsmen frenchmen dutchmen northerners southerners scousers geordies cockneys brummies mancs europeans
    jews jew copts shiites parsis bahais evangelicals salafis rastas unbelievers witches blacks whites ethnics
    latinos latinas slavs gypsies gypsy gypsys travellers traveller roma romany romanies immigrants immigrant
    migrants migrant refugees refugee foreigners foreigner minorities pensioners elderly oaps seniors boomers
    millennials teenagers youngsters disabled autistic autistics dyslexics epileptics diabetics schizophrenics
    amputees paraplegics dwarfs dwarves deaf women woman females girls men males boys gay gays lesbian lesbians
    homosexual homosexuals heterosexuals heteros straights bisexuals pansexuals asexuals queers trans transgender
    transsexuals transsexual enbies jobless unemployed homeless chavs scroungers vegans gingers"""
)
_NAMES = """
    asylum seekers, eastern europeans, western europeans, west indians, south africans, sri lankans, new zealanders,
    north africans, south asians, east asians, native americans, costa ricans, puerto ricans, sierra leoneans, south
    sudanese, cape verdeans, central africans, bosnian muslims, hong kongers, middle easterners, saudi arabians,
    afro caribbeans, african caribbeans, african americans, people of colour, people of color, ethnic minorities,
    romany gypsies, jehovah's witnesses, jehovahs witnesses, jehovah witnesses, hare krishnas, born again
    christians, latter day saints, seventh day adventists, non believers, baha'is, plymouth brethren, orthodox jews,
    moonies, senior citizens, old folk, old folks, over 60s, over 70s, over 80s, gen z, generation z, wheelchair
    users, people in wheelchairs, people with disabilities, disabled folk, people with autism, autism sufferers,
    people with down's syndrome, people with downs syndrome, people with down syndrome, down's syndrome people,
    people with learning disabilities, people with learning difficulties, people with special needs, people with
    dementia, dementia patients, people with mental illness, people with schizophrenia, people with epilepsy, people
    with adhd, people with hiv, people with aids, guide dog users, blind folk, deaf folk, single mothers, single
    mums, single mams, single fathers, single dads, single parents, lone parents, teenage mums, teenage mothers,
    unmarried mothers, unmarried couples, married couples, pregnant women, breastfeeding mothers, working mothers,
    new mums, stay at home mums, same sex couples, civil partners, gay parents, surrogate mothers, drag queens,
    gender fluid people, non binaries, intersex people, cross dressers, benefit claimants, benefits claimants,
    benefit scroungers, people on benefits, people on universal credit, people on the dole, universal credit
    claimants, pip claimants, dole claimants, council tenants, council house tenants, housing association tenants,
    social housing tenants, social tenants, people in council houses, people on council estates, rough sleepers,
    care leavers, kids in care, food bank users, foodbank users, the working class, the working classes, ex
    offenders, hiv positive people"""
_ADJECTIVES = wordset(
    """black white brown coloured ethnic foreign migrant immigrant refugee gypsy traveller romany roma old older
    elderly young younger aged retired teenage middle-aged disabled deaf blind autistic dyslexic dyspraxic epileptic
    diabetic paraplegic neurodivergent neurodiverse handicapped bipolar schizophrenic depressed amputee obese fat
    overweight skinny ginger bald short disfigured male female trans transgender transsexual non-binary nonbinary
    intersex genderfluid genderqueer cis cisgender agender gay lesbian straight heterosexual hetero bisexual bi
    queer homosexual pansexual asexual lgbt lgbtq lgbtqia lgbt+ pregnant breastfeeding married unmarried single
    divorced widowed religious godless homeless unemployed jobless poor rich posh vegan northern southern"""
)
_PHRASED = """
    mixed race, mixed heritage, dual heritage, ethnic minority, minority ethnic, afro caribbean, west indian, sri
    lankan, south african, south asian, east asian, south american, latin american, eastern european, east european,
    new zealand, saudi arabian, costa rican, puerto rican, sierra leonean, south sudanese, south korean, north
    korean, middle eastern, born again, non binary, gender fluid, same sex, hard of hearing, partially sighted,
    visually impaired, hearing impaired, mentally ill, learning disabled, physically disabled, down's syndrome,
    downs syndrome, special needs, hiv positive, working class, middle class, lower class, upper class, middle aged,
    low income, red haired, ginger haired"""
_PEOPLE = wordset(
    "people folk folks persons men women lads guys blokes boys girls males females ladies families couples adults"
    " teenagers teens mums dads mams mothers fathers parents youths immigrants migrants refugees pensioners"
)
_BEHIND_THE = wordset(
    "old elderly aged young disabled deaf blind autistic poor rich sick unemployed jobless homeless gay straight"
    " obese black white religious godless foreign coloured retired"
) | {"mentally", "hard", "partially", "visually", "english", "british", "scottish", "cornish", "spanish", "swedish"}
_NEVER_THINGS = wordset("poor unemployed jobless homeless disabled deaf elderly mentally")
"""Behind "the" people even where nothing follows; "the old" and "the blind" may be a kitchen's."""
_SAID_OF_MANY = wordset(
    "make allowed away out are aren't arent were should must need needs deserve ought want don't"
    " dont have who all shouldn't"
)
_SAID_OF_PEOPLE = wordset("and in even would will die really just always")
_PERSON = wordset(
    "person man woman lad lass bloke guy fella chap girl boy lady male female adult teenager teen mum dad mam mother"
    " father parent immigrant migrant refugee pensioner"
)
_NOT_ONE = wordset("blacks whites straights ethnics gingers queers trans minorities")
"""Plurals whose singular is rather a colour's, a line's or a spice's: "a black and white photo"."""
_BEHIND_ONE = wordset(
    "is isn't was wasn't has hasn't had who that should shouldn't must can can't could would will won't does doesn't"
    " deserves needs wants ought and or but in on at i i've i'd we you you're they he she it from here there ever"
    " as because so if when then than anymore again lol today please just never always with without to are out"
)
"""What may follow one person; before anything else a name of one is an adjective: "a Muslim burial space"."""
_EACH = (("every",), ("each",))
_TOPICS = (["respect", "for"], ["time", "for"], ["sick", "of"], ["enough", "of"], ["contempt", "for"], ["look", "at"])
_TOPIC_VERBS = wordset("hate despise loathe detest stand abide")
_TRAILING = wordset("here now again today then mate lol")
_SPEAKS = wordset("this it's its i'm im let i talking speaking")
_OTHERS = (INSTITUTIONS | ROLE_COLLECTIVES | wordset("you your they their who nobody care cares")) - wordset("working")
_SINGLES = wordset(
    "about of for to with on at from towards by against over between in near the this that my your his her our one some"
)
_NOT_A_NOUN = wordset(
    "people folk folks and or but from in into on out now here back away again all who that off with for to too as at"
    " before the them this because so today tomorrow it should must need needs deserve ought want are"
    " all just bastards scum vermin filth animals parasites"
)
_HOW_MANY = wordset("all the these those every any some more most them a an fucking bloody our")
_MOST = 4  # words of adjectives before one word for people
_ANIMALS_TOO = wordset(
    "black white brown old older young younger fat short bald female male aged blind deaf ginger northern"
    " religious rich"
)
"""Said of animals, dirt and water as well: "brown scum on the canal"."""


def _listed(names: str) -> Iterable[tuple[str, ...]]:
    return (tuple(name.replace("-", " ").split()) for name in names.split(",") if name.strip())


def _plurals() -> Iterable[str]:
    """Yield the plurals of the demonyms and faiths that have one, as the Irish and the Chinese have not."""
    for word in _DEMONYMS | _FAITHS:
        if not word.endswith(("ese", "sh", "ch", "ois", "swiss", "gyz", "manx", "lamic", "optic", "ndic")):
            yield word.replace("-", " ") + "s"


def _singular(plural: str) -> str:
    if plural.endswith("men"):
        return plural[:-3] + "man"
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural.removesuffix("es") if plural.endswith(("ches", "sses")) else plural.removesuffix("s")


def _singulars() -> Iterable[tuple[str, ...]]:
    """Yield the names of one person: "pole", "asylum seeker", "person on benefits"."""
    nouns = (word for word in _NOUNS - _NOT_ONE if word.endswith(("s", "men")))
    yield from ((_singular(word),) for word in (*nouns, *_plurals()))
    yield ("person", "in", "a", "wheelchair")
    for name in _listed(_NAMES):
        if name[0] == "people":
            yield ("person", *name[1:])
        elif name[-1].endswith("s"):
            yield (*name[:-1], _singular(name[-1]))


def _by_first(names: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return names by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(set(names), key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return {first: tuple(those) for first, those in found.items()}


_ADJECTIVAL = _by_first([*_listed(",".join(_DEMONYMS | _FAITHS | _ADJECTIVES)), *_listed(_PHRASED)])
_ALONE = wordset("christian catholic protestant hindu sikh buddhist atheist muslim islam jewish") | {
    word for word in _DEMONYMS if word.endswith(("ese", "ish", "ch", "swiss", "welsh"))
}
"""Adjectives that are nouns as well: "deport the Irish"."""
_NAMED = _by_first([*((word,) for word in (*_NOUNS, *_plurals(), *_ALONE)), *_listed(_NAMES)])
_ONES = _by_first(_singulars())
ORIGINS = (
    _DEMONYMS
    | _FAITHS
    | frozenset(_plurals())
    | wordset("black blacks white whites brown poles foreigners jews jew jehovah's jehovahs jehovah baha'is")
)
"""First words of a people's or a faith's name, for what is said of no other group: "go home", "this country is for"."""
_SHAPED_LIKE_ADJECTIVES = _ALONE | _ADJECTIVES
"""Last words of a group's name behind which a thing may stand: "ban all disabled bays", "hang the Welsh flag"."""


def group_end(reading: Reading, index: int) -> int | None:
    """Return the index of the last word of the group that is named from word `index` on; None where none is."""
    form = reading.forms[index]
    if form in SLURS:
        return _with_people(reading, index)
    adjective = adjective_end(reading, index)
    if adjective is not None and adjective + 1 < len(reading.forms) and reading.forms[adjective + 1] in _PEOPLE:
        return adjective + 1
    before = reading.forms[max(0, index - 2) : index]
    one = one_end(reading, index) if before[-1:] in _EACH or before == ("every", "single") else None
    if one is not None:
        return one
    for name in _NAMED.get(form, ()):
        if reading.follows(index, name):
            return _with_people(reading, index + len(name) - 1)
    if adjective is not None and form in _BEHIND_THE and index and reading.forms[index - 1] == "the":
        beside = reading.ahead(adjective, 1)
        said = _SAID_OF_MANY | _SAID_OF_PEOPLE if form in _NEVER_THINGS else _SAID_OF_MANY
        is_noun = beside[0] in said if beside and reading.is_joined(adjective) else form in _NEVER_THINGS
        return adjective if is_noun else None
    return None


def name_start(reading: Reading, index: int, last: int) -> int:
    """Return where the name that ends with word `last` begins, at word `index` or before: "trans" of "trans women"."""
    while reading.before(index, 1) and last in (group_end(reading, index - 1), one_end(reading, index - 1)):
        index -= 1
    return index


def one_end(reading: Reading, index: int) -> int | None:
    """Return the last word of one person of a group, named from word `index` on; None where none or a thing is.

    "gay man", "Muslim", "wheelchair user"; not the "Polish" of a shop, nor the "immigrant" of a support group.
    """
    adjective = adjective_end(reading, index)
    if adjective is not None and adjective + 1 < len(reading.forms) and reading.forms[adjective + 1] in _PERSON:
        return adjective + 1 if _stands_alone(reading, adjective + 1) else None
    name = next((name for name in _ONES.get(reading.forms[index], ()) if reading.follows(index, name)), None)
    if name is None:
        return None
    last = index + len(name) - 1
    return last if _stands_alone(reading, last) else None


def _stands_alone(reading: Reading, last: int) -> bool:
    """Whether no thing follows that word `last` would describe."""
    if reading.is_joined(last):
        return reading.forms[last + 1] in _BEHIND_ONE or not reading.ahead(last, 1)
    return reading.plain[reading.words[last].end : reading.words[last].end + 1] != "-"


def is_topic(reading: Reading, index: int) -> bool:
    """Whether "they" at word `index` are the group that the sentence before was about: "This is about …. Kill them"."""
    sentence = reading.words[index].sentence - 1
    words = [at for at in range(max(0, index - 24), index) if reading.words[at].sentence == sentence]
    while words and reading.forms[words[-1]] in _TRAILING:
        words.pop()
    if not words:
        return False
    first = next((at for at in words if group_end(reading, at) == words[-1]), None)
    if first is None:
        return False
    lead = [reading.forms[at] for at in words if at < first and reading.forms[at] not in _HOW_MANY]
    if not _OTHERS.isdisjoint(lead):
        return "tell" in lead and lead[-1] == "about"  # "let me tell you about …"
    about = lead[-1:] == ["about"] and lead[0] in _SPEAKS
    return not lead or about or lead[-2:] in _TOPICS or lead[-1] in _TOPIC_VERBS


def is_aside(reading: Reading, first: int, copula: str) -> bool:
    """Whether "is" is said of one person or another thing: "that woman is …", "the lift for wheelchair users is …"."""
    return copula in ("is", "was") and not _SINGLES.isdisjoint(reading.before(first, 1))


def one_or_such(reading: Reading, index: int) -> int | None:
    """Return the last word of "a gay man", "a Muslim" or "gay" behind word `index`."""
    at = index + 1 + (reading.forms[index + 1 : index + 2] in (("a",), ("an",)))
    if at >= len(reading.forms):
        return None
    return one_end(reading, at) or adjective_end(reading, at)


def describes_a_thing(reading: Reading, last: int) -> bool:
    """Whether the last word of a name is an adjective here: "hang the Welsh flag", "ban all disabled bays"."""
    if reading.forms[last] not in _SHAPED_LIKE_ADJECTIVES or not reading.is_joined(last):
        return False
    return _NOT_A_NOUN.isdisjoint(reading.ahead(last, 1))


def describes_people(reading: Reading, index: int) -> int | None:
    """Return the last word of an adjective that is said of people only, as in "Jamaican scum"; None for others."""
    return None if reading.forms[index] in _ANIMALS_TOO else adjective_end(reading, index)


def adjective_end(reading: Reading, index: int) -> int | None:
    """Return the last of the adjectives that begin at word `index`: "young black", "mixed race"."""
    last = None
    at = index
    while at < len(reading.forms) and at - index < _MOST:
        met = next((name for name in _ADJECTIVAL.get(reading.forms[at], ()) if reading.follows(at, name)), None)
        if met is None:
            break
        at += len(met)
        last = at - 1
    return last


def _with_people(reading: Reading, last: int) -> int:
    return last + 1 if reading.follows(last + 1, ("people",)) else last
