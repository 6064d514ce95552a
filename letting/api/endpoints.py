"""The API's addresses: what is free and one of it, the areas, the ways of letting in words, the statistics."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import NinjaAPI

from letting.api import problems
from letting.api.paging import Paging
from letting.api.shapes import (
    Area,
    ComingDay,
    Fact,
    Figure,
    ListingsPage,
    Named,
    Scheme,
    Statistics,
    Step,
    WholeListing,
)
from letting.api.telling import told
from letting.public.dates import coming, steps_of
from letting.public.finding import published as with_rows
from letting.public.finding import search
from letting.public.journey import journey
from letting.public.looking import published
from letting.public.requirement_words import TITLES
from letting.public.scheme_words import scheme_facts
from letting.services.areas import areas_with_homes
from letting.services.vacancies import free_now, vacancies
from letting.statistics.figures import figures
from tenants import clock, words
from tenants.core.calendar import local_day
from tenants.landlords import rules_today

api = NinjaAPI(version="1", urls_namespace="api", openapi_url=None, docs_url=None)
api.add_exception_handler(problems.Unclear, problems.unclear)
api.add_exception_handler(problems.Gone, problems.gone)
api.add_exception_handler(Http404, problems.not_found)


@api.get("/listings", response=ListingsPage, url_name="listings", operation_id="listings")
def listings(request: HttpRequest) -> ListingsPage:
    """Find what is free by the filters of the page, which judges them: a value that makes no sense is refused."""
    asked, paging = search(request.GET, clock.now()), Paging(request.GET)
    problems.refuse_nonsense(request.GET, asked.filters, paging)
    pages = Paginator(asked.in_order(), paging.size)
    if paging.number > pages.num_pages:
        raise Http404
    page = pages.page(paging.number)
    rows = with_rows(one.pk for one in page.object_list)
    return ListingsPage(
        count=pages.count,
        page=page.number,
        pages=pages.num_pages,
        next=paging.address(request, page.number + 1) if page.has_next() else None,
        previous=paging.address(request, page.number - 1) if page.has_previous() else None,
        results=told(request, rows, asked.today),
    )


@api.get("/listings/{int:id}", response=WholeListing, url_name="listing", operation_id="listing")
def listing(request: HttpRequest, id: int) -> WholeListing:  # noqa: A002  (what addresses and answers call it)
    """Return one that is free; one that was is gone, and what never was published is not found."""
    problems.refuse_nonsense(request.GET)
    row, today = published(id), local_day(clock.now())
    if not free_now(today).filter(pk=id).exists():
        raise problems.Gone
    [known] = told(request, [row], today)
    days = [
        ComingDay(key=one.key, title=one.title, first=one.first, last=one.last, planned=one.planned)
        for one in coming(row, steps_of(row), today)
    ]
    return WholeListing(**dict(known), description=row.unit.description, dates=days)


@api.get("/areas", response=list[Area], url_name="areas", operation_id="areas")
def areas(request: HttpRequest) -> list[Area]:
    """Return the areas that the landlord has homes in or lets something in today, by name."""
    problems.refuse_nonsense(request.GET)
    free = Counter(one.area for one in vacancies(local_day(clock.now())) if one.area)
    return [Area(name=name, free=free[name]) for name in sorted({*areas_with_homes(), *free})]


@api.get("/schemes", response=list[Scheme], url_name="schemes", operation_id="schemes")
def schemes(request: HttpRequest) -> list[Scheme]:
    """Return the ways of letting with their rules in words, written from the ruleset in force."""
    problems.refuse_nonsense(request.GET)
    rules, language = rules_today(local_day(clock.now())), words.language()
    return [
        Scheme(
            slug=slug,
            name=scheme.name.in_language(language),
            queue=Named(slug=scheme.queue, name=rules.queues[scheme.queue].name.in_language(language)),
            kinds=list(scheme.kinds),
            facts=[
                Fact(key=fact.key, name=fact.name, value=fact.value, assumed=fact.assumed)
                for fact in scheme_facts(slug, rules)
            ],
            requirements=[str(TITLES[rules.requirements[one].kind]) for one in scheme.requirements],
            steps=[Step(name=step.label, takes=step.dates, text=step.text) for step in journey(scheme, rules)],
        )
        for slug, scheme in rules.schemes.items()
    ]


@api.get("/statistics", response=Statistics, url_name="statistics", operation_id="statistics")
def statistics(request: HttpRequest) -> Statistics:
    """Return the tables that anyone is told."""
    today = local_day(clock.now())
    found = figures(request.GET.dict(), rules_today(today), today, office=False)
    problems.refuse_nonsense(request.GET, found.asking)
    return Statistics(
        since=found.since,
        lettings=found.number,
        figures=[
            Figure(id=one.pk, title=one.title, description=one.told, columns=one.raw_heads, rows=one.raw)
            for one in found.panels
        ],
    )
