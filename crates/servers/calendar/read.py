"""Reads invitations as they came, the oldest first, as a calendar program would, and writes what is left in the calendar: each
meeting's beginning and name. `icalendar` reads, and `dateutil` tells when what comes again does."""

import json
import sys
from datetime import timezone

from dateutil.rrule import rrulestr
from icalendar import Calendar

masters, changed, single = {}, {}, {}
for text in json.load(sys.stdin):
    calendar = Calendar.from_ical(text)
    cancels = str(calendar["METHOD"]) == "CANCEL"
    for event in calendar.walk("VEVENT"):
        uid, of = str(event["UID"]), event.get("RECURRENCE-ID")
        if of is not None:
            store, key = changed, (uid, of.dt)
        elif "RRULE" in event:
            store, key = masters, uid
        else:
            store, key = single, uid
        known = store.get(key)
        if known and int(known[0]["SEQUENCE"]) > int(event["SEQUENCE"]):
            continue
        store[key] = (event, cancels)

left = []


def put(start, event):
    left.append(f"{start.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.000Z')} {event['SUMMARY']}")


for event, cancelled in single.values():
    if not cancelled:
        put(event["DTSTART"].dt, event)
for uid, (event, _) in masters.items():
    start = event["DTSTART"].dt
    without = event.get("EXDATE", [])
    without = without if isinstance(without, list) else [without]
    without = {day.dt for some in without for day in some.dts}
    for at in rrulestr(event["RRULE"].to_ical().decode(), dtstart=start):
        other, cancelled = changed.get((uid, at), (None, False))
        if at in without or cancelled:
            continue
        put(other["DTSTART"].dt if other else at, other or event)
print("\n".join(sorted(left)))
