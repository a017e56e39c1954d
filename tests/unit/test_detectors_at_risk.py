"""Clause AU02: people who may be at risk are never removed; an officer sees their words and gets in touch."""

import pytest

from beadle.detectors.certainty import DOUBTFUL
from beadle.domain.judgements import Verdict
from tests.judging import found, lines, needs_by_rule, verdict_by_rule


@pytest.mark.parametrize(
    "text",
    [
        "my partner hits me every night and I'm scared, kids are upstairs",
        "my stepdad touches me and im 14",
        "taking an overdose now. tell mum sorry",
        "I dont want to live any more",
        "my friend says she is going to kill herself tonight",
        "there's an old man lying on the floor at the bus station not moving",
        "im done with life",
        "cant do this no more",
        "ending it tonight",
        "not seen my elderly neighbour for days, curtains shut, worried",
        "I can't do this anymore, I just want it all to end",
        "im done with life nobody would miss me",
        "I wish I was dead",
        "thinking about ending my life tonight",
        "ive taken all my tablets",
        "I've taken an overdose please help",
        "going to jump off the bridge tonight goodbye",
        "gonna hang myself",
        "I've been cutting myself again and nobody listens",
        "I feel suicidal and the crisis line won't pick up",
        "everyone would be better off without me",
        "I don't see the point in living anymore",
        "cant cope anymore",
        "I can't carry on",
        "sick of living",
        "tell my kids I love them",
        "My husband beats me and I have nowhere to go",
        "my wife beats me and I have nowhere to go",
        "my boyfriend strangled me last night and I'm scared he will come back",
        "my girlfriend punches me, I'm scared",
        "he hits me in front of the kids, please help",
        "she hits me in front of the kids, please help",
        "my dad hits me and I'm 13",
        "my mum hits me every night",
        "my uncle touches me and I don't know what to do",
        "I'm 12 and scared to go home",
        "I'm scared of my husband",
        "I'm not safe at home",
        "he won't let me leave the house and took my passport",
        "he's threatening to kill me and the kids, please can housing help",
        "I'm scared he's going to kill me",
        "I'm scared she's going to kill me",
        "I'm sleeping in my car with a baby",
        "my kids haven't eaten since Friday, foodbank is shut",
        "my brother says he wants to die and he's locked himself in",
        "my son is suicidal and CAMHS won't see him, please help tonight",
        "my mate says he's gonna kill himself tonight",
        "worried about my neighbour she said she doesn't want to be here anymore",
        "there's a man on the bridge about to jump",
        "there's a girl on the wrong side of the railings at the bridge",
        "there's a lad with a knife outside the library",
        "there is a woman unconscious outside the Co-op",
        "an old lady has collapsed outside the library, there's nobody helping",
        "man not breathing at the bus station help",
        "someone is lying in the road on Mill Lane not moving",
        "homeless man outside the library isn't moving, it's freezing, please can someone come now",
        "haven't seen the old man next door for a week, milk still on the step, worried",
        "My elderly neighbour isn't answering the door and I'm worried",
        "my mum is missing since last night please share",
        "my daughter is missing",
        "my little brother is being hurt by my dad",
        "I can hear next door hitting their kids again",
        "the neighbour is beating his wife I can hear her screaming",
        "the neighbour is beating her husband, I can hear him screaming every night",
        "the child next door is left alone every night",
        "baby crying for hours next door, I think they've gone out and left it home alone",
        "the kids at number 9 are covered in bruises",
        "there's a toddler locked in a hot car in the car park",
        "I've had enough I'm going to end it all",
        "nobody would miss me if I was gone, I don't want to be here anymore",
        "dont see any point anymore, want to die",
        "I'm going to take my own life",
        "please tell my mum I love her, I'm sorry",
        "im suicidal and nobody cares",
        "just took all my tablets",
        "my ex keeps threatening to kill me",
        "my husband is hurting me and I can't get out",
        "he strangles me when he's drunk, I'm terrified",
        "my stepmum hits me and I'm 15",
        "i am 13 and my dad hits me",
        "my carer hits me",
        "my son hits me and I'm frightened",
        "My sister is being beaten by her husband every night",
        "she told me her dad hurts her and she's only 9",
        "there's someone in the canal who can't swim help",
        "a woman is unconscious on the bench outside the town hall",
        "rough sleeper outside Boots not moving and it's minus 4",
        "no sign of the old lady at number 12 for days, post piling up",
        "My nan hasn't answered her phone since Tuesday and I'm worried",
        "a 14 year old girl is missing from home since Friday",
        "my friend texted saying she's taken an overdose",
        "someone on here says they want to kill themselves tonight",
        "my daughter is self harming and CAMHS won't help, she says she wants to die",
        "I am pregnant and he punches me in the stomach",
        "I'm hiding in the bathroom, he's going to kill me",
        "he has a knife and he won't let me leave",
        "my landlord touches me and I'm scared",
        "I have nowhere to sleep tonight with my baby",
        "we've got no food for the kids until Monday",
        "My neighbour is 90 and has fallen and can't get up",
        "There's a child wandering on the dual carriageway on her own",
        "someone's daughter is about to jump off the car park now",
        "my husband raped me and I'm scared to tell anyone",
        "my boyfriend hit me last night, I'm scared",
        "he beat me up in front of my children please help me",
        "my mum's boyfriend hits her and I'm scared, I'm 11",
        "can't go on, got nothing left",
        "goodbye everyone, I can't do this anymore",
        "I'm so tired, I want to end it all",
        "i keep hurting myself and can't stop",
        "I'm going to overdose tonight",
        "I don't want to exist anymore",
        "no one would notice if I died",
        "what's the point of living",
        "I just want to sleep and never wake up",
        "I'm ready to die",
        "i hate my life and want to die",
        "We are trapped upstairs, water's at the sockets and my dad's on oxygen, nobody's answering",
        "I'm frightened they're going to set fire to us tonight, I'm in room 214 with my baby",
        "Haven't seen my brother Liam since Sunday, he's not well in his head and left his phone behind. Please share",
        "Nobody would even notice if I jumped off the multi storey",
        "My 13 year old daughter Ellie hasn't come home from the park, last seen at 5 in a red coat, please help",
        "we're stuck in the loft and the water is still rising please send help",
        "I'm trapped in my flat, smoke coming under the door",
        "my nan is trapped in her bungalow, flood water's up to the windows, 999 not answering",
        "They're outside throwing bricks at us, I'm scared, we can't get out",
        "I'm scared they will burn us out",
        "terrified he's going to come back and hurt us",
        "has anyone seen my son? not been seen since yesterday, he's vulnerable and hasn't got his meds",
        "My dad has dementia, went out this morning and hasn't come back, please share",
        "my son didn't come home last night, he's 14, phone off, worried sick",
        "sometimes I think about jumping off the bridge",
        "might as well jump off the car park roof",
        "Would anyone care if I jumped off the bridge",
        "my wife hasn't come home from her shift, phone's off, not like her, worried",
        "Me and the baby are stuck in the attic, flood water still coming up",
        "My mum has dementia, not been seen since this morning, blue coat, please share",
        "my husband is outside trying to get in and I'm scared",
        "nobody'd care if I jumped off Town Bridge",
        "thinking of jumping off the viaduct",
        "There are men outside the hotel smashing our windows, please help, my kids are terrified",
        "My grandad is trapped in his house, the fire is spreading",
        "we're frightened someone will burn us in our beds",
        "can someone check on my mum, she's trapped upstairs, the river's in the kitchen and she can't swim",
        "I'm scared to sleep, they said they'll burn the house down tonight with us in it",
        "My lad is 12, didn't come home from school, phone off, please share",
        "My brother left for work on Monday and hasn't been seen since, he's off his meds",
        "if I jumped in front of a train tomorrow who'd care",
        "nobody would miss me if I stepped off the roof",
    ],
)
def test_whoever_may_be_at_risk_is_seen_at_once_and_helped(text: str) -> None:
    assert verdict_by_rule("at-risk", text) is Verdict.REVIEW
    assert needs_by_rule("at-risk", text) == {"urgent", "safety", "signpost"}


