"""Clause AU02: a threat is a violent verb with a person right behind it; neighbours' favours and games are none."""

import pytest

from beadle.domain.judgements import Verdict
from tests.judging import by_rule, lines, needs_by_rule, verdict_by_rule


@pytest.mark.parametrize("text", lines("no_threats.txt"))
def test_a_favour_a_game_a_photograph_or_a_joke_is_no_threat(text: str) -> None:
    assert verdict_by_rule("threat", text) is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "I will run over the next warden that tickets me",
        "I'm going to stab Cllr Thomas Whitcombe",
        "I will kill your girlfriend",
        "I will kill your wife",
        "i'm going to stab you in the neck",
        "We will kill you all",
        "I'm going to shoot you in the head",
        "I'll shoot that warden",
        "gonna shoot the mayor",
        "I will murder every single one of you",
        "im gonna batter you",
        "I'll batter that traffic warden",
        "I will slit your throat",
        "I'll break your legs",
        "I'll break her legs",
        "I'll break his legs",
        "I'll kick your teeth in",
        "we'll burn your house down",
        "I'm going to torch your car tonight",
        "I will kill your kids",
        "I will kill your mum",
        "I'll kill your dog",
        "I will strangle her",
        "I will strangle him",
        "I'm going to rape you",
        "I will rape your daughter",
        "if you don't fix it I will kill you",
        "if it's not sorted by Friday I will kill the lot of you",
        "I'm going to kill Cllr Prosser",
        "I'm gonna kill that fucking bitch on reception",
        "I'm gonna run over that traffic warden",
        "I'll run you over",
        "I am going to behead the councillor",
        "I will kill Councillor Dawes when I see him",
        "we're gonna murder you and your family",
        "just kill yourself",
        "kill yourself you fat waste of space",
        "go and hang yourself you old git",
        "go and die",
        "go and die in a fire",
        "I know where you live",
        "I know where you live and I've got petrol",
        "hope you die you scumbag",
        "I'm going to set fire to your house",
        "I'll set fire to you",
        "I'm going to slash your throat",
        "ill smash that rangers face in if he tickets me",
    ],
)
def test_an_unmistakable_threat_is_removed_and_an_officer_told_at_once(text: str) -> None:
    assert verdict_by_rule("threat", text) is Verdict.REMOVE
    assert needs_by_rule("threat", text) == {"urgent", "safety"}


