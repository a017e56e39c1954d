"""What organisations, shops, charities and offices are called: how they are reached is published, unlike a person's."""

from beadle.detectors.vocabulary import wordset

PREMISES = wordset(
    "surgery clinic hospital hospice pharmacy chemist dentist dentists optician opticians vet vets ward school academy"
    " college university nursery preschool playgroup library museum theatre cinema gallery church chapel cathedral"
    " mosque temple synagogue gurdwara abbey minster pub inn tavern brewery cafe tearoom tearooms restaurant takeaway"
    " chippy bakery butchers greengrocers hotel hostel shop shops store stores supermarket market florist florists"
    " hairdresser hairdressers salon barber barbers garage showroom centre center depot station guildhall stadium club"
    " clubhouse gym baths foodbank bank office offices reception court workshop tesco asda sainsbury's sainsburys aldi"
    " lidl morrisons waitrose co-op coop boots superdrug greggs costa wetherspoons spoons argos wickes b&q screwfix"
    " halfords"
)
"""Places that people go to: what they are, and the shops of every high street."""

ORGANISATIONS = PREMISES | wordset(
    "they helpline hotline helpdesk freephone switchboard council councils team desk newsdesk police society hub"
    " association services service samaritans charity charities trust concern citizens advice bureau ombudsman letter"
    " website poster page duty line webpage leaflet noticeboard parish clerk taxi taxis cab cabs minicab minicabs"
    " coaches bus buses rail airport dial-a-ride gazette advertiser herald courier argus chronicle newspaper radio"
    " editor mp mps constituency rotary scouts guides brownies wi rspca rspb rnli crimestoppers childline shelter"
    " refuge dvla hmrc dwp jobcentre registrar registrars gp gps doctor doctors nhs plumbers electricians"
    " roofers builders scaffolders contractor contractors solicitors accountants estate-agents lettings ltd limited"
    " plc firm highways planning licensing bookings undertakers crematorium cemetery community department dept"
    " enquiries age water gas electric energy railway railways engineers insurance"
)
"""Words that say, near a telephone number, that an organisation is rung on it."""

_IN_ADDRESSES = (
    "foodbank", "church", "parish", "pharmacy", "taxis", "council", "library", "rotary", "scouts", "guides", "brownies",
    "choir", "primary", "school", "academy", "residents", "society", "association", "charity", "community", "theatre",
    "museum", "surgery", "nursery", "garage", "salon", "volunteer", "litter", "football", "cricket", "rugby", "runners",
    "club", "group", "trust", "concern", "hospice", "hospital", "centre", "gazette", "advertiser", "herald", "news",
    "cafe", "hotel", "restaurant", "plumbing", "lettings", "housing", "friendsof", "savethe", "campaign", "festival",
    ".sch.uk", ".ac.uk",
)  # fmt: skip


def names_an_organisation(of_address: str) -> bool:
    """Whether a part of an e-mail address has an organisation's name in it: "harrowmerefoodbank.org.uk"."""
    return any(word in of_address for word in _IN_ADDRESSES)
