/** A dock between two looks at its cards: places that get free are taken at once, and nothing goes round in haste. */
import { beforeEach, expect, it } from "vitest";
import { type AgentDeps, DockAgent } from "../../../services/dock/agent.ts";
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

it("does not send again and again, between two looks, what the service does not know afterwards", async () => {
  const { service } = dock.deps();
  const gone = { ok: false, why: "gone", status: 404, code: "", retryAfterMs: 0 } as const;
  await goOn(agentOf({ service: { ...service, offset: async () => gone } }));
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
