/** The demo agency: people, two devices, clips sent through the real upload path, and a case. Marked as demo. */
import { join } from "node:path";
import { Case, CasePage } from "../review/api-schema.ts";
import { createReadStream } from "node:fs";
import { sha256OfStream } from "../kernel/digest.ts";
import { addDeviceAnyhow, ensureUser, type DeviceKind } from "./accounts.ts";
import type { ApiClient } from "./api-client.ts";
import type { DataFolder } from "./data-folder.ts";
import { DEMO_CLIPS, makeDemoClips, type DemoClip } from "./demo-clips.ts";
import type { PrivateFiles } from "./host.ts";
import { type Logins, newPassword, readLogins, saveLogins } from "./logins.ts";
import { pushState } from "./push-state.ts";
import { type Exchange, sendFile } from "./tus-client.ts";

export interface DemoDeps {
  readonly files: PrivateFiles;
  readonly api: ApiClient;
  readonly folder: DataFolder;
  readonly url: string;
  readonly exchange: Exchange;
}

const PEOPLE = [
  { name: "zhangwei", displayName: "张伟（演示）", role: "officer" },
  { name: "lina", displayName: "李娜（演示）", role: "reviewer" },
  { name: "zhaoshen", displayName: "赵审（演示）", role: "auditor" },
] as const;

const DEVICES: readonly (readonly [string, DeviceKind])[] = [
  ["演示执法仪 01", "body_camera"],
  ["演示询问室 01", "room_recorder"],
];

/** The box's own device: what `push` sends as when no token is given. */
const OWN_DEVICE = ["本机 this box", "dock"] as const;

/** Puts in what is missing; each part once, however often a power cut interrupts it. */
export async function prepareDemo(deps: DemoDeps, whenSending: () => void): Promise<Logins> {
  await ensurePeople(deps);
  const { devices, demoSent } = await ensureDevices(deps, DEVICES);
  if (demoSent) return readLogins(deps.folder);
  whenSending();
  const clips = join(deps.folder.root, "demo");
  await makeDemoClips(clips);
  const linked: string[] = [];
  for (const clip of DEMO_CLIPS) {
    const itemId = await sendClip(deps, clips, clip, devices[clip.device]?.token ?? "");
    if (clip.inCase) linked.push(itemId);
  }
  await ensureCase(deps.api, linked);
  return saveLogins(deps.files, deps.folder, { demoSent: true });
}

/** Without the demo there is still one device, so that `push` works at once. */
export const prepareOwnDevice = (deps: DemoDeps): Promise<Logins> =>
  ensureDevices(deps, [OWN_DEVICE]);

async function ensurePeople({ files, folder, api }: DemoDeps): Promise<void> {
  const { users } = await readLogins(folder);
  const missing = PEOPLE.filter((person) => !users.some(({ name }) => name === person.name));
  const made = missing.map((person) => ({ ...person, password: newPassword() }));
  // Kept before they are made: a password nobody knows would be worse than an account nobody has.
  const logins = await saveLogins(files, folder, { users: [...users, ...made] });
  for (const login of logins.users.filter(({ role }) => role !== "admin"))
    await ensureUser(api, login);
}

async function ensureDevices(
  { files, folder, api }: DemoDeps,
  wanted: readonly (readonly [string, DeviceKind])[],
): Promise<Logins> {
  let logins = await readLogins(folder);
  for (const [name, kind] of wanted.slice(logins.devices.length)) {
    const device = await addDeviceAnyhow(api, name, kind);
    const devices = [...logins.devices, { name: device.name, token: device.token }];
    logins = await saveLogins(files, folder, { devices });
  }
  return logins;
}

async function sendClip(
  { files, folder, url, exchange }: DemoDeps,
  clips: string,
  { filename, activity, recordedMinutesAgo, inCase }: DemoClip,
  deviceToken: string,
): Promise<string> {
  const path = join(clips, filename);
  const { sha256, sizeBytes } = await sha256OfStream(createReadStream(path));
  const recordedAt = new Date(Date.now() - recordedMinutesAgo * 60_000).toISOString();
  const metadata = {
    filename,
    sha256,
    recordedAt,
    activity,
    demo: "true",
    ...(inCase ? { case: caseNumber() } : {}),
  };
  const state = pushState(files, join(folder.root, "demo", "sent"), { url, deviceToken, sha256 });
  const upload = await sendFile(
    { url, deviceToken, exchange },
    { path, sizeBytes, metadata },
    state,
    () => undefined,
  );
  return upload.slice(upload.lastIndexOf("/") + 1);
}

const caseNumber = (): string => `演示-${new Date().getUTCFullYear()}-001`;

async function ensureCase(api: ApiClient, itemIds: readonly string[]): Promise<void> {
  const { entries } = await api.get("/api/v1/cases?limit=200", CasePage);
  const number = caseNumber();
  const there = entries.find((each) => each.number === number);
  const title = "演示案件：占道经营现场检查";
  const { id } = there ?? (await api.post("/api/v1/cases", { number, title }, Case));
  for (const itemId of itemIds) {
    await api.send(`/api/v1/cases/${id}/items`, { itemId }); // twice changes nothing
  }
}
