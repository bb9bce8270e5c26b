/** What more a house holds, for the screens that tell of it: a docking visit, a policy pack in force, a case whose decision had to be public, a package for somebody outside. */
import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../../services/kernel/digest.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { asThePage } from "../../fixtures/session-headers.ts";
import { watched } from "../house-answers.ts";
import type { System } from "../start-system.ts";
import type { Person } from "./browser.ts";
import { personOf } from "./demo.ts";

/** As the administrator, or as whoever's `session` it is. */
async function sent<Answer>(
  { url, adminToken }: System,
  path: string,
  body: object,
  session?: string,
): Promise<{ readonly answer: Answer; readonly cookie: string }> {
  const who =
    session === undefined
      ? { authorization: `Bearer ${adminToken}` }
      : { ...asThePage(session), origin: url };
  const response = await fetch(new URL(`/api/v1${path}`, url), {
    method: "POST",
    headers: { "content-type": "application/json", ...who },
    body: JSON.stringify(body),
  });
  watched("POST", response);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const [cookie = ""] = response.headers.getSetCookie();
  const text = await response.text();
  return { answer: JSON.parse(text || "null") as Answer, cookie: cookie.split(";")[0] ?? "" };
}

/** Answers its id. By two people of the records: who made an account is not the other one of the two for a week. */
export async function putPackInForce(system: System): Promise<string> {
  await sent(system, "/session/confirm", { password: personOf(system, "admin").password });
  const cookieOf = async (name: string, displayName: string): Promise<string> => {
    const person = { name, password: randomBytes(16).toString("hex") };
    await sent(system, "/users", { ...person, displayName, role: "records" });
    return (await sent(system, "/session", person, "")).cookie;
  };
  const proposer = await cookieOf("chenjing", "陈静（演示）");
  const text = shippedBytes("cn-hainan-2019").toString();
  const proposal = { text, why: "The first one" };
  const { answer } = await sent<{ id: string }>(system, "/policy/packs", proposal, proposer);
  const read = { sha256: sha256(text), why: "Read it whole" };
  const approver = await cookieOf("linmei", "林梅（演示）");
  await sent(system, `/policy/packs/${answer.id}/approval`, read, approver);
  return answer.id;
}

/** Id of the demo's case: a major decision under legal review too late; it was made public late, at an address without a place to break it, then annulled. */
export async function decidedCase(system: System): Promise<string> {
  const page = (await (await system.fetch("/api/v1/cases")).json()) as {
    entries: { id: string }[];
  };
  const id = page.entries[0]?.id ?? "";
  const { revision } = (await (await system.fetch(`/api/v1/cases/${id}`)).json()) as {
    revision: number;
  };
  const major = { majorDecision: true, majorReasons: ["Item 1 of the catalogue"] };
  const facts = { decidedOn: "2024-03-04", actionKind: "penalty", ...major };
  await sent(system, `/cases/${id}/changes`, { revision, facts });
  await sent(system, `/cases/${id}/legal-review/rounds`, { statement: "送审" });
  const place = `https://example.org/${"decisions-".repeat(12)}`;
  const tell = (body: object) => sent(system, `/cases/${id}/publicity`, body);
  await tell({ known: 0, act: "published", on: "2024-05-06", place });
  await tell({ known: 1, act: "mistaken", on: "2024-05-07", mistake: 0, reason: "Another case" });
  await tell({ known: 2, act: "annulled", on: "2024-06-03", reason: "Annulled on review" });
  return id;
}

/** A legal person: the demo has none. */
export async function legalPerson(system: System): Promise<Person> {
  const person = { name: "sunfa", password: randomBytes(16).toString("hex") };
  await sent(system, "/users", { ...person, displayName: "孙法（演示）", role: "legal" });
  return person;
}

/** A second administrator: who made an account does not clear it for a week, and the first one made all of the demo's. */
export async function otherAdministrator(system: System): Promise<Person> {
  const person = { name: "wangqiang", password: randomBytes(16).toString("hex") };
  await sent(system, "/users", { ...person, displayName: "王强（演示）", role: "admin" });
  return person;
}

/** Id of a session of that case, with its first recording. */
export async function openedSession(system: System, caseId: string): Promise<string> {
  const found = await system.fetch(`/api/v1/items?stage=sealed&caseId=${caseId}`);
  const { entries } = (await found.json()) as { entries: { id: string }[] };
  const session = { number: "S-1", caseId, activities: [] };
  const { answer } = await sent<{ id: string }>(system, "/recording-sessions", session);
  await sent(system, `/recording-sessions/${answer.id}/items`, { itemId: entries[0]?.id });
  return answer.id;
}

/** Id of a package that was made for a lawyer, of the first item; nobody took it yet. */
export async function orderedExport(system: System): Promise<string> {
  const page = (await (await system.fetch("/api/v1/items?stage=sealed")).json()) as {
    entries: { id: string }[];
  };
  const why = { purpose: "Reading the file", basis: "阅卷申请 2026-7", dueOn: "2999-12-01" };
  const to = { recipient: "lawyer", organisation: "海南某律师事务所", person: "李律师" };
  const order = { itemIds: page.entries.slice(0, 1).map(({ id }) => id), ...to, ...why };
  return (await sent<{ id: string }>(system, "/exports", order)).answer.id;
}

/** A camera with these recordings comes to the dock of this box, once. Answers the folder that they lie in. */
export async function dockOnce(system: System, names: readonly string[]): Promise<string> {
  const card = await mkdtemp(join(tmpdir(), "holdfast-card-"));
  for (const name of names) await writeFile(join(card, name), randomBytes(4_096));
  const dock = ["dock", "run", "--folder", card, "--once", "--port", "0", "--json"];
  const { code, stderr } = await system.holdfast(...dock);
  if (code !== 0) throw new Error(`the dock ended with ${code}: ${stderr}`);
  return card;
}
