"""Clause AU05: what is said of a part of the community has one verdict, whichever it is; names are no finding."""

import pytest

from beadle.detectors.context import Context
from beadle.detectors.discrimination import detect_group_hatred
from beadle.domain.judgements import Verdict
from tests.judging import judged, written

AGES = ("old people", "young people", "pensioners", "the elderly", "teenagers", "middle-aged people", "boomers")
DISABILITIES = (
    "disabled people", "deaf people", "blind people", "autistic people", "dyslexic people", "wheelchair users",
    "people with Down's syndrome", "mentally ill people", "partially sighted people", "people with dementia",
    "people with learning disabilities", "epileptics", "neurodivergent people",
)  # fmt: skip
GENDERS = (
    "women", "men", "trans people", "trans women", "trans men", "non-binary people", "intersex people", "girls",
    "pregnant women", "married couples", "breastfeeding mothers", "single people",
)  # fmt: skip
ORIENTATIONS = (
    "gay people",
    "straight people",
    "lesbians",
    "bisexuals",
    "bisexual people",
    "asexual men",
    "queer people",
)
FAITHS = (
    "Muslims", "Jews", "Christians", "Catholics", "Hindus", "Sikhs", "Buddhists", "atheists", "Rastafarians",
    "Pagans", "Jehovah's Witnesses", "Jehovah’s Witnesses", "Mormons", "Quakers", "humanists", "Jains", "Baha'is",
    "Muslim women",
)  # fmt: skip
PEOPLES = (
    "black people", "white people", "Asian people", "Asians", "mixed race people", "mixed-race people", "blacks",
    "whites", "brown people", "Poles", "Polish people", "the Irish", "Irish people", "Welsh people", "the English",
    "Tongans", "Tuvaluan people", "Jamaicans", "Chinese people", "Roma", "Travellers", "Gypsies", "Sri Lankans",
    "people of colour", "Afro-Caribbean people", "young black men", "Gibraltarians", "Beninese people",
)  # fmt: skip
CLASSES = (
    "single mothers", "the unemployed", "the homeless", "homeless people", "benefit claimants", "people on benefits",
    "working class people", "the poor", "council tenants", "rough sleepers", "care leavers", "chavs",
)  # fmt: skip
NEWCOMERS = ("immigrants", "migrants", "refugees", "asylum seekers", "foreigners")
SETTLED = (*AGES, *DISABILITIES, *GENDERS, *ORIENTATIONS, *FAITHS, *PEOPLES, *CLASSES, "fat people", "ginger people")


SINGLE = (
    "Muslim", "Jew", "Pole", "Somali", "immigrant", "asylum seeker", "gay person", "trans person", "lesbian",
    "disabled woman", "deaf person", "wheelchair user", "black man", "Jehovah's Witness", "pensioner", "single mother",
    "person on benefits", "Traveller", "vegan", "young lad",
)  # fmt: skip
"""One of a group, whose name is an adjective too for some: a Muslim, but a Muslim burial space."""


