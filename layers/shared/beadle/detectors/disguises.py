"""Words that people write so that a word list does not see them, and the spellings in which they do.

What is listed here is no breach by being listed: a word that is found behind its disguise is judged like the same word
written plainly.
"""

from collections.abc import Iterator

from beadle.detectors.vocabulary import DISGUISED, MASKED, YOU, wordset

_ABUSIVE = wordset(
    "arse arses arseholes asses ass jackass jackasses fatass fatasses dumbass dumbasses badass asshat asshats"
    " bastardo biatch blowjobs bonehead boobs bootlicker breeder brownshirt buffoon buffoons bullshitter chimp chimps"
    " chinaman chinamen clit cocksucker cocksuckers cocksucking coward cowards crackhead crackheads crap crappy"
    " cuck cucks cumdump cumguzzler damn darky degenerate degenerates deport dickhead dickheads dickless dickwad"
    " dimwit dimwits dirtbag dirtbags disgusting douche douches dumb dumber dumbest dumbfuck dumbfucks dyke dykes"
    " exterminate faggy fascist fascists feminazi feminazis filthy foid foids fool fools freak freaks fucktard"
    " fuckface fuckfaces fuckhead fuckheads ghetto goatfucker goatfuckers goddamn groid groids gypsies hate hates"
    " hitler hoe hoes homo homos hooker hookers horny hypocrite hypocrites idiotic idiots ignorant imbeciles inbred"
    " inbreds incel incels infidel invaders jerk jerks jewess jizz junkie junkies killed killing kraut krauts lesbo"
    " lesbos liar liars loser losers lunatic lunatics lynch molester morons moronic mudshark mudsharks mudslime"
    " mudslimes murderer murderers nasty nazi nazis negress negro negroes nigga niggas niglets nignogs nonce nonces"
    " nutcase nutjob paedo paedophile paedophiles paedos parasite parasites pathetic pedo pedophile pedophiles pedos"
    " penis perv pervert perverts perverted pimp pimps piss pissed poof poofs porn prick pricks prostitute psycho"
    " psychopath psychopaths pussies pussy queer queers racist racists rape raped raper rapes rapist rapists rapefugee"
    " rapefugees retarded retards savages scumbags sexist sexists sexual shitbag shitbags shitface shitskin shitskins"
    " shitter shits skank skanks skanky slag slags slaves slimy slut sluts slutty sociopath sociopaths spastics spaz"
    " spunk stupidity stupidest subhuman subhumans suck sucks sucking suicide terrorist terrorists thick thieves thot"
    " thots thug thugs tits titties traitor traitors trannies tranny trash turd turds twats ugly untermensch vagina"
    " vermin virgin wankers wetback wetbacks whore whores whoring wigger wiggers worthless beaner beaners chink chinks"
    " paki pakis muzzie muzzies sheboon sheboons nigress coolie coolies redskin squaw jap japs gook gooks honky"
    " honkies cracker crackers wop wops dago dagos kaffir kaffirs moolie gyppo gyppos pikey pikeys tinker tinkers"
    " cock cocks cocksuck sex sexy jew jews muslim muslims immigrants migrants foreigners gays lesbians blacks"
)
"""Beside those that the rules grade: the rules take no notice of most of these by themselves, the model does."""

HIDDEN = DISGUISED | _ABUSIVE
"""Words worth writing in disguise: an odd spelling is read as one of these, or left as it stands."""

SPELT_OUT = HIDDEN | YOU | wordset("are is an the all a i")
"""What a run of single letters may spell."""

_SAID_OTHERWISE = {
    "biatch": "bitch", "beyotch": "bitch", "biotch": "bitch", "bich": "bitch", "phag": "fag", "phags": "fags",
    "phaggot": "faggot", "phaggots": "faggots", "fagot": "faggot", "fagots": "faggots", "seggs": "sex",
    "unalive": "kill", "unalived": "killed", "unaliving": "killing", "sewerslide": "suicide", "restard": "retard",
    "restarded": "retarded", "azz": "ass", "azzhole": "asshole", "azzholes": "assholes", "phuck": "fuck",
    "phuk": "fuck", "phucker": "fucker", "phucking": "fucking", "fcker": "fucker", "fckers": "fuckers",
    "fcked": "fucked", "fcks": "fucks", "nibba": "nigga", "nibbas": "niggas", "niggah": "nigga", "niggahs": "niggas",
    "nigguh": "nigga", "nigguhs": "niggas", "nicca": "nigga", "niccas": "niggas", "nihhers": "niggers",
    "nihher": "nigger", "nihha": "nigga", "kunt": "cunt", "kunts": "cunts", "cnut": "cunt", "qunt": "cunt",
    "twunt": "twat", "dikhead": "dickhead", "basterd": "bastard", "basterds": "bastards",
    "niggaz": "niggas", "peedo": "paedo", "nonse": "nonce", "slvt": "slut", "joos": "jews", "jooz": "jews",
    "wanka": "wanker", "wankas": "wankers", "bullsht": "bullshit", "sht": "shit", "shyt": "shit", "shiet": "shit",
    "bstard": "bastard", "btch": "bitch", "btches": "bitches", "cnt": "cunt", "dckhead": "dickhead", "wnker": "wanker",
    "rtard": "retard", "fuk": "fuck", "fukk": "fuck", "fucc": "fuck",
    "pdfile": "pedophile", "pdfiles": "pedophiles", "muthafucka": "motherfucker",
}  # fmt: skip
"""Bywords, algospeak and wilful misspellings, by what they stand for."""

