// Reads invitations as they came, the oldest first, as a calendar program would, and writes what is left in the calendar: each
// meeting's beginning and name. `ical.js` is what Thunderbird reads calendars with.
import ICAL from "ical.js";

let sent = "";
for await (const piece of process.stdin) sent += piece;

const masters = new Map();
const changed = new Map();
const single = new Map();
for (const text of JSON.parse(sent)) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const cancels = calendar.getFirstPropertyValue("method") === "CANCEL";
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const of = event.recurrenceId;
    const store = of ? changed : event.isRecurring() ? masters : single;
    const key = of ? `${event.uid} ${of.toString()}` : event.uid;
    const known = store.get(key);
    if (known && known.event.sequence > event.sequence) continue;
    store.set(key, { event, cancelled: cancels });
  }
}

const left = [];
const put = (start, name) => left.push(`${start.toJSDate().toISOString()} ${name}`);
for (const { event, cancelled } of single.values()) if (!cancelled) put(event.startDate, event.summary);
for (const [uid, { event }] of masters) {
  for (const [key, one] of changed) if (key.startsWith(`${uid} `) && !one.cancelled) event.relateException(one.event);
  const iterator = event.iterator();
  for (let at = iterator.next(); at; at = iterator.next()) {
    if (changed.get(`${uid} ${at.toString()}`)?.cancelled) continue;
    const details = event.getOccurrenceDetails(at);
    put(details.startDate, details.item.summary);
  }
}
console.log(left.sort().join("\n"));
