// The button "Show interactive map". Before it is pressed nothing of that map is loaded and nobody else is asked.

import { say } from "./words.js";

const LABELS = { true: say("Hide interactive map"), false: say("Show interactive map") };
const LOADING = say("The map is loading.");
const FAILED = say("The interactive map cannot be shown now. The drawing above shows the same places.");

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function prepare(live) {
  const figure = live.closest("figure");
  const drawing = figure.querySelector("svg");
  const button = live.querySelector("button");
  const status = element("p", { className: "loc-live__status loc-small", role: "status" });
  const [viewer, places] = [live.dataset.viewer, live.dataset.places].map((text) => JSON.parse(text));
  let region = null; // while the interactive map stands in the drawing's place
  let map = null; // once it has been drawn

  function swap(shown) {
    drawing.toggleAttribute("hidden", shown !== null);
    region?.remove();
    region = shown;
    if (region) figure.insertBefore(region, live);
    button.textContent = LABELS[region !== null];
    button.ariaExpanded = String(region !== null);
  }

  function hide(message = "") {
    map?.remove();
    map = null;
    swap(null);
    status.textContent = message;
    button.focus();
  }

  async function show() {
    const mine = element("div", { className: "loc-live__region", role: "region", tabIndex: -1 });
    mine.ariaLabel = say("Interactive map");
    mine.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    swap(mine);
    mine.focus();
    status.textContent = LOADING;
    try {
      const { openMap } = await import(viewer.view);
      const opened = await openMap(mine, viewer, places);
      if (region !== mine) return opened.remove(); // hidden in the meantime
      map = opened;
      status.textContent = "";
    } catch (error) {
      console.warn("interactive map:", error);
      if (region === mine) hide(FAILED);
    }
  }

  button.addEventListener("click", () => (region ? hide() : show()));
  live.append(status);
  live.hidden = false;
}

document.querySelectorAll(".loc-live").forEach(prepare);
