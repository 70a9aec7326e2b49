// Says whether a clinic is open, by the clock of the clinic's own zone, and marks today in its table.
// Pages are cached, so they cannot say it themselves. Data: locator/pages/hours_data.py; words:
// locator/pages/schedule.py.

import { plural, say, toSay } from "./words.js";

const LANGUAGE = `${document.documentElement.lang || "en"}-US`;

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

function openStatus(data, clock) { // whether it is open to all, the words for that, and when it changes
  const toAll = layer(data, clock, ([, , byAppointment]) => !byAppointment);
  const anyWay = layer(data, clock, (span) => !isUntimed(span));
  const { change } = anyWay;
  if (toAll.isOpen) {
    const sentence = toAll.change === change ? toSay("Open now, closes {when}") : toSay("Open now, closes to walk-ins {when}");
    return { isOpen: true, change: toAll.change, sentence, otherwise: toSay("Open now, 24 hours") };
  }
  if (anyWay.isOpen) {
    const opens = toAll.change !== null && (change === null || toAll.change < change);
    const sentence = opens ? toSay("By appointment, opens to walk-ins {when}") : toSay("By appointment, closes {when}");
    return { change: opens ? toAll.change : change, sentence, otherwise: toSay("By appointment") };
  }
  const opens = toAll.change === change;
  if (spansOn(data, dayAfter(clock.midnight, 0)).some(isUntimed)) {
    return { change, sentence: opens && toSay("By appointment, opens to walk-ins {when}"), otherwise: toSay("By appointment") };
  }
  const sentence = opens ? toSay("Closed now, opens {when}") : toSay("Closed now, opens by appointment {when}");
  return { change, sentence, otherwise: toSay("Closed now") };
}

function clockText(time) {
  const [hour, minute] = [Math.floor(time / 60), String(time % 60).padStart(2, "0")];
  return `${hour % 12 || 12}${minute === "00" ? "" : `:${minute}`}\u00a0${hour < 12 ? "a.m." : "p.m."}`;
}

function atText(time) {
  if (time % (DAY / 2) === 0) return time ? say("at noon") : say("at midnight");
  return plural("at {time}", "at {time}", Math.floor(time / 60) % 12 || 12, { time: clockText(time) });
}

function whenText(change, midnight) {
  const isNight = change % DAY === 0; // "Saturday at midnight" may be either of two nights
  const ahead = Math.floor(change / DAY) - (isNight ? 1 : 0);
  const at = atText(change % DAY);
  if (ahead === 0) return at;
  if (ahead === 1) return isNight ? say("{at} tomorrow night", { at }) : say("{at} tomorrow", { at });
  const part = (form) => dayAfter(midnight, ahead).toLocaleDateString(LANGUAGE, { timeZone: "UTC", ...form });
  const blanks = { at, weekday: part({ weekday: "long" }), date: part({ month: "long", day: "numeric" }) };
  if (ahead < 7) return isNight ? say("{weekday} night {at}", blanks) : say("{weekday} {at}", blanks);
  return isNight ? say("{weekday} night, {date}, {at}", blanks) : say("{weekday}, {date}, {at}", blanks);
}

function caution({ cautions }, { isOpen, change }, { midnight }) { // for today, or the next opening
  const days = [0, ...(isOpen || change === null ? [] : [Math.floor(change / DAY)])];
  return days.map((ahead) => cautions[isoDate(dayAfter(midnight, ahead))]).find(Boolean);
}

function showStatus(element, data, clock) {
  const status = openStatus(data, clock);
  const { change, sentence, otherwise } = status;
  const changes = change !== null && sentence;
  const state = changes ? say(sentence, { when: whenText(change, clock.midnight) }) : say(otherwise);
  const holiday = caution(data, status, clock);
  const doubt = holiday && say("{holiday} may change these hours. Call before you go.", { holiday: say(holiday) });
  Object.assign(element, { textContent: doubt ? `${state}. ${doubt}`.replace("..", ".") : state, hidden: false });
}

function markToday(scope, { dates }, today) {
  const mark = scope.querySelector(".loc-hours__today") ?? document.createElement("span");
  const note = isoDate(today) in dates ? say("(today: see holiday hours)") : say("(today)");
  Object.assign(mark, { className: "loc-hours__today", textContent: ` ${note}` });
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
