// "Use my location": asks the browser once, after a press, and posts what it says to two decimals.
// Two decimals are about a kilometre; the server cuts again and keeps nothing (locator/web/finder.py).

import { say } from "./words.js";

const DECIMALS = 2;
const PATIENCE = { enableHighAccuracy: false, timeout: 10_000, maximumAge: 300_000 };
const MESSAGES = {
  1: say("Your browser does not share your location with this site. You can allow it in the browser's settings, or type a town or ZIP code."),
  2: say("Your device does not know where it is now. Try again, or type a town or ZIP code."),
  3: say("Finding your location took too long. Try again, or type a town or ZIP code."),
};
const UNABLE = say("This browser cannot tell where it is. Type a town or ZIP code.");
const NO_SEARCH = say("Search does not work on this copy of the site. Choose a state instead.");

const isServed = () => fetch("/healthz", { cache: "no-store" }).then(({ ok }) => ok, () => false);

function ask(form, { latitude, longitude }) {
  const fields = new FormData(form);
  fields.delete("q");
  fields.set("lat", latitude.toFixed(DECIMALS));
  fields.set("lon", longitude.toFixed(DECIMALS));
  const question = Object.assign(document.createElement("form"), { method: "post", action: form.action, hidden: true });
  for (const [name, value] of fields) {
    question.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(question);
  question.submit();
}

for (const place of document.querySelectorAll("[data-locate]")) {
  const [button, status] = [place.querySelector("button"), place.querySelector("[role=status]")];
  const settle = (message) => {
    status.textContent = message;
    button.removeAttribute("aria-disabled");
  };
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return;
    if (!("geolocation" in navigator) || !isSecureContext) return settle(UNABLE);
    button.setAttribute("aria-disabled", "true"); // not disabled: that would lose the focus
    status.textContent = say("Finding where you are …");
    if (!(await isServed())) return settle(NO_SEARCH);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => ask(button.form, coords),
      ({ code }) => settle(MESSAGES[code]),
      PATIENCE,
    );
  });
  // Coming back to this page from the answer finds the button ready again.
  addEventListener("pageshow", () => settle(""));
  place.hidden = false;
}