def asked(text: str) -> Verdict:
    """Return what this detector alone asks for, by the thresholds of the packaged policy."""
    sure = max((f.confidence for f in detect_group_hatred(Context(written(text), (), {}))), default=0.0)
    return Verdict.REMOVE if sure >= 0.9 else Verdict.REVIEW if sure >= 0.5 else Verdict.KEEP


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("{} are vermin", Verdict.REMOVE),
        ("All {} should be gassed", Verdict.REMOVE),
        ("{} should all be gassed", Verdict.REMOVE),
        ("{} should be sterilised", Verdict.REMOVE),
        ("exterminate all {}", Verdict.REMOVE),
        ("{} want shooting", Verdict.REMOVE),
        ("{} are inferior", Verdict.REVIEW),
        ("{} are disgusting", Verdict.REVIEW),
        ("{} make me sick", Verdict.REVIEW),
        ("I hate {}", Verdict.REVIEW),
        ("no {} allowed in our pub", Verdict.REVIEW),
        ("keep {} away from our kids", Verdict.REVIEW),
        ("keep {} out of our town", Verdict.REVIEW),
        ("get rid of all {}", Verdict.REVIEW),
        ("{} are not welcome here", Verdict.REVIEW),
        ("{} should not be allowed to vote", Verdict.REVIEW),
        ("{} should just hurry up and die", Verdict.REVIEW),
        ("This is about {}. Kill them all.", Verdict.REMOVE),
        ("I hope all {} die", Verdict.REMOVE),
        ("All {} deserve to be wiped out", Verdict.REMOVE),
        ("Someone should put {} in a gas chamber", Verdict.REMOVE),
        ("I really can't stand {}", Verdict.REVIEW),
        ("I have no respect for {}. They disgust me.", Verdict.REVIEW),
        ("To be honest {} are the worst", Verdict.REVIEW),
        ("Everybody knows that {} are thick", Verdict.REVIEW),
        ("{} are a fucking joke", Verdict.REVIEW),
        ("You can't trust {}, they lie all the time", Verdict.REVIEW),
        ("{} are all scroungers", Verdict.REVIEW),
        ("{} have made this country so much worse", Verdict.REVIEW),
        ("{} are ruining our town", Verdict.REVIEW),
        ("{} don't deserve any rights", Verdict.REVIEW),
        ("{} should never be allowed to have children", Verdict.REVIEW),
        ("{} are not human", Verdict.REVIEW),
        ("Is it not obvious that {} are inferior?", Verdict.REVIEW),
        ("Why do {} even exist? Would anyone miss them?", Verdict.REVIEW),
        ("{} deserve to be beaten", Verdict.REVIEW),
        ("One of these days I'm going to murder {}", Verdict.REVIEW),
        ("I wish {} would just die", Verdict.REVIEW),
        ("Line up {} and shoot them", Verdict.REVIEW),
        ("I would never say that {} are scum", Verdict.KEEP),
        ("{} deserve better than this", Verdict.KEEP),
        ("It's great that {} have the right to vote", Verdict.KEEP),
        ("I hate it when people attack {}", Verdict.KEEP),
        ("Saying {} are vermin is disgusting", Verdict.KEEP),
        ("Would {} be allowed to vote in this?", Verdict.KEEP),
        ("{} can't stand for that long at the bus stop", Verdict.KEEP),
        ("You can't trust the council, {} were promised a ramp", Verdict.KEEP),
        ("This council has made life so much worse for {}", Verdict.KEEP),
        ("{} have been made worse off by this budget", Verdict.KEEP),
        ("{} are the worst hit by this", Verdict.KEEP),
        ("These cuts are going to kill {}", Verdict.KEEP),
        ("{} are welcome at the pool", Verdict.KEEP),
        ("{} should be helped", Verdict.KEEP),
        ("{} are being forgotten", Verdict.KEEP),
        ("{} are not vermin", Verdict.KEEP),
        ("{} are treated like vermin by this council", Verdict.KEEP),
        ("{} are vermin to this council, that is how we are treated", Verdict.KEEP),
        ("Why are there no {} on the committee?", Verdict.KEEP),
        ("There are no {} in your photo", Verdict.KEEP),
        ("keep {} out of hospital this winter", Verdict.KEEP),
        ("I hate {} being treated like this", Verdict.KEEP),
        ("keep {} away from harm", Verdict.KEEP),
        ("no {} allowed then? shameful steps", Verdict.KEEP),
    ],
)
def test_what_is_said_has_one_verdict_whoever_it_is_said_of(said: str, verdict: Verdict) -> None:
    found = {group: asked(said.format(group)) for group in (*SETTLED, *NEWCOMERS)}
    assert found == dict.fromkeys(found, verdict)


@pytest.mark.parametrize("group", [group for group in (*SETTLED, *NEWCOMERS) if not group.startswith("the ")])
def test_what_is_said_of_none_or_some_is_not_said_of_all(group: str) -> None:
    assert asked(f"No {group} deserve to die") is Verdict.KEEP
    assert asked(f"Some {group} are idiots") is Verdict.KEEP


