// The calendar as one stop for the Tab key: arrows go by day and week, Page Up and Down by four weeks,
// Home and End to its ends. Without this script, each day is a stop of its own.

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

for (const calendar of document.querySelectorAll("[data-calendar]")) {
  const days = [...calendar.querySelectorAll("a[data-day]")];
  const chosen = new URLSearchParams(location.search).get("first");
  let current = Math.max(0, days.findIndex((day) => day.dataset.day === chosen));
  days.forEach((day, place) => { day.tabIndex = place === current ? 0 : -1; });

  const go = (place) => {
    days[current].tabIndex = -1;
    current = Math.min(Math.max(place, 0), days.length - 1);
    days[current].tabIndex = 0;
    days[current].focus();
  };

  calendar.addEventListener("focusin", (event) => {
    const place = days.indexOf(event.target);
    if (place >= 0 && place !== current) go(place);
  });
  calendar.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !days.includes(event.target)) return;
    const ends = { Home: 0, End: days.length - 1 };
    const place = event.key in ends ? ends[event.key] : event.key in STEPS ? current + STEPS[event.key] : null;
    if (place === null) return;
    event.preventDefault();
    go(place);
  });
}