@pytest.mark.parametrize("text", lines("no_alarms.txt"))
def test_a_saying_a_game_or_what_is_long_past_alarms_nobody(text: str) -> None:
    assert verdict_by_rule("at-risk", text) is Verdict.KEEP


@pytest.mark.parametrize(
    "sentence",
    [
        "my {0} hits me every night and I'm scared",
        "I'm scared of my {0}",
        "my {0} beats me at bowls every week",
        "the neighbour is hitting the kids again, I can hear {1} shouting and the kids screaming",
        "my friend says {2} is going to kill {1}self tonight",
    ],
)
def test_whoever_is_at_risk_has_one_verdict_whatever_the_gender(sentence: str) -> None:
    persons = (("husband", "him", "he"), ("wife", "her", "she"))
    assert len({verdict_by_rule("at-risk", sentence.format(*person)) for person in persons}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "There's a lad on the car park roof right now and he looks like he's going to jump",
        "Small child on her own in the water by the slipway, please can somebody go",
        "Someone's just collapsed by the burger van, we need a medic",
        "Two lads fighting with blades outside the bank this minute",
        "There's a live cable across the pavement on Hob Lane and kids are playing",
        "There's an abandoned rucksack by the Cenotaph with wires coming out of it",
        "Strong smell of gas in Mill Street right now",
        "A man has been stabbed outside the chippy, ambulance please",
    ],
)
def test_danger_that_somebody_sees_now_is_seen_at_once(text: str) -> None:
    assert verdict_by_rule("at-risk", text) is Verdict.REVIEW
    assert needs_by_rule("at-risk", text) == {"urgent", "safety", "signpost"}


@pytest.mark.parametrize(
    "text",
    [
        "There's a lad at the pool going to jump off the top board for charity",
        "The council has just collapsed the two committees into one",
        "Is there a smell of gas in Mill Street or is it me?",
        "Our team is on fire this season, help us pick a captain",
        "The scaffolding collapsed on Tuesday and was mended",
        "A man was stabbed there last year, fit some lights please",
        "The live wire of the choir, our Jean, is 80 now",
        "Kids with bats and balls on the green, please fix the fence",
        "They were fighting with blades of grass at the fete last week, so sweet",
        "There's an abandoned bag of rubbish by the bins again",
    ],
)
def test_what_is_past_or_of_things_is_no_danger_now(text: str) -> None:
    assert verdict_by_rule("at-risk", text) is Verdict.KEEP


def test_nothing_of_it_is_sure_enough_to_remove() -> None:
    text = "I want to die, he hits me every night, there's a man not breathing on the floor, my daughter is missing"
    assert max(f.confidence for f in found(text) if f.detector == "at-risk") <= DOUBTFUL
