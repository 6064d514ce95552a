"""Whether one would be asked if the advert closed now: the one sentence that an applicant looks for."""

from django.utils.translation import gettext as _

from letting.services.places import Place
from letting.services.standings import Standings
from tenants.rulesets.scheme_rules import Ranking, SchemeRules


def outlook(scheme: SchemeRules, seen: Standings, points: int | None, place: Place | None) -> str:
    """Return whether someone would be among the first while an advert runs; nothing where points do not decide it.

    `place` is hers once she has made an interest, else her points are held against those of the last one asked.
    """
    size = scheme.round_size
    if scheme.ranking is not Ranking.POINTS or size is None:
        return ""
    if place is not None:
        inside = place.place <= size
    elif points is not None:
        inside = seen.last_points is None or points >= seen.last_points
    else:
        return ""
    if inside and scheme.viewing is not None:
        return _("Om annonsen stängde nu skulle du få komma på visning.")
    if inside:
        return _("Om annonsen stängde nu skulle du få ett erbjudande.")
    return _("Om annonsen stängde nu skulle du inte vara bland de %(n)s första. Fler får frågan om de tackar nej.") % {
        "n": size
    }