@pytest.mark.parametrize(
    "text",
    [
        "im gonna blow up the town hall",
        "I've planted a bomb in the town hall",
        "Somebody is going to shoot up the school on Friday",
        "lets torch the hotel tonight 8pm",
        "next time I see Whitcombe he's a dead man",
        "she needs a good raping",
        "I'm going to stab Thomas Whitcombe",
        "I will stab you",
        "I'll stab Thomas Whitcombe",
        "I will shoot Sunita Ravenscroft",
        "I'm going to murder Jane Roe",
        "I will kill Whitcombe",
        "I'm gonna stab Dave",
        "someone should shoot him",
        "someone should shoot her",
        "somebody needs to stab that officer",
        "I would happily shoot the lot of them",
        "I'd punch her",
        "I'd punch him",
        "let's kill the warden",
        "lets burn the hotel down",
        "burn down the hotel",
        "torch the council offices",
        "im gonna blow the council offices up",
        "I'm going to blow up your house",
        "we will bomb the mosque",
        "I'm going to burn the mosque down",
        "theres a bomb in the library",
        "I've left a bomb under the civic centre",
        "you're a dead man Whitcombe",
        "you're dead when I see you",
        "she's a dead woman if I catch her",
        "he's dead next time I see him",
        "I hope you get cancer",
        "I hope she gets raped",
        "hope you get stabbed",
        "I hope he dies slowly",
        "I hope you all die",
        "hope the leader dies of cancer",
        "hope he gets run over",
        "hope she gets hit by a bus",
        "hope somebody burns the council offices down with them inside",
        "I hope someone stabs her",
        "he needs shooting",
        "she needs shooting",
        "that warden wants a good kicking",
        "he deserves a bullet",
        "they should be hanged",
        "she wants raping",
        "he wants raping",
        "Someone is going to get stabbed at the school gate tomorrow, I've seen the messages",
        "there's a lad going to shoot up the college, he's put it on snapchat",
        "lets go round prossers house and give her what she deserves",
        "kill yourself",
        "I know where you live and I will be visiting you very soon mark my words",
        "I'm going to put you in hospital",
        "set fire to the hotel with them in it",
        "someone should set fire to the mosque",
        "somebody should run that warden over",
        "I'll slash your tyres",
        "i swear i will hurt you",
        "I'd happily strangle her",
        "I'd happily strangle him",
        "I'll have you killed",
        "you will be killed",
        "you're going to get stabbed",
        "youre gonna get your head kicked in",
        "you'll get your head kicked in",
        "gonna get my brother to batter you",
        "I'm getting a gun and coming down there",
        "I'm bringing a machete to the meeting",
        "wait till I get my hands on you",
        "you better watch your back Dawes",
        "I know what time you finish work, see you in the car park",
        "we know what car you drive and where you park it",
        "you won't live to see Christmas",
        "watch what happens to your kids",
        "I'll find you and I'll hurt you",
        "acid in your face",
        "I'll throw acid in your face",
        "hope your house burns down",
        "hope your house burns down with you in it",
        "hang the lot of them from the lamp posts",
        "string her up",
        "string them up",
        "shoot the bastards",
        "put a bullet in him",
        "someone put a bullet in her head",
        "I will end you",
        "im gonna fuck you up",
        "I'll fucking do you in",
        "I wanna smash his head in",
        "I wanna smash her head in",
        "im going to kill u",
        "gonna kill u all",
        "i wil kill you",
        "I'm going to fucking kill you",
        "I am literally going to murder that receptionist",
        "I will find you and kill you",
        "ill find out where u live n stab u",
        "I'll put a bullet in you",
        "youre dead mate when I find you",
        "Watch your back Varley",
        "We know where your kids go to school",
        "I'm gonna rape her",
        "someone should rape her",
        "someone should rape him",
        "Cllr Prosser should be hanged",
        "Cllr Prosser deserves to be shot",
        "I hope Cllr Prosser gets cancer",
        "I hope Prosser dies",
        "hope she chokes",
        "hope you rot in hell",
        "I hope your house burns down",
        "lets burn the migrants hotel down",
        "burn the hotel with them in it",
        "petrol bomb the migrant hotel",
        "I've got a gun and I'm coming to the council meeting",
        "there will be a bomb at the council meeting on Thursday",
        "kill the wardens",
        "kill all councillors",
        "death to all wardens",
        "shoot the wardens",
        "string up Whitcombe",
        "he wants stringing up",
        "he needs taking out and shooting",
        "someone needs to take her out and shoot her",
        "should be lined up and shot",
        "if I see that warden again I'll knock him out",
        "I'll knock you out",
        "I'll put you through a wall",
        "i will smash ur face",
        "im gonna kick fuck out of you",
        "I'll do time for you",
        "I'll swing for you",
        "I'll swing for her",
        "you'll get what's coming to you",
        "gonna get my lads round yours",
        "I'll send the boys round",
        "someone should put a bullet in the council leader",
        "hope the mayor dies a slow painful death",
    ],
)
def test_what_may_be_a_threat_is_seen_at_once(text: str) -> None:
    assert verdict_by_rule("threat", text) > Verdict.KEEP
    assert needs_by_rule("threat", text) == {"urgent", "safety"}


@pytest.mark.parametrize(
    "sentence",
    [
        "I will kill {0}",
        "I'd slap {0}",
        "I'd slap {0} silly",
        "I could strangle {0}",
        "I'm going to stab {0} tonight",
        "somebody should shoot {0}",
        "I'll break {1} legs",
        "I'll punch {1} ticket",
        "I hope someone hangs {0}",
        "I will beat {1} time at parkrun",
        "I'll shoot {0} an email",
        "I'm going to run {0} over",
        "I hope {2} dies",
        "{2} needs shooting",
    ],
)
def test_a_threat_has_one_verdict_whatever_the_gender(sentence: str) -> None:
    persons = (("him", "his", "he"), ("her", "her", "she"))
    assert len({verdict_by_rule("threat", sentence.format(*person)) for person in persons}) == 1


@pytest.mark.parametrize(
    "kin", ["wife", "husband", "girlfriend", "boyfriend", "mum", "dad", "daughter", "son", "partner"]
)
def test_a_threat_to_anybodys_family_is_removed(kin: str) -> None:
    assert verdict_by_rule("threat", f"I will kill your {kin}") is Verdict.REMOVE


@pytest.mark.parametrize(
    "text",
    [
        'He said "I will kill you" to my daughter at the bus stop',
        "My neighbour told me he will burn my house down",
        "They shouted that they would stab him",
    ],
)
def test_a_threat_that_is_reported_is_never_removed(text: str) -> None:
    assert verdict_by_rule("threat", text) < Verdict.REMOVE


@pytest.mark.parametrize("name", ["no_threats.txt", "no_alarms.txt", "residents_breaches.txt"])
def test_a_comment_that_breaks_off_anywhere_is_read(name: str) -> None:
    for line in lines(name):
        words = line.split()
        for end in range(1, len(words)):
            text = " ".join(words[:end]) + "\n" + " ".join(words[end:])
            for cut in (" ".join(words[:end]), text):
                for detector in ("threat", "at-risk", "sexual"):
                    assert all(one.start < one.end <= len(cut) for one in by_rule(detector, cut))
