// The interactive map itself: MapLibre GL with a numbered button for each clinic, and buttons to move it.

import { say } from "./words.js";

const PATIENCE = 20_000; // ms until a map that does not come is given up
const CLOSEST = 13; // zoom at which places that lie together are shown
const MOVES = [
  ["←", say("Move west"), (map) => pan(map, -1, 0)],
  ["→", say("Move east"), (map) => pan(map, 1, 0)],
  ["↑", say("Move north"), (map) => pan(map, 0, -1)],
  ["↓", say("Move south"), (map) => pan(map, 0, 1)],
  ["+", say("Zoom in"), (map) => map.zoomIn()],
  ["−", say("Zoom out"), (map) => map.zoomOut()],
];
const LOCALE = {
  "Map.Title": say("Map: arrow keys move it, plus and minus zoom"),
  "CooperativeGesturesHandler.WindowsHelpText": say("Hold Ctrl and scroll to zoom the map"),
  "CooperativeGesturesHandler.MacHelpText": say("Hold ⌘ and scroll to zoom the map"),
  "CooperativeGesturesHandler.MobileHelpText": say("Move the map with two fingers"),
};
const OUTSIDE = 24; // pixels around the map within which a pin still counts as seen

/** Draws the map into `region`; resolves with it once it can be seen, rejects if it cannot. */
export async function openMap(region, viewer, places) {
  const [maplibre, { styleFor }] = await Promise.all([
    import(viewer.script),
    import(viewer.styles),
    loadSheet(viewer.sheet),
  ]);
  maplibre.setWorkerUrl(new URL(viewer.worker, document.baseURI).href);
  const style = await styleFor(viewer, maplibre);
  const container = region.appendChild(make("div", "loc-live__map"));
  const map = new maplibre.Map(options(container, style, viewer, places));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.getCanvas().setAttribute("role", "application"); // arrow keys are the map's while it has the focus
  try {
    await drawn(map);
  } catch (error) {
    map.remove();
    throw error;
  }
  addPlaces(map, maplibre, region, places);
  return map;
}

function options(container, style, viewer, places) {
  return {
    container,
    style,
    ...view(places),
    locale: LOCALE,
    cooperativeGestures: true, // one finger scrolls the page, not the map
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200,
    attributionControl: { compact: false, customAttribution: viewer.attribution || undefined },
  };
}

function loadSheet(href) {
  if (document.querySelector(`link[href="${href}"]`)) return undefined;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.prepend(link); // so that our own sheet has the last word
  return new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
}

/** Resolves when the map has been drawn; rejects if its style, or every tile, stays away. */
function drawn(map) {
  return new Promise((resolve, reject) => {
    let [hasStyle, hasTile, failure] = [false, false, null];
    map.once("style.load", () => {
      hasStyle = true;
    });
    map.on("error", ({ error }) => {
      failure = error;
      if (!hasStyle) reject(error);
    });
    map.on("data", ({ tile }) => {
      hasTile ||= tile?.state === "loaded";
    });
    map.once("load", () => (failure && !hasTile ? reject(failure) : resolve()));
    setTimeout(reject, PATIENCE, new Error("the map did not come in time"));
  });
}

/** What shows all places; across the date line, longitudes go on beyond 180. */
function view({ origin, clinics }) {
  const all = origin ? [origin, ...clinics] : clinics;
  const near = (lon) => lon - 360 * Math.round((lon - all[0].lon) / 360);
  const [lons, lats] = [all.map(({ lon }) => near(lon)), all.map(({ lat }) => lat)];
  const bounds = [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
  return { bounds, fitBoundsOptions: { padding: 48, maxZoom: CLOSEST } };
}

function addPlaces(map, maplibre, region, places) {
  const chosen = make("p", "loc-live__chosen");
  chosen.setAttribute("role", "status");
  const mark = (node, { lat, lon }, anchor) =>
    new maplibre.Marker({ element: node, anchor }).setLngLat([lon, lat]).addTo(map);
  if (places.origin) mark(ring(places.origin), places.origin, "center");
  for (const clinic of places.clinics) {
    const button = pin(clinic);
    button.addEventListener("click", () => choose(chosen, button, clinic));
    button.addEventListener("focus", () => bringIntoView(map, clinic));
    mark(button, clinic, "bottom");
  }
  region.append(moveButtons(map, places), chosen);
}

function make(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

function labelled(node, label) {
  node.setAttribute("aria-label", label);
  return node;
}

function ring({ name }) {
  const node = labelled(make("span", "loc-live__ring"), name);
  node.setAttribute("role", "img");
  return node;
}

function pin({ number, name }) {
  const button = labelled(make("button", "loc-live__pin"), `${number} ${name}`.trim());
  button.type = "button";
  button.append(make("span", "loc-live__number", number));
  return button;
}

function moveButtons(map, places) {
  const group = labelled(make("div", "loc-live__moves"), say("Move the map"));
  group.setAttribute("role", "group");
  for (const [sign, label, move] of [...MOVES, [say("Back to all"), "", () => showAll(map, places)]]) {
    const button = make("button", "loc-live__move", sign);
    button.type = "button";
    if (label) labelled(button, label).title = label;
    button.addEventListener("click", () => move(map));
    group.append(button);
  }
  return group;
}

function pan(map, right, down) {
  const { clientWidth, clientHeight } = map.getContainer();
  map.panBy([(right * clientWidth) / 3, (down * clientHeight) / 3]);
}

function showAll(map, places) {
  const { bounds, fitBoundsOptions } = view(places);
  map.fitBounds(bounds, { ...fitBoundsOptions, linear: true });
}

/** Says which clinic a pin is, and leads to its entry in the list. */
function choose(chosen, button, { number, name, path }) {
  for (const other of document.querySelectorAll(".loc-live__pin")) {
    other.classList.toggle("loc-live__pin--chosen", other === button);
  }
  chosen.replaceChildren(`${number} ${name}`.trim());
  const entry = [...document.querySelectorAll("main a")].find(
    (link) => link.getAttribute("href") === path && !chosen.contains(link),
  );
  if (!entry) return;
  const link = Object.assign(make("a", "", say("Show in the list")), { href: path });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    entry.focus();
  });
  chosen.append(" ", link);
}

/** A pin that the keyboard reaches may lie outside the map. */
function bringIntoView(map, { lat, lon }) {
  const { x, y } = map.project([lon, lat]);
  const { clientWidth, clientHeight } = map.getContainer();
  const isSeen = x > OUTSIDE && y > OUTSIDE && x < clientWidth - OUTSIDE && y < clientHeight - OUTSIDE;
  if (!isSeen) map.panTo([lon, lat]);
}
