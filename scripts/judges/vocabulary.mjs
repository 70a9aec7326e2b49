// Whether each graph of structured data says only what schema.org has types and properties for: vocabulary.mjs FOLDER
// Reads every HTML file below FOLDER. schema-dts is schema.org's vocabulary as types of TypeScript, whose compiler judges.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const home = new URL("../../requirements/audit/", import.meta.url);
const packages = createRequire(new URL("package.json", home));
const { default: ts } = await import(pathToFileURL(packages.resolve("typescript")).href);

const BLOCK = /<script type="application\/ld\+json">(.*?)<\/script>/s;
const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2020,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

const folder = process.argv[2];
const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
const sources = new Map(pages.map(source).filter(Boolean));
const faults = ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], OPTIONS, host()));
for (const fault of faults) console.error(told(fault));
console.log(`${sources.size} graphs`);
process.exitCode = faults.length || !sources.size ? 1 : 0;

// A page's graph as a program that compiles if the graph is right; its name leads the compiler to schema-dts.
function source(page) {
  const block = BLOCK.exec(readFileSync(join(folder, page), "utf8"));
  if (!block) return null;
  const graph = JSON.stringify(JSON.parse(block[1], firstType), null, 1);
  const name = join(fileURLToPath(home), `${page}.ts`);
  return [name, `import type { Graph } from "schema-dts";\nexport const graph: Graph = ${graph};\n`];
}

// schema-dts knows one type a thing; where we give several, the first is the one with the most to say.
function firstType(key, value) {
  return key === "@type" && Array.isArray(value) ? value[0] : value;
}

function host() {
  const files = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = files;
  files.fileExists = (name) => sources.has(name) || fileExists(name);
  files.getSourceFile = (name, ...rest) =>
    sources.has(name)
      ? ts.createSourceFile(name, sources.get(name), OPTIONS.target)
      : getSourceFile.call(files, name, ...rest);
  return files;
}

// "clinics/deland/index.html: "bogus": 1 ...", with the reason.
function told(fault) {
  const reason = ts.flattenDiagnosticMessageText(fault.messageText, "\n");
  if (!fault.file) return reason;
  const { line } = fault.file.getLineAndCharacterOfPosition(fault.start);
  const words = fault.file.text.split("\n")[line].trim();
  return `${relative(fileURLToPath(home), fault.file.fileName).slice(0, -".ts".length)}: ${words}\n  ${reason}`;
}
