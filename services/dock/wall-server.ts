/** The dock wall: a page of this machine alone with one tile a slot, from files on disk under a strict policy. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { languageOf } from "../kernel/language.ts";
import type { DockState } from "./agent.ts";
import { WALL, wallView } from "./words.ts";

const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/wall.css": ["wall.css", "text/css; charset=utf-8"],
  "/wall.js": ["wall.js", "text/javascript; charset=utf-8"],
};
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
  Vary: "Accept-Language",
} as const;

/** Listens on 127.0.0.1; another site's page that reaches it under its own name is turned away. */
export async function serveWall(port: number, state: () => DockState): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response, state).catch(() => response.destroy());
  });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", () => resolve(undefined));
  await promise;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: () => DockState,
): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (host !== "127.0.0.1" && host !== "localhost") {
    end(response, 421);
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    end(response, 405);
    return;
  }
  const language = languageOf(request.headers["accept-language"]);
  const path = request.url ?? "";
  if (path === "/tiles.json") {
    response.setHeader("Content-Type", "application/json; charset=utf-8");
    response.end(JSON.stringify(wallView(state(), language)));
    return;
  }
  const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (file === undefined) {
    end(response, 404);
    return;
  }
  const [name, type] = file;
  const text = await readFile(join(import.meta.dirname, "wall", name), "utf8");
  response.setHeader("Content-Type", type);
  response.end(
    name === "index.html"
      ? text.replaceAll("{lang}", language).replaceAll("{title}", WALL.title[language])
      : text,
  );
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
