// Counts that this page was opened, and which of call, directions and booking was pressed: a word, the page and the
// clinic, to our own server. No cookie, no number for anybody, nothing kept here (docs/explanation/demand.md).

const wantsNone = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

function count(kind, clinic = {}) {
  navigator.sendBeacon("/demand", new URLSearchParams({ kind, page: location.pathname, ...clinic }));
}

function countPress({ target }) {
  const link = target.closest?.("a[data-press]");
  const place = link?.closest("[data-clinic]");
  if (place) count(link.dataset.press, { clinic: place.dataset.clinic });
}

if (!wantsNone && navigator.sendBeacon) {
  // A page that the browser prepares in advance is opened only when somebody goes there.
  if (document.prerendering) document.addEventListener("prerenderingchange", () => count("view"), { once: true });
  else count("view");
  document.addEventListener("click", countPress);
  document.addEventListener("auxclick", (event) => event.button === 1 && countPress(event)); // into a new tab
}