_RESPELT = (
    ("bitch", "biatch"), ("bitch", "beyotch"), ("bitch", "biotch"), ("bitch", "beetch"), ("bitch", "biznatch"),
    ("bitch", "btch"), ("bitch", "bxtch"), ("bitch", "bytch"), ("nigg", "nihh"), ("nigg", "nibb"), ("nigg", "nicc"),
    ("nigg", "niqq"), ("fag", "phag"), ("fuck", "fck"), ("fuck", "phuck"), ("fuck", "fuk"), ("fuck", "fukk"),
    ("fuck", "fvck"), ("fuck", "fxck"), ("fuck", "fuxk"), ("fuck", "fook"), ("fuck", "fuq"), ("fuck", "phuk"),
    ("shit", "shyt"), ("shit", "shiet"), ("shit", "sht"), ("shit", "shxt"), ("cunt", "kunt"),
    ("cunt", "cnut"), ("cunt", "qunt"), ("cunt", "cvnt"), ("retard", "restard"), ("retard", "rtard"), ("ass", "azz"),
    ("wank", "wnk"), ("bastard", "basterd"), ("slut", "slvt"), ("whore", "whoar"),
    ("dick", "dik"), ("dick", "dck"), ("kill", "unalive"), ("killing", "unaliving"),
    ("sex", "seggs"), ("rapist", "grapist"), ("paedo", "peado"), ("paedo", "paido"), ("pedo", "peado"),
    ("suicid", "sewerslid"), ("libtard", "libturd"), ("tranny", "trahnny"), ("nigger", "kneegrow"),
)  # fmt: skip
"""How people write what stands within many words, "biatches" as "biatch": the plain letters, and theirs."""

_ALSO_WORDS = wordset(
    "gals stun stab rats tips mood nips pots pans pets spit evil live reviled parts knits strap straps sloop spots"
    " snub snubs part trap traps tarts deer loops sleep peels keels reel leer tool tools stool loot toot tort"
    " golf flow wolf parc peek keep meet tram nap pan bat tab tub but god dog nun pop noon naps span rot pees"
    " seep reef leek reek mug gum kcaj slims sgip sah ass saw was pals slap wets stew pus sup nits tin net ten gag gas"
    " rape reap kill hook hooka jerka hata liara nazia psyca thuga tarta mela luka wana banka thicka panza pike spike"
    " folk duke bake hake ranka poka jok luk duk star stars rail rails bats hookah saggin zaps snuh foop"
    " loza jakz losa losas pavat separ queas minga tinka repar zuck krap"
)
"""Spellings that are words, or names, themselves."""

COMMON = wordset(
    "you your you're youre are they their them this that these those the with from have what who why all and not"
    " people person going gonna should would will they're stop shut leave back home here country town die dead hate"
    " kill burn shoot beat hang hurt bloody hell stink stinks stinking lying lie lies thief thieves stole corrupt"
    " crook crooks mother women woman girl girls white whites black brown gay lesbian trans islam islamic arab arabs"
    " african africans asian asians polish irish romanian albanian refugee refugees migrant migrants immigrant foreign"
    " gypsy traveller travellers disabled autistic mental insane evil lazy dirty smelly useless pathetic disgrace joke"
)
"""Words of abusive sentences that are none themselves: "y0u 4re an 1d10t" is read whole, and so is what it says."""

_SPLIT = (
    "cunt", "cunts", "fuck", "fucks", "fucker", "wanker", "wankers", "bastard", "bastards", "twat", "twats", "bitch",
    "bitches", "prick", "pricks", "whore", "nigger", "niggers", "faggot", "faggots", "tosser", "tossers", "bellend",
    "bollocks",
)  # fmt: skip
"""Words that people break in two: "cu nt"."""
_ALSO_HALVES = wordset(
    "tw at ats it itch tch itches rick ricks ore re ers er lend loc locks bol bell bo wan wank wanks hit ass tard twat"
    " fuck cunt prick bitch bastard whore bellend tosser faggot nigger fucker wanker nig fag bi tos pri s t c h p b w n"
    " end kers who fag got toss wat wats ick icks pr bel"
)
"""Halves that are words or abbreviations: with two of them a word is no broken one."""