@pytest.mark.parametrize("one", SINGLE)
@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Every {} is vermin", Verdict.REMOVE),
        ("Every {} I ever met was a liar and a cheat", Verdict.REVIEW),
        ("Being a {} is a mental illness", Verdict.REVIEW),
        ("I will hurt every {} I meet", Verdict.REVIEW),
        ("People like that {} should be beaten up", Verdict.REVIEW),
        ("If you're a {}, you are filthy and vile", Verdict.REVIEW),
        ("A {} should never be allowed to vote", Verdict.REVIEW),
        ("No {} deserves to die", Verdict.KEEP),
        ("Not every {} is a thief", Verdict.KEEP),
        ("Every {} I ever met was kind", Verdict.KEEP),
        ("Being a {} is not a mental illness", Verdict.KEEP),
        ("If you're a {}, you are forgotten here", Verdict.KEEP),
        ("A {} was beaten up on your unlit path", Verdict.KEEP),
        ("People like that {} should be thanked", Verdict.KEEP),
    ],
)
def test_what_is_said_of_one_has_one_verdict_whoever_it_is(said: str, verdict: Verdict, one: str) -> None:
    assert asked(said.format(one)) is verdict


@pytest.mark.parametrize("group", SETTLED)
def test_to_have_people_deported_for_who_they_are_is_removed(group: str) -> None:
    assert asked(f"{group} should be deported") is Verdict.REMOVE


@pytest.mark.parametrize("group", NEWCOMERS)
def test_who_may_stay_in_the_country_is_a_matter_of_opinion(group: str) -> None:
    assert asked(f"{group} should be deported") is Verdict.REVIEW
    assert asked(f"illegal {group} should be deported") is Verdict.KEEP


