"""What the API's answers look like. Descriptions are in Swedish here, and said in the language that is asked for."""

from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

Kind = Literal["apartment", "vehicle_space", "storage"]


class Named(Schema):
    """Something that the landlord has named: its lasting name in addresses, and its name in words."""

    slug: str = Field(description=_("Det namn som inte ändras."))
    name: str = Field(description=_("Namnet i ord."))


class Position(Schema):
    """Where a flat or space lies."""

    latitude: float = Field(description=_("Latitud i WGS 84."))
    longitude: float = Field(description=_("Longitud i WGS 84."))


class Picture(Schema):
    """A picture with the words for those who do not see it."""

    url: str = Field(description=_("Bildens adress."))
    description: str = Field(description=_("Vad bilden visar."))


class FreeListing(Schema):
    """A flat or space that takes interests today."""

    id: int = Field(description=_("Annonsens nummer. Det ändras aldrig."))
    url: str = Field(description=_("Sidan där den som är intresserad läser mer och anmäler sig."))
    title: str = Field(description=_("Bostaden eller platsen på en rad."))
    kind: Kind = Field(description=_("Lägenhet, fordonsplats eller förråd."))
    street: str = Field(description=_("Gatuadress."))
    area: str = Field(description=_("Område. Tomt om det inte har något."))
    rooms: int | None = Field(description=_("Antal rum. Saknas för platser och förråd."))
    size: float = Field(description=_("Yta i kvadratmeter."))
    rent: int = Field(description=_("Hyra i kronor i månaden."))
    floor: int | None = Field(description=_("Våning. Bottenvåningen är 0."))
    built: int | None = Field(description=_("Byggår."))
    lift: bool = Field(description=_("Det finns hiss."))
    balcony: bool = Field(description=_("Det finns balkong."))
    accessible: bool = Field(description=_("Tillgänglig med rullstol."))
    position: Position | None = Field(description=_("Läget på kartan, om det är känt."))
    move_in: date | None = Field(description=_("Inflyttningsdag, om den är satt."))
    published_at: datetime = Field(description=_("När annonsen lades ut."))
    last_day: date = Field(description=_("Sista dag att anmäla intresse. Hela dagen räknas."))
    scheme: Named = Field(description=_("Uthyrningssättet."))
    queue: Named = Field(description=_("Kön som den hyrs ut genom."))
    interests: int = Field(description=_("Hur många som har anmält intresse."))
    last_points: int | None = Field(
        description=_("Köpoängen hos den sista som skulle få erbjudande i dag, om poängen avgör och kön räcker dit.")
    )
    pictures: list[Picture] = Field(description=_("Bilder, i ordning."))


class ComingDay(Schema):
    """Something that is to come of a letting."""

    key: str = Field(description=_("Vad det är, i kod: advert, viewing, answer, lease eller move_in."))
    title: str = Field(description=_("Vad det är, i ord."))
    first: date = Field(description=_("Första dagen."))
    last: date = Field(description=_("Sista dagen."))
    planned: bool = Field(description=_("Preliminärt: datumet kan ändras."))


class WholeListing(FreeListing):
    """A flat or space that takes interests today, with all that its page tells of it."""

    description: str = Field(description=_("Hyresvärdens egen text."))
    dates: list[ComingDay] = Field(description=_("Det som kommer, i ordning."))


class ListingsPage(Schema):
    """A page of what the filters leave."""

    count: int = Field(description=_("Hur många som finns totalt."))
    page: int = Field(description=_("Vilken sida det här är. Den första är 1."))
    pages: int = Field(description=_("Hur många sidor det är."))
    next: str | None = Field(description=_("Adressen till nästa sida."))
    previous: str | None = Field(description=_("Adressen till sidan före."))
    results: list[FreeListing] = Field(description=_("Det som är ledigt."))


class Area(Schema):
    """An area, and how much is free in it."""

    name: str = Field(description=_("Områdets namn. Filtret area tar det."))
    free: int = Field(description=_("Hur mycket som är ledigt där i dag."))


class Fact(Schema):
    """A rule in words."""

    key: str = Field(description=_("Regelns namn i kod."))
    name: str = Field(description=_("Regelns namn i ord."))
    value: str = Field(description=_("Regeln i ord."))
    assumed: bool = Field(description=_("Hyresvärden har inte publicerat regeln: den är antagen."))


class Step(Schema):
    """A step of a letting's way."""

    name: str = Field(description=_("Stegets namn."))
    takes: str = Field(description=_("Hur lång tid det tar, i ord."))
    text: str = Field(description=_("Vad som händer."))


class Scheme(Schema):
    """A way of letting with its rules in words."""

    slug: str = Field(description=_("Det namn som inte ändras. Filtret scheme tar det."))
    name: str = Field(description=_("Namnet i ord."))
    queue: Named = Field(description=_("Kön som den hyrs ut genom."))
    kinds: list[Kind] = Field(description=_("Vad som hyrs ut så."))
    facts: list[Fact] = Field(description=_("Reglerna i ord."))
    requirements: list[str] = Field(description=_("Vad som krävs av den som ska hyra, i ord."))
    steps: list[Step] = Field(description=_("Vägen från annons till avtal."))


class Figure(Schema):
    """A table of the statistics: what rests on few is not told."""

    id: str = Field(description=_("Tabellens namn i adresser."))
    title: str = Field(description=_("Vad tabellen visar."))
    description: str = Field(description=_("Hur tabellen ska läsas."))
    columns: list[str] = Field(description=_("Kolumnernas namn."))
    rows: list[list[str | int | None]] = Field(
        description=_("Rader. Den första cellen är gruppen, de andra är tal; ett tal som bygger på få saknas.")
    )


class Statistics(Schema):
    """What lettings have come to."""

    since: int = Field(description=_("Första året som räknas."))
    lettings: int = Field(description=_("Hur många uthyrningar tabellerna bygger på."))
    figures: list[Figure] = Field(description=_("Tabellerna."))


class Wrong(Schema):
    """A name of the address, and what is wrong with it."""

    name: str = Field(description=_("Namnet i adressen."))
    reason: str = Field(description=_("Vad som är fel."))


class Problem(Schema):
    """What went wrong, by RFC 9457."""

    type: str = Field(description=_("Alltid about:blank: status säger vad slags fel det är."))
    title: str = Field(description=_("Felet på en rad."))
    status: int = Field(description=_("HTTP-status."))
    detail: str = Field(description=_("Vad du gör åt det."))
    errors: list[Wrong] = Field(default=[], description=_("Det i adressen som är fel."))
