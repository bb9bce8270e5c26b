/** An officer who carried the camera that recorded what is there. */
import { randomBytes } from "node:crypto";
import type { System } from "../start-system.ts";
import type { Person } from "./browser.ts";
import { personOf } from "./demo.ts";

async function asked<Answer>(system: System, path: string, body?: object): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const init = body && { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await system.fetch(`/api/v1${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return JSON.parse((await answer.text()) || "null") as Answer;
}

/** Of the newest item. */
export async function whoCarried(system: System, officer: string): Promise<Person> {
  const person = { name: officer, password: randomBytes(16).toString("hex") };
  await asked(system, "/session/confirm", { password: personOf(system, "admin").password });
  await asked(system, "/users", { ...person, displayName: officer, role: "officer" });
  const { entries } = await asked<{ entries: { deviceId: string; receivedAt: string }[] }>(
    system,
    "/items",
  );
  const [item] = entries;
  if (item === undefined) throw new Error("nothing was received");
  const from = new Date(Date.parse(item.receivedAt) - 30 * 86_400_000).toISOString();
  await asked(system, `/devices/${item.deviceId}/assignments`, { officer, from, to: null });
  return person;
}