@pytest.mark.parametrize("people", [*FAITHS[:-1], *PEOPLES[:2], "Poles", "Tongans", "Jamaicans"])
def test_a_country_is_for_nobody_alone(people: str) -> None:
    assert asked(f"this country is for {people}") is Verdict.REVIEW
    assert asked(f"this library is for {people} and everybody else") is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "no blacks no dogs on this estate",
        "No blacks, no dogs, no Irish",
        "Heil Hitler",
        "Sieg heil!",
        "1488",
        "14/88",
        "gas chambers are too good for them",
        "bring back the gas chambers for this lot",
        "🐒🍌 Cllr Osei-Bright",
        "🍌 for Cllr Osei-Bright",
        "🐒 @amaraosei",
        "The only good gypsy is a dead gypsy",
        "Polish scum",
        "Jamaican scum go home",
        "Poles go home",
        "speak English or get out",
        "dirty thieving gypsies",
        "Muslims are taking over",
        "never trust a Jew",
        "Jews control the media",
        "trans people are mentally ill perverts",
        "Honestly I can't bear gay people",
        "Cannot abide the Irish, never could",
        "Blind people are pathetic",
        "The area has gone downhill because of Travellers",
        "This town has been ruined by foreigners",
        "Trans people are not human beings",
        "Being trans is just a mental disorder",
        "If you are gay you are disgusting",
        "I'm talking about gays here. They should be burnt.",
        "Enough of gays. They're disgusting",
        "I could happily murder every Muslim in this town",
        "Round up the gypsies",
        "Muslims out!",
        "Don't you think black people are inferior?",
    ],
)
def test_slogans_and_signs_of_hatred_are_for_an_officer_at_least(text: str) -> None:
    assert judged(text).verdict >= Verdict.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "straight people only need apply? no",
        "the old are being forgotten",
        "There is a blind corner on Mill Lane",
        "You don't collect white goods any more",
        "The black bins are vile and stink",
        "It's a straight road, so why the bend?",
        "The old sign said no blacks no dogs no Irish. We have come a long way",
        "My grandad remembered the signs: no blacks, no dogs, no Irish",
        "Somebody sprayed Heil Hitler on the war memorial",
        "Ring 01632 961488 about it",
        "The charter is from 1488",
        "Take the 1488 bus to the hospital",
        "We saw the monkeys at the zoo 🐒 thanks Cllr Jones",
        "Banana bread 🍌 at the library café",
        "Thanks Cllr Prosser 🙈 I forgot my permit",
        "Brown scum on the canal again",
        "Black filth in the water since Monday",
        "German cockroaches in the flats again, when will you spray?",
        "Old rats in the alley",
        "Homeless people are mentally ill and need help",
        "Disabled people are sick of this council",
        "Pensioners are sick and cold in those flats",
        "Young people are sick in bed because of the damp",
        "Old people should be banned from driving after 80",
        "Men should be banned from women's changing rooms, it is common sense",
        "Teenagers shouldn't be allowed to vape",
        "Women need shooting lessons? The range is open to all",
        "Hang the Welsh flag on St David's Day",
        "Ban all disabled bays being used by vans",
        "Get rid of old people's homes and where do they go?",
        "The council wants to get rid of the homeless instead of helping them",
        "Send women home from hospital too soon and see what happens",
        "Poles go home for Christmas so the shop is shut",
        "Young people go home at 3 on that bus",
        "The poor are being robbed by this council",
        "The unemployed need jobs, not fines",
        "Asylum seekers should be housed properly",
        "People who call asylum seekers vermin make me sick",
        "We visited Auschwitz with the school and saw the gas chambers",
        "Nobody should say that gay people are disgusting",
        "Women are taking over the allotment committee and it's great",
        "Keep young people off the streets with a youth club",
        "Old people should die with dignity at home",
        "This country is for the rich",
        "The rich are taking over this town",
        "Asian hornets should be exterminated",
        "Chinese knotweed should be killed",
        "Kill all Japanese knotweed",
        "French bulldogs should be banned",
        "All Welsh signs should be replaced",
        "Ban boys from the girls' toilets",
        "No men allowed in the women's sauna on Tuesdays",
        "Are Poles not welcome here any more?",
        "Old people are lazy? Not the ones I know",
        "We elderly are a burden on society according to this council",
        "As an Asian woman I'm told to go back to where I came from every week",
        "The talk is on 'All Gypsies should be deported': how the Nazis spoke and why it matters",
        "Hitler said Jews are vermin. That is where it starts. Come to the Holocaust talk",
        "People who say all gypsies are thieves have never met one",
        "Can we stop this talk of dirty immigrants, it's disgusting",
        "black women are 4 times more likely to die in childbirth",
        "Women should not be raped in our own parks because you turned the lights off",
        "Gay people should never be killed for who they are",
        "Jews were gassed at Auschwitz and we must never forget",
        "Kill the lights at ten, the girls finish at nine",
        "What is the worst for deaf people is the phone line",
        "trans women are women",
        "being autistic is not a disease",
        "being deaf is hard in that office",
        "Being bipolar is an illness and I still turn up for work",
        "The Muslim burial space is full and the disabled toilet is vile",
        "Is there an immigrant support group? The Polish shop is the worst",
        "I could murder a Chinese after that meeting",
        "The Welsh are going to kill us on Saturday, what a team",
        "Line up the girls for the team photo",
        "Round up the lads and bring them to the litter pick",
        "We should round up the homeless and give them a meal",
        "Someone should put pensioners in the council chamber",
        "The access for wheelchair users is a joke",
        "The woman is a joke, she never answers her phone",
        "Cars have ruined our village, old people daren't cross",
        "The new kerbs have ruined the high street for blind people",
        "Young people don't trust you any more",
        "I can't stand the way you treat disabled people",
        "We can't bear to see old people shivering at that stop",
        "Homeless people should not be allowed to freeze in doorways",
        "Pensioners don't deserve to be treated like this",
        "Pensioners don't deserve to live in this mould",
        "I feel sorry for pensioners. They are stuck at home",
        "This is about the homeless. Your cuts kill them",
        "It's a lie that asylum seekers are all thieves",
        "You act like disabled people are worthless",
        "Why do disabled people not exist in your plan?",
        "I hope no more pensioners die waiting for your wardens",
        "Rapists stalk and murder women",
        "Parking round the mosque on Fridays is the worst",
        "I think immigration has been too high for years",
    ],
)
def test_who_speaks_of_people_and_things_stays(text: str) -> None:
    assert asked(text) is Verdict.KEEP
