/** A dock between two looks at its cards: places that get free are taken at once, and nothing goes round in haste. */
import { beforeEach, expect, it } from "vitest";
import { type AgentDeps, DockAgent } from "../../../services/dock/agent.ts";
import { type Clip, clipKey } from "../../../services/dock/clip.ts";
import { Pieces } from "../../../services/dock/pieces.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MemoryDock } from "../../fakes/dock.ts";

const CLIPS = 7;
let dock: MemoryDock;
beforeEach(() => {
  dock = new MemoryDock();
  for (let at = 0; at < CLIPS; at += 1) dock.put(`${at}.mp4`, `recording ${at}`);
});
const agentOf = (changes: Partial<AgentDeps>): DockAgent =>
  new DockAgent(dock.deps(changes), { clips: [], visits: [] }, 0);

/** Looks twice, so that the files are steady; then goes on for as long as anything gets further. */
async function goOn(agent: DockAgent): Promise<void> {
  await agent.tick();
  dock.pass(6_000);
  await agent.tick();
  const isFurthered = { now: true };
  while (isFurthered.now) {
    isFurthered.now = false;
    void agent.furthered.then(() => (isFurthered.now = true));
    await agent.idle();
    agent.goOn();
  }
}

it("sends all there is with one look at the card, and one at who writes there", async () => {
  const { listCards, files, service } = dock.deps();
  const looks = { cards: 0, writers: 0 };
  const digests: unknown[] = [];
  const agent = agentOf({
    listCards: () => {
      looks.cards += 1;
      return listCards();
    },
    files: {
      ...files,
      openForWriting: (roots) => {
        looks.writers += 1;
        return files.openForWriting(roots);
      },
    },
    service: {
      ...service,
      append: (upload, offset, bytes, digest) => {
        digests.push(digest === sha256(bytes));
        return service.append(upload, offset, bytes);
      },
    },
  });
  await goOn(agent);
  const received = [...dock.announced.values()].map((each) => each.received);
  expect(received).toEqual(Array(CLIPS).fill("recording 0".length));
  // What goes in one piece is not hashed once more for it.
  expect(digests).toEqual(Array(CLIPS).fill(true));
  expect(looks).toEqual({ cards: 2, writers: 2 });
  await agent.tick();
  expect(looks).toEqual({ cards: 3, writers: 2 });
});

it("asks and writes down no more than it must: seven flushed notes and three calls until a receipt", async () => {
  const { notes, service } = dock.deps();
  const calls: string[] = [];
  const counted = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name: keyof T & string) => {
        const member = target[name];
        if (typeof member !== "function") return member;
        return (...args: unknown[]): unknown => {
          const stage = name === "save" ? ` ${(args[0] as { stage: string }).stage}` : "";
          calls.push(`${name}${stage}`);
          return Reflect.apply(member, target, args);
        };
      },
    });
  const deps = { notes: counted(notes), service: counted(service) };
  const agent = agentOf({ ...deps, policy: { kind: "mark" } });
  await goOn(agent);
  dock.sealAll();
  dock.pass(1_000);
  await goOn(agent);
  const times = (name: string): number => calls.filter((each) => each === name).length;
  expect(dock.released).toHaveLength(CLIPS);
  for (const once of ["found", "hashed", "sent", "sealed", "released"]) {
    expect(times(`save ${once}`), once).toBe(CLIPS);
  }
  for (const once of ["keepUpload", "keepReceipt", "check", "announce", "append"]) {
    expect(times(once), once).toBe(CLIPS);
  }
  for (const never of ["save announced", "offset"]) expect(times(never), never).toBe(0);
});

it("fetches the receipt of what was sent, also after a start and with the card out", async () => {
  const { notes } = dock.deps();
  const clips = new Map<string, Clip>();
  const save = async (clip: Clip): Promise<void> => void clips.set(clipKey(clip.file), clip);
  const changes = { notes: { ...notes, save } };
  await goOn(agentOf(changes));
  dock.sealAll();
  const kept = { clips: [...clips.values()], visits: [] };
  await new DockAgent(dock.deps({ ...changes, listCards: async () => [] }), kept, 0).tick();
  await expect
    .poll(() => [...clips.values()].map(({ stage }) => stage))
    .toEqual(Array(CLIPS).fill("sealed"));
});

it("does not send again and again, between two looks, what the service does not know afterwards", async () => {
  const { service } = dock.deps();
  const gone = { ok: false, why: "gone", status: 404, code: "", retryAfterMs: 0 } as const;
  const forgetful = { ...service, offset: async () => gone, append: async () => gone };
  await goOn(agentOf({ service: forgetful }));
  expect(dock.announced.size).toBeLessThan(3 * CLIPS);
});

it("gives memory back once the service took what is in it, and never while a request may still read it", async () => {
  const pieces = new Pieces(64);
  const { service } = dock.deps();
  const sent = new Set<ArrayBufferLike>();
  const isTaken = { now: false };
  const agent = agentOf({
    pieces,
    parallel: 1,
    service: {
      ...service,
      append: async (upload, offset, bytes) => {
        sent.add(bytes.buffer);
        if (isTaken.now) return service.append(upload, offset, bytes);
        return { ok: false, why: "unreachable" };
      },
    },
  });
  await goOn(agent);
  expect(sent.size).toBe(1);
  expect(sent).not.toContain(pieces.take().buffer);
  sent.clear();
  isTaken.now = true;
  dock.pass(3_600_000);
  for (let at = 0; at < 20; at += 1) {
    await agent.tick();
    await agent.idle();
  }
  expect(dock.announced.size).toBe(CLIPS);
  expect(sent.size).toBe(1);
});
