// What the Node contenders serve: the packed page and its headers, from the folder that bench/servers.py names.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [, , folder, port] = process.argv;
export const body = readFileSync(join(folder, "page.gz"));
export const headers = JSON.parse(readFileSync(join(folder, "headers.json"), "utf8"));
export { port };
