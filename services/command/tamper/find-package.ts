/** A package of the demo, from the system that runs here: made for this purpose, and downloaded once. */
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ItemPage, Package } from "../../review/api-schema.ts";
import { apiClient } from "../api-client.ts";
import type { DataFolder } from "../data-folder.ts";
import { EXIT } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { readLogins } from "../logins.ts";
import { VerbFailure } from "../terminal.ts";
import { TAMPER } from "../texts/tamper.ts";

const Ready = z.object({ url: z.string() });
const READY_LIMIT_MS = 120_000;
const POLL_MS = 500;

/** Writes it to `path`. Only of a demo: of evidence nobody makes packages to play with. */
export async function demoPackage(folder: DataFolder, path: string): Promise<void> {
  const none = new VerbFailure(EXIT.attention, TAMPER.noPackage);
  if ((await readInstallation(folder))?.demo !== true) throw none;
  const kept = await readFile(join(folder.run, "ready.json"), "utf8").catch(() => null);
  const { adminToken } = await readLogins(folder);
  if (kept === null || adminToken === null) throw none;
  const { url } = Ready.parse(JSON.parse(kept));
  const api = apiClient(url, adminToken);
  const { entries } = await api.get("/api/v1/items?stage=sealed&limit=200", ItemPage);
  const [first = null] = [...entries.filter(({ hasPoster }) => hasPoster), ...entries];
  if (first === null) throw none;
  const wanted = { itemIds: [first.id], purpose: "demo tamper" };
  let asked = await api.post("/api/v1/packages", wanted, Package);
  for (const limit = Date.now() + READY_LIMIT_MS; asked.state === "waiting";) {
    if (Date.now() > limit) throw none;
    await sleep(POLL_MS);
    asked = await api.get(`/api/v1/packages/${asked.id}`, Package);
  }
  const headers = { authorization: `Bearer ${adminToken}` };
  const answer = await fetch(new URL(`/api/v1/packages/${asked.id}/content`, url), { headers });
  if (!answer.ok || answer.body === null) throw none;
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(path));
}