def _variants(word: str) -> Iterator[str]:
    yield word[::-1]
    sounded = word.replace("ck", "kk")
    for form in {word, sounded, word.replace("ck", "k")}:
        yield form
        if form.endswith("ers"):
            yield form[:-3] + "az"
            yield form[:-3] + "as"
        if form.endswith("er"):
            yield form[:-2] + "a"
            yield form[:-2] + "ah"
        if form.endswith("s"):
            yield form[:-1] + "z"
    for form in (word, word[:-2] + "s") if word.endswith("ches") else (word,):  # "bitchs"
        yield form
        yield from (form.replace(plain, written) for plain, written in _RESPELT if plain in form)
    yield word.replace("s", "z")
    yield sounded.replace("er", "a").replace("s", "z")
    if word.startswith("f"):
        yield "ph" + word[1:]


def _bywords() -> dict[str, str]:
    spelt = {
        variant: word
        for word in sorted(HIDDEN)
        if len(word) >= 4
        for variant in _variants(word)
        if variant not in HIDDEN and variant not in _ALSO_WORDS and len(variant) >= 4
    }
    return spelt | _SAID_OTHERWISE


BYWORDS = _bywords()
"""Spellings without any sign or digit, reversed ones among them, by the word that a reader reads."""


def _halves() -> dict[tuple[str, str], str]:
    return {
        (word[:at], word[at:]): word
        for word in _SPLIT
        for at in range(1, len(word))
        if not {word[:at], word[at:]} <= _ALSO_HALVES and word[:at] not in _SPLIT
    }


HALVES = _halves()
"""A word that is broken in two by a space, by its halves."""

_SUFFIXES = ("", "s", "ing", "in", "ed", "er", "ers", "y", "ty", "es", "head", "heads")

_MOST_STARRED = (*MASKED, "pussy", "cock", "dick")


def _starred() -> dict[tuple[int, str], tuple[tuple[str, str], ...]]:
    others = sorted(word for word in HIDDEN - {*_MOST_STARRED} if len(word) >= 4 or word in {"jew", "sex"})
    grown = [(word + suffix, word) for word in (*_MOST_STARRED, *others) for suffix in _SUFFIXES]
    wholes = [(whole, whole) for whole, word in grown if whole in HIDDEN and word in _MOST_STARRED]
    spelt: dict[str, str] = {}
    for whole, word in (*wholes, *((word, word) for word in others), *grown):
        spelt.setdefault(whole, word)
    found: dict[tuple[int, str], tuple[tuple[str, str], ...]] = {}
    for whole, word in spelt.items():
        key = len(whole), whole[0]
        found[key] = (*found.get(key, ()), (whole, word))
    return found


STARRED = _starred()
"""Words that people write with letters starred out, and the word that each is read as, by length and first letter;
those that are told by the fewest letters first, and "pussy" before "piss" with a Y."""

_DRAWN = {"o": "0", "i": "1", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7"}
_AREAS = wordset(
    "ab al ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy ec eh en ex fk fy gl gu"
    " ha hd hg hp hr hs hu hx ig ip iv ka kt kw ky la ld le ll ln ls lu me mk ml ne ng nn np nr nw ol ox pa pe ph pl po"
    " pr rg rh rm sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub wa wc wd wf wn wr ws wv yo ze"
)
"""Where a postcode may begin with two letters."""
_COUNTED = wordset("bin bad hit hat les nut ass foo res use par inc id f fo as th ar")
"""Words, and beginnings of them, with a number behind: "bin75"."""


def _in_figures() -> dict[str, str]:
    spelt: dict[str, str] = {}
    for word in sorted(word for word in HIDDEN if len(word) >= 4):
        for at in range(1, len(word)):
            tail = [_DRAWN.get(letter, "") for letter in word[at:]]
            if not all(tail) or at > 3:
                continue
            is_road = at == 1 and tail[0] != "0"
            is_postcode = word[:at] in _AREAS and len(tail) <= 3
            is_short = len(tail) < (3 if at == 1 else 2)
            if not (is_road or is_postcode or is_short or word[:at] in _COUNTED):
                spelt[word[:at] + "".join(tail)] = word
    return spelt


IN_FIGURES = _in_figures()
"""Words whose end is all figures, "h035", by how they are written: no road, postcode or count is written so."""
