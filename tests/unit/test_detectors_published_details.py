"""Whose a telephone number, a mailbox or a door is: an organisation's is published, a person's is private (AU08)."""

import pytest

from tests.judging import judged, outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Age Concern Harrowmere 01632 960333 will help with the form", "keep"),
        ("Boots pharmacy on Market St 01632 960123", "keep"),
        ("Ring Cllr Whitcombe on his council mobile 07700 900456, its on the council website", "review AU08"),
        ("Food bank: 07700 900777 (their public line), Mon to Fri", "review AU08"),
        ("My GP surgery is 01632 960777, never answers", "keep"),
        ("my vet's number is 01632 960888, lovely people", "keep"),
        ("Told me to ring the depot on 01632 960123 and nobody picked up", "keep"),
        ("01632 960123 is the pharmacy, they open at nine", "keep"),
        ("Rang Thames Water on 020 3577 8800, useless", "keep"),
        ("her office is useless so ring her at home on 01632 960102", "remove AU08"),
        ("My son's school 01632 960555 never pick up", "keep"),
        ("Try the vets on 020 7946 0018 for the fox", "keep"),
        ("Kev at the garage on 0161 496 0123 sorted ours", "keep"),
        ("The Crown Inn, tel 01632 960123, does lunches", "keep"),
        ("Citizens Advice Harrowmere: 01632 960123", "keep"),
        ("The church hall is booked through the parish office 01632 960444", "keep"),
        ("Bella Italia 01632 960123 are fully booked", "review AU08"),
        ("ring my mum on 01632 960123", "remove AU08"),
        ("ring me back please 01632 960123 I live on my own Doris", "remove AU08"),
        ("my mum works at the library, ring her on 01632 960123", "remove AU08"),
        ("Mrs Pike 01632 960123", "remove AU08"),
        ("01632 960123 is my number", "remove AU08"),
        ("His home number is 01632 960123", "remove AU08"),
        ("my work mobile is 07700 900123", "remove AU08"),
        ("The council do nothing so ring the neighbour on 07700 900123", "remove AU08"),
        ("Text Dave 07700 900123", "remove AU08"),
        ("Cllr Whitcombe 07700 900123 ring him at 3am", "remove AU08"),
        ("the council ignored me so here's my number 07700 900123", "remove AU08"),
        ("I'm on 01632 960123 after six", "remove AU08"),
        ("mam's landline is harrowmere 01632 961234 ring her about it", "remove AU08"),
        ("My nan 01632 960123 can't use the website", "remove AU08"),
        ("Harrowmere Taxis 07700 900123 took an hour", "review AU08"),
        ("text us on seven nine double one, one two three, four five six", "remove AU08"),
        ("ring me: seven seven double oh, nine double oh, one two three", "remove AU08"),
        ("we rang seven times, nine of us, one after another, two three four five six weeks ago", "keep"),
        ("seven hundred and nine people signed, one two three four", "keep"),
    ],
)
def test_a_landline_is_whose_the_words_beside_it_say(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("letters@harrowmeregazette.co.uk print all sorts", "keep"),
        ("News desk: newsdesk@gazette.co.uk", "keep"),
        ("write to the Chief Exec, chief.executive@harrowmere.gov.uk", "keep"),
        ("thomas.whitcombe@harrowmere.gov.uk is his council email, write to him", "keep"),
        ("dave.brown@planning.harrowmere.gov.uk deals with it", "keep"),
        ("jane.doe.mp@parliament.uk is our MP", "keep"),
        ("office.stmarys@stmaryschurch.org for the hall", "keep"),
        ("bookings.crown@thecrowninn.co.uk for sunday lunch", "keep"),
        ("parish clerk is on clerk@littlemere-pc.gov.uk", "keep"),
        ("harrowmerefoodbank@gmail.com for tins", "review AU08"),
        ("sarah@harrowmerefoodbank.org.uk sorts lifts", "review AU08"),
        ("mrs.jones@stpeters.sch.uk is the head", "review AU08"),
        ("my email is jean.pike48@outlook.com", "remove AU08"),
        ("dave.smith@gmail.com never pays", "remove AU08"),
        ("janet (at) smithfamily (dot) co (dot) uk", "remove AU08"),
        ("hello.bellabakes@gmail.com for cakes", "review AU08"),
        ("volunteers@littlemerescouts.org", "keep"),
        ("email me janet.b.smith82@btinternet.com", "remove AU08"),
    ],
)
def test_an_organisations_address_is_published_and_a_persons_is_not(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Crown Inn, 12 Market Street, HM1 2AB, do a cracking sunday lunch", "keep"),
        ("Lantern workshop is at The Old Mill, 5 Mill Lane, HM2 3BB from 2pm", "keep"),
        ("Tesco at 55 Mill Road HM2 1ZZ does jabs too", "keep"),
        ("St Mary's church hall, Church Lane, HM4 1AB, coffee morning Saturday", "keep"),
        ("Harrowmere Hospital, 200 Ring Road, HM5 5AA, ward 7", "keep"),
        ("St Mary's Primary School, School Lane, HM3 2CD, is the polling station", "keep"),
        ("Planning application for 22 Priory Road HM2 6TR was refused", "keep"),
        ("We're at Bella's Cafe, 4 Market Street HM1 2AB, all day", "keep"),
        ("The shop has moved to 12 Market Street HM1 2AB", "keep"),
        ("Jumble sale Saturday, 14 Weir Road HM3 4QT, 10am to 2pm", "keep"),
        ("meet at 7 Guildhall Square HM1 1AA by the statue", "keep"),
        ("The Old School House, 5 School Lane HM1 2AB", "review AU08"),
        ("22 Priory Road HM2 6TR", "review AU08"),
        ("Bella Italia, 4 Market Street HM1 2AB", "review AU08"),
        ("the bins at 22 Priory Road HM2 6TR", "review AU08"),
        ("she lives at 22 Priory Road HM2 6TR", "remove AU08"),
        ("his address is 22 Priory Road HM2 6TR", "remove AU08"),
        ("my mum's at number 9 Elm Grove HM3 9ZZ", "remove AU08"),
        ("he lives above the chippy, 12a Market Street HM1 2AB, flat 3", "remove AU08"),
        ("Cllr Prosser lives at 14 Acacia Avenue HM3 4QT, go and knock her door", "remove AU08"),
        ("my mum is Jean Pike, 42 Elm Grove HM3 9ZZ, could someone drive her", "remove AU08"),
        ("22 Priory Road HM2 6TR is where he lives", "remove AU08"),
        ("I know who did it, Shane from 22 Priory Road HM2 6TR", "remove AU08"),
        ("My son says the brown bin is 240 litres and the green one 180", "keep"),
        ("Water from 22 Priory Road HM2 6TR runs down the hill", "review AU08"),
        ("our house, 9 Elm Grove HM3 9ZZ, no bin for weeks", "remove AU08"),
        ("The family from 12 Weir Road want the council to listen", "keep"),
        ("the couple at 12 Weir Road are in debt to everyone", "review AU08"),
        ("Mrs Pike, 42 Elm Grove, HM3 9ZZ", "remove AU08"),
        ("party at mine, 22 Priory Road HM2 6TR from 8pm", "remove AU08"),
        ("I live at 22 Priory Road, Harrowmere HM2 6TR and nobody has been", "remove AU08"),
        ("the woman at number 9 Elm Grove has cancer", "review AU08"),
        ("Them at 14 Weir Road are on benefits the lot of them", "review AU08"),
        ("that bloke from 3 Mill Lane is just out of prison", "review AU08"),
        ("the lady at number 9 has dementia", "review AU08"),
        ("the lady at number 9 Elm Grove has no bin", "keep"),
        ("the man at 12 Mill Lane had his bins missed", "keep"),
        ("the man at number 10 has dementia if he thinks that", "keep"),
        ("Barry from number 4 said the bins went at 6", "keep"),
        ("The pothole outside 14 High Street nearly gave me cancer", "keep"),
        ("people in 14 Weir Road want the street light mended", "keep"),
        ("Cancer Research at 12 Market Street takes old books", "keep"),
    ],
)
def test_a_venue_stays_a_home_goes_and_an_officer_sees_the_rest(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected
