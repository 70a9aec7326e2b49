// What the interactive map is drawn on, as a MapLibre style: one of the operator's own, tiles, or an archive.

const VECTOR = 1; // a PMTiles archive of vector tiles, as its header says
const TILE = 256; // pixels

/** The address of a style, or a style made here. */
export async function styleFor(viewer, maplibre) {
  if (viewer.style) return viewer.style;
  if (viewer.tiles) return rasterStyle({ tiles: [viewer.tiles], maxzoom: 19 });
  const { archive, url } = await openArchive(viewer, maplibre);
  const { tileType } = await archive.getHeader();
  if (tileType !== VECTOR) return rasterStyle({ url });
  const { vector_layers: layers = [] } = await archive.getMetadata();
  return vectorStyle(url, new Set(layers.map(({ id }) => id)));
}

async function openArchive(viewer, maplibre) {
  const { PMTiles, Protocol } = await loadReader(viewer.reader);
  const archive = new PMTiles(new URL(viewer.pmtiles, document.baseURI).href);
  const protocol = new Protocol({ metadata: true }); // its credits are in the metadata
  protocol.add(archive);
  maplibre.addProtocol("pmtiles", protocol.tile);
  return { archive, url: `pmtiles://${archive.source.getKey()}` };
}

/** The reader is a plain script that leaves its name behind. */
function loadReader(src) {
  const script = Object.assign(document.createElement("script"), { src });
  document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(globalThis.pmtiles);
    script.onerror = reject;
  });
}

function rasterStyle(source) {
  return {
    version: 8,
    sources: { map: { type: "raster", tileSize: TILE, ...source } },
    layers: [{ id: "map", type: "raster", source: "map" }],
  };
}

/** Protomaps' layers in the colors of the page; without a glyphs address, letters are the system's own. */
function vectorStyle(url, known) {
  const tokens = getComputedStyle(document.documentElement);
  const color = (name) => tokens.getPropertyValue(`--loc-${name}`).trim();
  const layers = [
    area("earth", color("land")),
    area("water", color("water")),
    lines("rivers", "water", color("water"), [0.5, 3]),
    lines("roads-minor", "roads", color("rule"), [0.3, 4], ["minor_road", "path", "other"], 11),
    lines("roads-major", "roads", color("border"), [0.6, 7], ["major_road"], 8),
    lines("roads-highway", "roads", color("soft"), [0.8, 6], ["highway"], 5),
    { ...lines("borders", "boundaries", color("soft"), [0.8, 1.5]), ...dashes(color("soft")) },
    names("names-roads", "roads", color, { minzoom: 13, along: true }),
    names("names-places", "places", color, { kinds: ["locality", "neighbourhood"] }),
  ];
  const background = { id: "background", type: "background", paint: { "background-color": color("water") } };
  return {
    version: 8,
    sources: { map: { type: "vector", url } },
    layers: [background, ...layers.filter((layer) => known.has(layer["source-layer"]))],
  };
}

function area(layer, color) {
  const filter = ["==", ["geometry-type"], "Polygon"];
  return { id: layer, type: "fill", source: "map", "source-layer": layer, filter, paint: { "fill-color": color } };
}

function lines(id, layer, color, [narrow, wide], kinds = null, minzoom = 0) {
  const isLine = ["==", ["geometry-type"], "LineString"];
  const filter = kinds ? ["all", isLine, ["in", ["get", "kind"], ["literal", kinds]]] : isLine;
  const width = ["interpolate", ["exponential", 1.5], ["zoom"], 6, narrow, 17, wide];
  const paint = { "line-color": color, "line-width": width };
  return { id, type: "line", source: "map", "source-layer": layer, filter, minzoom, paint };
}

function dashes(color) {
  return { paint: { "line-color": color, "line-width": 1, "line-dasharray": [3, 2] } };
}

function names(id, layer, color, { kinds = null, minzoom = 0, along = false }) {
  const layout = { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": along ? 11 : 13 };
  if (along) layout["symbol-placement"] = "line";
  const paint = { "text-color": color("ink"), "text-halo-color": color("land"), "text-halo-width": 1.5 };
  const made = { id, type: "symbol", source: "map", "source-layer": layer, minzoom, layout, paint };
  return kinds ? { ...made, filter: ["in", ["get", "kind"], ["literal", kinds]] } : made;
}
