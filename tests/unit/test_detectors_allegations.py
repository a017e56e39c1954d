"""Clause AU02, defamation: who accuses somebody of a crime is seen by an officer, and no machine decides it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.domain.judgements import Finding, Verdict
from tests.judging import found, judged


def alleged(text: str) -> list[Finding]:
    return [f for f in found(text) if f.detector == "allegation" and f.confidence >= 0.5]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Whitcombe took bribes from the developer",
        "The leader of the council is taking backhanders",
        "Councillor Patel is a thief and should be in prison",
        "John Smith stole from the charity",
        "Mrs Brown at number 4 is dealing drugs",
        "The planning officer was bribed by the builders",
        "my neighbour Dave Jones is a paedophile",
        "the head of planning gets kickbacks",
        "Dr Ahmed abused my mother in that home",
        "That caretaker touches kids",
        "The mayor has been fiddling his expenses",
        "PC Evans planted evidence on my son",
        "our councillor is laundering money through his takeaway",
        "Sandra Jones in housing sells council flats for cash",
        "The chief executive embezzled the pension fund",
        "Cllr Prosser lied under oath",
        "The headteacher at St Mary's is a groomer",
        "he's a convicted rapist that Tom Harris",
        "Mr Kelly the butcher is selling stolen goods",
        "Ask Cllr Whitcombe how much the developer paid him for his vote",
        "Everyone knows Steve Green got that contract with a brown envelope",
        "The manager of the leisure centre is stealing from the till",
        "Amara Osei-Bright is corrupt",
        "Thomas Whitcombe rigged the tender for his brother in law's firm",
        "Councillor Jones beats his wife",
        "The vicar is a nonce",
        "My landlord Mr Singh is a fraudster",
        "Whitcombe is a thief",
        "whitcombe is a crook",
        "Everyone knows Whitcombe's a crook",
        "that crook Whitcombe has done it again",
        "cllr whitcombe is a crook",
        "councillor singh is a crook",
        "Cllr. Khan took bribes",
        "Councillor K. Singh took bribes",
        "Dr. A. Ahmed is stealing from patients",
        "cllr osei-bright rigged the vote",
        "Osei-Bright took bribes",
        "prosser has been taking bungs for years",
        "Whitcombe lines his own pockets with our council tax",
        "Ravenscroft is corrupt",
        "the mayor is a sex offender",
        "Our mayor is a convicted thief",
        "Cllr Patel is a convicted fraudster and wife beater",
        "Cllr Jones, a convicted fraudster, chairs the panel",
        "Councillor Whitcombe is the biggest crook going",
        "Mr Ellis at St Marys touches the kids",
        "mr ellis the headteacher is a nonce",
        "the caretaker at the school groped my daughter",
        "my neighbour Gary Tonks at no 5 deals crack",
        "my neighbour sells drugs from 14 Priory Road",
        "The bloke at number 12 Mill Lane is a paedophile",
        "the planning officer was paid off by Bellway",
        "Steve Jones and Carl Tipp are drug dealers",
        "Lib Dem councillor Asif Khan took bribes",
        "Tory Jim Ball took backhanders",
        "Sgt Davies is a bent copper",
        "Is Cllr Whitcombe a thief?",
        "whitcombe the thief",
        "Caretaker at Mill Road school is a nonce, name is Barry Pike",
        "Cllr Prosser is a drunk who drink drives home from meetings",
    ],
)
def test_an_accusation_of_somebody_who_can_be_told_is_for_an_officer_at_once(text: str) -> None:
    assert alleged(text) != []
    assert "urgent" in judged(text).needs


@pytest.mark.parametrize(
    "text",
    [
        "The council is corrupt",
        "You're all crooks at that council",
        "Corrupt lot, the whole cabinet",
        "Daylight robbery these parking charges",
        "it's criminal what they've done to the high street",
        "The developers are getting away with murder",
        "Fraud on this scale should be investigated",
        "Report benefit fraud here",
        "Cllr Whitcombe voted to stop fraud in the blue badge scheme",
        "The mayor spoke about crime on the estate",
        "Police arrested a man for stealing bikes",
        "Someone stole my bike outside the library",
        "My bike was stolen by kids",
        "The manager helped when my purse was stolen",
        "Councillor Patel, please stop drug dealing on our street",
        "Robbing us blind as usual",
        "I'm not saying anyone is corrupt but where did the money go?",
        "The leader of the council was cleared of fraud",
        "The chief executive should be sacked for incompetence",
        "Cllr Prosser broke her promise",
        "The mayor lied about the bins",
        "Mr Kelly the butcher murdered that song at karaoke",
        "The caretaker caught the thieves",
        "She stole the show, our Mrs Brown",
        "You lot couldn't organise a raffle without pocketing the prize, the council I mean",
        "Steve Green from housing was brilliant",
        "Jack the Ripper was a murderer",
        "Oliver Twist is a play about thieves",
        "Guy Fawkes was a traitor",
        "I told the manager that someone was selling drugs behind the club",
        "The inspector said people trafficking is rising",
        "Ask the councillor about drug dealers on the estate",
        "Money laundering by the dozen vape shops on High Street",
        "When will the mayor tackle the drug dealers?",
        "The headteacher reported the abuse",
        "Cllr Patel asked about the stolen goods at the market",
        "PC Jones arrested a drug dealer on our street",
        "PC Jones caught the thief",
        "PC Patel charged a drug dealer with three offences",
        "Sgt Khan chased a robber down Market Street",
        "Charlie Tapp the butcher was burgled and the thief got off",
        "Mrs Jones was robbed by a thief",
        "Mrs Brown was sexually assaulted on the 45 bus, where were the police",
        "the headteacher was assaulted by a parent",
        "The mayor met a former drug dealer who runs the boxing club",
        "the mayor was conned by a fraudster",
        "Cllr Prosser spoke about grooming gangs",
        "Cllr Whitcombe is no crook",
        "Mr Ellis isn't a thief",
        "Tom Harris wrote a book about a murderer",
        "The dog groomer Sue Hart is brilliant",
        "Dave Jones is a car dealer on Mill Lane",
        "Mr Ellis touches the hearts of all the kids",
        "Mrs Patel at the library is a criminal waste at that desk, she should be running the place",
        "Market Street is a drug dealer's paradise",
        "Priory Road is criminal, fix it",
        "Cllr Jones said he saw a man who sells drugs",
        "Man jailed for 12 years for fraud",
        "Dr Jones is a fraud investigator",
        "Mr Patel is a criminal defence lawyer",
        "Cllr Crook opened the fair",
        "John Smith stole my heart",
        "Cllr Khan gave evidence in the bribery trial",
        "Balfour Beatty are thieves, always digging",
        "Bellway Homes took bribes",
        "If Cllr Varley is corrupt let the auditors say so, otherwise leave her alone",
    ],
)
def test_rhetoric_about_a_body_and_talk_of_crime_accuse_nobody(text: str) -> None:
    assert alleged(text) == []


crimes = st.sampled_from(["is corrupt", "took bribes", "is a thief", "embezzled the fund", "rigged the tender"])
who = st.sampled_from(["Cllr Whitcombe", "The mayor", "Mr Kelly", "Steve Green", "Our council leader"])


@given(who, crimes)
def test_no_accusation_is_removed_by_machine_for_being_one(person: str, crime: str) -> None:
    text = f"{person} {crime}, ask anybody"
    asked = [b for b in judged(text).breaches if b.finding.detector == "allegation"]
    assert [b.verdict for b in asked] == [Verdict.REVIEW]
