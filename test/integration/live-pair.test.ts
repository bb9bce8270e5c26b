/** Two recorders push one camera through the door, on real PostgreSQL and the real store of files: what one missed is looked for in what the other has, whatever their clocks say. */
import { createHash } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { mintSecret } from "../../services/access/secret.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { addChannel } from "../../services/live/run-session.ts";
import { shown } from "../../services/review/live-look.ts";
import { fragment, initialisation } from "../fixtures/fragments.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";
import { addDevice } from "../fixtures/rows.ts";

let server: LiveServer;
afterEach(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const DAY_MS = 86_400_000;
/** How far a recorder's clock is wrong, by its own word too. */
interface Recorder {
  readonly channel: string;
  readonly secret: string;
  readonly offsetMs: number;
}

/** Two seconds from each of these on, in seconds after `fromMs`. */
async function push(
  { channel, secret, offsetMs }: Recorder,
  fromMs: number,
  seconds: readonly number[],
): Promise<void> {
  const send = async (name: string, body: Buffer, said: string): Promise<void> => {
    const digest = createHash("sha256").update(body).digest("base64");
    const { status } = await fetch(`http://127.0.0.1:${server.port}/live/${channel}/${name}`, {
      method: "PUT",
      body: new Uint8Array(body),
      headers: {
        ...{ Authorization: `Bearer ${secret}`, "Repr-Digest": `sha-256=:${digest}:` },
        "Holdfast-Segment": said,
      },
    });
    expect(status).toBe(201);
  };
  await send("init.mp4", initialisation(), `take=1, start=${fromMs + offsetMs}`);
  for (const [sequence, second] of seconds.entries()) {
    const start = fromMs + second * 1_000 + offsetMs;
    const said = `take=1, seq=${sequence}, start=${start}, clock=${offsetMs}, clock-error=4`;
    const body = fragment(second * 1_000, 2_000);
    await send(`${sequence}.m4s`, body, said);
  }
}

it("is covered where the other recorded, by measured clocks that are a day apart, and missed where neither did", async () => {
  let nowMs = Date.now();
  server = await startLiveServer({ clock: () => utcInstant(new Date(nowMs)) });
  const { people, by, session, channel, secret, connection } = server;
  const other = mintSecret("hfd").secret;
  const deviceId = await addDevice(connection.db, { tokenSha256: sha256(other) });
  const { room, kind, sessionId } = channel;
  const second = await addChannel(people, by, {
    ...{ sessionId, room, kind, name: "全景 2", deviceId, secondOf: channel.id },
  });
  await server.tell("start");
  const fromMs = nowMs + 2_000;
  nowMs += 60_000;
  const [mine, theirs] = [DAY_MS, -500];
  await push({ channel: channel.id, secret, offsetMs: mine }, fromMs, [0, 2, 8, 10, 18, 20]);
  const states = async () => {
    const { channels, missing } = (await shown(people, session.id, null)).json;
    const covers = channels.map(({ holes }) => holes.map(({ cover }) => cover?.state));
    return { covers, missing: missing.length };
  };
  expect(await states()).toEqual({ covers: [["unknown", "unknown"], []], missing: 2 });
  const all = [0, 2, 4, 6, 8, 10, 18, 20];
  await push({ channel: second.id, secret: other, offsetMs: theirs }, fromMs, all);
  expect(await states()).toEqual({ covers: [["covered", "missed"], ["missed"]], missing: 1 });
});
