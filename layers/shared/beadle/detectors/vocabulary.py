"""The graded words that detectors look for, and the words by which they see whom a sentence is about.

The lists are short and the project's own: a word stands here because of what it does to a person, not because some
other list has it. Matching is by whole word, so that no Scunthorpe is hurt, and most words count only by their target.
"""


def wordset(listed: str) -> frozenset[str]:
    """Return the words of a list, separated by white space."""
    return frozenset(listed.split())


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def _graded(*grades: tuple[int, str]) -> dict[str, int]:
    return {form: grade for grade, listed in grades for word in listed.split() for form in (word, _plural(word))}


INSULTS = _graded(
    (1, "clown muppet numpty joker fool plonker wally pillock jobsworth liar coward numbskull dimwit halfwit nitwit"),
    (1, "dunce donkey dinosaur parasite leech weirdo busybody snowflake hypocrite trash filth wazzock divvy spanner"),
    (1, "melt dope chav gammon bampot eejit roaster walloper radge git tit bugger knob"),
    (2, "idiot moron imbecile cretin scumbag pig cow rat snake slimeball lowlife creep tramp psycho dumbass thicko"),
    (2, "maggot scum vermin libtard cockroach bint hag slob simpleton dipstick nutter loser worm"),
    (3, "cunt twat wanker prick bastard bitch whore slag slut dickhead arsehole asshole tosser bellend knobhead"),
    (3, "shithead shitbag dipshit fuckwit fucker motherfucker knobend arsewipe cockwomble twatwaffle fucktard minger"),
    (3, "skank scrubber slapper wankstain cumstain gobshite pisshead douchebag scrote dick bawbag fud"),
)
"""Nouns thrown at people: 1 is rude, 2 is abusive, 3 is obscene as well."""

MILD_ADJECTIVES = wordset(
    "stupid silly clueless useless incompetent lazy pathetic thick dim dumb gormless hopeless spineless gutless"
    " brainless arrogant ignorant disgusting vile evil"
)
CRUEL_ADJECTIVES = wordset("fat ugly braindead retarded subhuman worthless revolting repulsive smelly")

BELITTLING = wordset(
    "sad bigoted thick stupid fat ugly ignorant moaning whining whinging whingeing miserable nasty pathetic vile bitter"
    " clueless useless gormless lazy dim dense gobby mouthy gobshite jealous lonely daft silly sour mongol"
    " goggle boss eyed faced stuck disgusting revolting horrible evil odious dirty filthy smelly"
    " twisted toothless brainless spineless gutless cowardly creepy slimy snivelling sneering smug"
    " dopey dozy hateful racist deluded deranged demented senile braindead inbred fucking thieving lying greedy stroppy"
    " pompous jumped arrogant"
)
"""Adjectives that make small whoever stands behind them: "you sad bigoted old fool"."""
PERSONS_MADE_SMALL = wordset(
    "weasel toad article specimen prat twerp twit creature fool clown muppet liar coward halfwit dimwit eejit dope"
    " parasite hypocrite busybody git cow bint hag tart trollop harridan witch oaf slob sheep drone plank plum lump"
)
"""Nouns that are an insult behind such an adjective, beside INSULTS: "a useless article"."""
SMALL_PEOPLE = wordset("woman man girl boy bloke lady lad person creature individual wretch")
"""Words for people that need a hard adjective to hurt: "you sad little woman"."""

AMBIGUOUS_INSULTS = wordset(
    "pig pigs cow cows rat rats snake snakes donkey donkeys dinosaur dinosaurs parasite parasites leech leeches worm"
    " worms tramp tramps trash filth vermin spanner spanners melt melts maggot maggots cockroach cockroaches dick knob"
    " knobs tit tits bugger buggers bitch bitches slag scrubber scrubbers slapper dope joker jokers prick pricks hag"
    " hags snowflake snowflakes slut creep creeps loser losers wally cretin git"
)
"""Insults that are also plain words: never anything by themselves."""

SAID_OF_THINGS = wordset("bitch bastard pig cow bugger git")
"""Insults that people say of a hill, a storm or a form as readily: of "Storm Bert" as of "Bert Storm"."""

STRONG_PROFANITY = wordset(
    "fuck fucks fucked fucking fuckin fucker fuckers fking fkn fck fcking fuk fuking fukin motherfucker motherfuckers"
    " motherfucking clusterfuck cunt cunts cunting fuckup fuckwit fuckwits fucktard fucktards fuckery"
)
MEDIUM_PROFANITY = wordset(
    "shit shite shits shitty shitting bullshit shitshow shithole shithead shitheads wank wanking wanker wankers twat"
    " twats arsehole arseholes asshole assholes dickhead dickheads bollocks bellend knobhead bastard bastards tosser"
    " tossers piss pissed pissing pisstake bollox shitstorm middlefinger"
)

