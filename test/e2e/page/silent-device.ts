/** A device that has been in the register for three days, and never sent anything. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { System } from "../start-system.ts";

export async function silentDevice(system: System, name: string): Promise<void> {
  const body = JSON.stringify({ name, kind: "body_camera" });
  const headers = { "content-type": "application/json" };
  const answer = await system.fetch("/api/v1/devices", { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`no device: ${answer.status}`);
  const url = await readFile(join(system.dataDir, "secrets", "database-url"), "utf8");
  const client = new pg.Client({ connectionString: url.trim() });
  await client.connect();
  try {
    const earlier =
      "UPDATE devices SET created_at = created_at - interval '3 days' WHERE name = $1";
    await client.query(earlier, [name]);
  } finally {
    await client.end();
  }
}
