// Says whether a clinic is open, by the clock of the clinic's own zone, and marks today in its table.
// Pages are cached, so they cannot say it themselves. Data: locator/pages/hours_data.py; words:
// locator/pages/schedule.py.

const DAY = 24 * 60; // minutes; every time here counts from today's midnight at the clinic
const LOOK_AHEAD = 14; // days
const dayAfter = (midnight, days) => new Date(midnight + days * DAY * 60_000);
const isoDate = (day) => day.toISOString().slice(0, 10);
const weekday = (day) => day.getUTCDay() || 7; // Monday is 1

function clinicClock(zone) {
  const units = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...units });
  const now = Object.fromEntries(format.formatToParts().map(({ type, value }) => [type, Number(value)]));
  return { midnight: Date.UTC(now.year, now.month - 1, now.day), minute: now.hour * 60 + now.minute };
}

const isUntimed = ([opens, closes, byAppointment]) => byAppointment && opens === 0 && closes === DAY;
const spansOn = ({ dates, week }, day) => dates[isoDate(day)] ?? week[weekday(day) - 1];

function layer(data, { midnight, minute }, counts) { // whether a span that counts is open, and until or from when
  let until = null;
  for (let ahead = -1; ahead <= LOOK_AHEAD; ahead += 1) { // yesterday may run past midnight
    for (const span of spansOn(data, dayAfter(midnight, ahead)).filter(counts)) {
      const [opens, closes] = span.slice(0, 2).map((time) => time + ahead * DAY);
      if (opens > (until ?? minute)) return { isOpen: until !== null, change: until ?? opens };
      if (closes > minute) until = Math.max(until ?? closes, closes);
    }
  }
  return { isOpen: until !== null, change: until < (LOOK_AHEAD + 1) * DAY ? until : null };
}

function openStatus(data, clock) { // the state, when it changes, and the words for what it changes to
  const toAll = layer(data, clock, ([, , byAppointment]) => !byAppointment);
  const anyWay = layer(data, clock, (span) => !isUntimed(span));
  const { change } = anyWay;
  if (toAll.isOpen) {
    const verb = toAll.change === change ? "closes" : "closes to walk-ins";
    return { state: "Open now", change: toAll.change, verb, otherwise: ", 24 hours" };
  }
  if (anyWay.isOpen) {
    const opens = toAll.change !== null && (change === null || toAll.change < change);
    const verb = opens ? "opens to walk-ins" : "closes";
    return { state: "By appointment", change: opens ? toAll.change : change, verb };
  }
  const opens = toAll.change === change;
  if (spansOn(data, dayAfter(clock.midnight, 0)).some(isUntimed)) {
    return { state: "By appointment", change, verb: opens && "opens to walk-ins" };
  }
  return { state: "Closed now", change, verb: opens ? "opens" : "opens by appointment" };
}

function clockText(time) {
  if (time % (DAY / 2) === 0) return time ? "noon" : "midnight";
  const [hour, minute] = [Math.floor(time / 60), String(time % 60).padStart(2, "0")];
  return `${hour % 12 || 12}${minute === "00" ? "" : `:${minute}`} ${hour < 12 ? "a.m." : "p.m."}`;
}

function whenText(change, midnight) {
  const night = change % DAY ? "" : " night"; // "Saturday at midnight" may be either of two nights
  const ahead = Math.floor(change / DAY) - (night ? 1 : 0);
  const at = `at ${clockText(change % DAY)}`;
  if (ahead < 2) return ahead ? `${at} tomorrow${night}` : at;
  const words = (part) => dayAfter(midnight, ahead).toLocaleDateString("en-US", { timeZone: "UTC", ...part });
  const name = words({ weekday: "long" }) + night;
  return ahead < 7 ? `${name} ${at}` : `${name}, ${words({ month: "long", day: "numeric" })}, ${at}`;
}

function caution({ cautions }, { state, change }, { midnight }) { // for today, or the next opening
  const days = [0, ...(state === "Open now" || change === null ? [] : [Math.floor(change / DAY)])];
  return days.map((ahead) => cautions[isoDate(dayAfter(midnight, ahead))]).find(Boolean);
}

function showStatus(element, data, clock) {
  const status = openStatus(data, clock);
  const { state, change, verb, otherwise = "" } = status;
  const next = change === null || !verb ? otherwise : `, ${verb} ${whenText(change, clock.midnight)}`;
  const holiday = caution(data, status, clock);
  const doubt = holiday ? `. ${holiday} may change these hours. Call before you go.` : "";
  Object.assign(element, { textContent: `${state}${next}${doubt}`.replace("..", "."), hidden: false });
}

function markToday(scope, { dates }, today) {
  const mark = scope.querySelector(".loc-hours__today") ?? document.createElement("span");
  const textContent = isoDate(today) in dates ? " (today: see holiday hours)" : " (today)";
  Object.assign(mark, { className: "loc-hours__today", textContent });
  scope.querySelector(`tr[data-day="${weekday(today)}"] th`)?.append(mark);
}

function refresh() {
  setTimeout(refresh, 60_000 - (Date.now() % 60_000));
  for (const element of document.querySelectorAll("[data-hours], [data-hours-table]")) {
    const { hours, hoursTable } = element.dataset; // a status line, or the table of a clinic
    const data = JSON.parse(hours ?? hoursTable);
    const [clock, scope] = [clinicClock(data.zone), element.closest("[data-hours-scope]")];
    if (hours) showStatus(element, data, clock);
    if (scope) markToday(scope, data, dayAfter(clock.midnight, 0));
  }
}
refresh();
