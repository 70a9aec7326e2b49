// Express as its guide shows it: a route, headers set on the response; it says ETag and 304 for itself.
import { createRequire } from "node:module";
import { join } from "node:path";
import { body, headers, port } from "./page.mjs";

const require = createRequire(join(process.argv[4], "index.js"));
const { etag, ...others } = headers;
const app = require("express")();
app.disable("x-powered-by");
app.get("/*path", (_, response) => response.set(others).send(body));
app.listen(port, "127.0.0.1");
