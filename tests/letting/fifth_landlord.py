"""The rules of a landlord that is like no other, as text, and a story that is played under them."""

RULES = """
format = 1

[landlord]
slug = "manbacken"
name = "Månbackens hyreshus"
town = "Månköping"
phone = "0555-10 00"
email = "hej@manbacken.example"
address = "Månköping"
website = "manbacken.example"

[brand]
colour = "#5b2a86"
dark_colour = "#d3b5f0"

[calendar]
eves_are_workdays = true
letting_hour = 10:30:00
closed_days = [2026-05-21, 2026-05-25]

[queues.lantern]
name = { sv = "Lyktkön", en = "Lantern queue" }
register_age = 20
apply_age = 21
max_ongoing_interests = 2
activity = { act = "renewal", within = "90 days" }
reminder_days = [14, 2]
points_reset_at = "never"
strikes = { count = 2, blocked_for = "10 workdays" }
consents = ["personal_data"]

[schemes.draw]
name = { sv = "Lottning", en = "By lot" }
queue = "lantern"
ranking = "lottery"
advertising = "10 days"
round_size = 2
viewing = "3 workdays"
confirm_viewing = false
answering = "5 days"
profile = "4 days"
signing = "1 months"
when_exhausted = "withdraw"
requirements = ["age", "means", "word"]

[requirements.age]
kind = "age"
minimum = 21

[requirements.means]
kind = "income"
rule = "reserved_amount"
counted = ["capital"]
supporting = ["child_benefit"]
months_ahead = 3

[requirements.word]
kind = "references"
bad = "review"
none = "fail"

[checks]
provider = "given"

[exceptions.ranking]
needs_two = true

[priority]
offers = 2
needs_two = true

[priority.grounds.lamplighter]
name = { sv = "Lykttändare", en = "Lamplighter" }
explained = { sv = "Du tänder lyktorna.", en = "You light the lanterns." }
by_staff = true
document = false

[[complaints]]
answered_by = { sv = "Uthyraren", en = "The letting officer" }
role = "officer"
within = "3 workdays"

[[complaints]]
answered_by = { sv = "Lyktrådet", en = "The council of lanterns" }
role = "manager"
within = "1 months"

[reserved_amounts.2026]
single = 5000
couple = 8000
child_0_6 = 1000
child_7_10 = 2000
child_11_14 = 3000
child_15 = 4000
source = "Lyktrådets beslut"
verified = true
"""

STORY = """
title = "By lot"
landlord = "kopparstaden"
start = 2026-05-11T07:00:00
auto = true
[applicants.anna]
born = 1990-03-01
queues = { lantern = 2020-01-01 }
income = [{ kind = "capital", net = 12200, months_left = 3 }]
[units.M1]
rooms = 2
size = 58.0
rent = 7200
[listings.L1]
unit = "M1"
scheme = "draw"
publish = 2026-05-11T09:00:00
[[do]]
at = 2026-05-12T10:00:00
who = "anna"
action = "express_interest"
listing = "L1"
[[do]]
at = 2026-05-22T11:00:00
who = "anna"
action = "accept"
listing = "L1"
[[expect]]
event = "round.opened"
at = 2026-05-22T10:30:00
viewing_last_day = 2026-05-27
[[expect]]
event = "lease.signed"
applicant = "anna"
at = 2026-05-22T12:00:00
"""
