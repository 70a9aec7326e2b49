import { createServer } from "node:http";
import { body, headers, port } from "./page.mjs";

createServer((_, response) => {
  response.writeHead(200, { ...headers, "Content-Length": body.length });
  response.end(body);
}).listen(port, "127.0.0.1");
