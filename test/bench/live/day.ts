/** A session of a whole day, pushed as fast as it is taken: whether its last hour costs what its first did, and what lists, end and export of it take. */
import { readdir, rm, stat } from "node:fs/promises";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fragment, initialisation } from "../../fixtures/fragments.ts";
import { load, round, spread } from "./figures.ts";
import { type Channel, type House, startedWatch } from "./house.ts";
import { memoryMib, treesOf } from "./processes.ts";

const SEGMENT_MS = 2_000;
const CONTENT_BYTES = 20_000;
const SEALED_WITHIN_MS = 30 * 60_000;

export interface DayOptions {
  readonly hours: number;
  readonly say: (line: string) => void;
}

export async function wholeDay(house: House, { hours, say }: DayOptions) {
  const segments = Math.round((hours * 3_600_000) / SEGMENT_MS);
  const answers = await Promise.all(
    house.channels.map((channel) => pushed(house, channel, segments, say)),
  );
  const perHour = Math.round(3_600_000 / SEGMENT_MS);
  const first = answers.flatMap((all) => all.slice(0, perHour));
  const last = answers.flatMap((all) => all.slice(-perHour));
  const memory = memoryOf(house);
  const watching = await lists(house);
  const standing = await timed(async () => {
    const answer = await house.system.fetch(`/api/v1/recording-sessions/${house.sessionId}/live`);
    return (await answer.arrayBuffer()).byteLength;
  });
  say("pushed; it is ended now");
  const sealed = await timed(() => endedAndSealed(house));
  const taken = await exported(house);
  return {
    ...{ channels: house.channels.length, hours, segments: segments * house.channels.length },
    ...{ firstHourAnswersMs: spread(first), lastHourAnswersMs: spread(last) },
    ...{ memoryMib: memory, watching, standing, sealedAfterMs: sealed.ms, holes: sealed.value },
    ...{ ...taken, load: load() },
  };
}

/** As an encoder does: one after the other, on a connection that stays. Answers what each took, in ms. */
async function pushed(
  { doorUrl, deviceToken }: House,
  { id }: Channel,
  segments: number,
  say: DayOptions["say"],
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const put = (name: string, body: Buffer): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${deviceToken}`, "content-length": body.length };
      const url = new URL(`live/${id}/${name}`, doorUrl);
      const asked = request(url, { method: "PUT", agent, headers }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      asked.on("error", reject).end(body);
    });
  const took: number[] = [];
  try {
    await put("init.mp4", initialisation());
    const content = Buffer.alloc(CONTENT_BYTES, 7);
    for (let place = 0; place < segments; place += 1) {
      const body = fragment(place * SEGMENT_MS, SEGMENT_MS, { content });
      const began = performance.now();
      const status = await put(`seg${place}.m4s`, body);
      took.push(performance.now() - began);
      if (status !== 201) throw new Error(`segment ${place} was answered ${status}`);
      if (place % 5_000 === 4_999) say(`${place + 1} of ${segments} segments`);
    }
  } finally {
    agent.destroy();
  }
  return took;
}

/** What a player asks for first, what it asks for then, and what one asks that wants the present alone. */
async function lists(house: House) {
  const list = await startedWatch(house, "a whole day");
  const asked = (query: string) =>
    timed(async () => {
      const answer = await house.system.fetch(`${list}${query}`);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`the list was answered ${answer.status}`);
      return text.length;
    });
  return {
    whole: await asked(""),
    again: await asked(""),
    skipping: await asked("?_HLS_skip=YES"),
    present: await asked("?window=60"),
  };
}

async function endedAndSealed(house: House): Promise<number> {
  const { system, sessionId } = house;
  await house.post(`/recording-sessions/${sessionId}/live/acts`, { act: "stop", reason: "over" });
  const until = Date.now() + SEALED_WITHIN_MS;
  while (Date.now() < until) {
    const answer = await system.fetch(`/api/v1/recording-sessions/${sessionId}/live`);
    const { status, channels } = (await answer.json()) as {
      status: string;
      channels: readonly { holes: readonly unknown[] }[];
    };
    if (status === "sealed") return channels.reduce((sum, { holes }) => sum + holes.length, 0);
    await sleep(1_000);
  }
  throw new Error("the session was not sealed in half an hour");
}

/** Without pins of keys: what is checked is all of the chain and the lists, whoever signed them. */
async function exported({ system, sessionId, folder }: House) {
  const out = join(folder, "export");
  const run = (...args: readonly string[]) =>
    timed(async () => {
      const { code, stdout, stderr } = await system.holdfast(...args);
      if (code !== 0 && code !== 4)
        throw new Error(`${args.join(" ")}: ${code} ${stdout} ${stderr}`);
    });
  try {
    const { ms: exportedMs } = await run("live", "export", sessionId, "--out", out);
    const { ms: checkedMs } = await run("live", "check", out);
    return { exportedMs, exportedBytes: await sizeOf(out), checkedMs };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    bytes += (await stat(join(folder, name))).size;
  }
  return bytes;
}

const memoryOf = ({ system }: House): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(system.pids)
      .filter(([name]) => name !== "supervisor")
      .map(([name, pid]) => {
        const all = treesOf([pid]).reduce((sum, one) => sum + memoryMib(one.pid), 0);
        return [name, round(all, 0)];
      }),
  );

async function timed<Value>(what: () => Promise<Value>) {
  const began = performance.now();
  const value = await what();
  return { ms: round(performance.now() - began, 0), value };
}