SEXUAL = wordset(
    "blowjob blowjobs handjob handjobs cumshot cumshots gangbang creampie deepthroat horny milf milfs nudes porno"
    " porn pornhub onlyfans dildo dildos boner hardon jizz titties tits boobs wanking fap fapping orgy anal clit pussy"
    " cock cocks dick dicks cum cumming shag shagging wank knickers sexting"
)

_SLURS = wordset(
    "nigger niggers nigglet niglet paki pakis wog wogs kike kikes raghead ragheads towelhead towelheads gook gooks"
    " coons spic spics wetback wetbacks sandnigger sandniggers darkie darkies muzrat muzrats muzzie muzzies pikey"
    " pikeys gyppo gyppos faggot faggots poofter poofters shemale shemales trannies spastic spastics spacker spackers"
    " spaz mong mongs tarbaby jigaboo jigaboos zipperhead zipperheads camelfucker battyboy nignog nignogs halfbreed"
    " halfbreeds sambo sambos"
)
_SLURS_IF_AIMED = wordset(
    "nigga niggas chink chinks chinky chinkies dyke dykes fag fags poof poofs tranny yid yids coon jap japs taig"
    " taigs hun huns retard retards retarded cripple cripples halfcaste halfcastes queers lezzer lezzers benders"
    " bender gypo gypos savages"
)
SLURS = {**dict.fromkeys(_SLURS, 2), **dict.fromkeys(_SLURS_IF_AIMED, 1)}
"""2: a slur whatever is said around it; 1: also a plain word, so a slur only where it is thrown at somebody."""

YOU = wordset("you u ya yer yous youse ye thou yall tha")
YOU_ARE = wordset("you're youre ur your're u're y'are")
SELF = wordset("i i'm im we we're us me myself ourselves my our")
SHE_OR_HE = wordset("he she he's she's him her hes shes")
THEY = wordset("they they're theyre them these those all they've")
COPULAS = wordset("is are was were be being been r looks sounds isnt isn't aren't arent ain't wasn't")
NEGATIONS = wordset("not isn't isnt aren't arent ain't wasn't weren't never no without hardly neither nor don't dont")

ROLES = wordset(
    "woman man lady bloke guy girl boy chap fella officer officers receptionist receptionists clerk clerks staff"
    " warden wardens driver admin admins moderator councillor councillors cllr cllrs mayor leader manager managers"
    " teacher teachers worker workers neighbour neighbours mp chairman chairwoman chair secretary inspector inspectors"
    " director directors chief boss operator operators crew crews librarian librarians planner planners lad lass"
    " person employee employees caretaker headteacher binmen binman dustmen husband wife son daughter mother father"
    " mum dad ranger rangers lifeguard lifeguards cleaner cleaners nurse nurses steward stewards postman"
)
TITLES = wordset("cllr cllrs councillor mr mrs ms miss dr mayor sir lady dame prof rev")
POLITICIANS = wordset("cllr councillor mayor leader mp cllrs councillors")
INSTITUTIONS = wordset(
    "council councils department departments government team website system policy authority committee cabinet office"
    " service services town borough county party parties company contractor planning management"
)
ROLE_COLLECTIVES = wordset(
    "officers staff councillors cllrs wardens managers admins teachers workers inspectors directors crew crews"
    " planners employees binmen dustmen receptionists clerks operators librarians neighbours"
)

MODIFIERS = wordset(
    "a an the such absolute absolutely complete completely total totally utter utterly real really proper properly"
    " right bunch of lot lots load loads pack set pair shower just nothing but only so very too literally clearly"
    " obviously honestly probably basically like kind sort little old big massive nasty dirty rude miserable sad"
    " typical lying corrupt crooked fucking fuckin bloody effing sodding stupid fat ugly thick lazy pathetic useless"
    " ignorant arrogant spineless brainless clueless incompetent evil patronising silly moody stuck-up jumped-up"
    " overpaid biggest worst most horrible disgusting vile smug vicious thieving robbing greedy snotty snivelling"
    " slimy worthless filthy selfish black white bald still always definitely certainly pretty quite more excuse"
    " poor for human being waste mad crazy deranged lazy-arsed sorry same and gobby foul foul-mouthed"
    " dumb dim another lonely bitter twisted nosy boring pure bloomin inbred"
)
"""Words that may stand between somebody and the insult thrown at them."""

MASKED = (
    "fuck", "shit", "cunt", "twat", "wank", "bitch", "arsehole", "asshole", "bastard", "bollocks", "wanker", "prick",
    "dickhead", "whore", "nigger", "faggot", "paki", "idiot", "moron", "scum", "retard", "slag",
)  # fmt: skip
"""Words that people write with letters starred out; the first can be told by its first letter alone."""

DISGUISED = (
    frozenset(word for word, grade in INSULTS.items() if grade >= 2)
    | frozenset(SLURS)
    | STRONG_PROFANITY
    | MEDIUM_PROFANITY
    | wordset("kys blowjob nudes porn dildo kill murder stab rape bomb stupid useless fat")
)
"""Words of the rules' that are worth writing in disguise."""
