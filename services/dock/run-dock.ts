/** `dock run`: the agent, its wall and its status file, until it is told to end or, with `once`, is through. */
import { rename, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type AgentDeps, DockAgent } from "./agent.ts";
import { globMatches } from "./card.ts";
import type { DockSettings } from "./config.ts";
import type { OpenNotes } from "./notes.ts";
import { isOpen, pieceBytes, takeTurn } from "./pace.ts";
import { Pieces } from "./pieces.ts";
import { SourceDigests } from "./source-digests.ts";
import type { ListCards, ListedCard } from "./ports.ts";
import { serveWall } from "./wall-server.ts";

const TICK_MS = 250;
const GATHER_MS = 20;
export const STATUS_FILE = "status.json";

export type Fixed = Pick<
  AgentDeps,
  | "files"
  | "service"
  | "notes"
  | "checkReceipt"
  | "checkBatch"
  | "signer"
  | "clock"
  | "ownNotices"
  | "openAnchor"
>;

/** What the agent goes by, from the settings. */
export function agentDeps(
  settings: DockSettings,
  fixed: Fixed,
  listCards: ListCards,
  ended: AbortSignal,
): AgentDeps {
  const { bytesPerSecond, window, flagged, ignore, cameras } = settings;
  const layouts = Object.values(cameras).flatMap(({ layout }) =>
    layout === undefined ? [] : [layout.file],
  );
  const anchors = Object.values(cameras).flatMap(({ anchor }) => anchor ?? []);
  const isOpenNow = (): boolean => {
    const now = new Date();
    return isOpen(window, now.getHours() * 60 + now.getMinutes());
  };
  let line = 0;
  return {
    ...fixed,
    ...{ listCards, isOpen: isOpenNow, random: Math.random, progressed: () => undefined },
    policy: settings.policy,
    acceptsUnread: settings.acceptStoreChecksum,
    pieces: new Pieces(pieceBytes(bytesPerSecond)),
    atSource: new SourceDigests(),
    unsent: new Set(),
    turn: async (bytes) => {
      // Not by the wall's clock: one that is set back would hold the line for as long.
      const turn = takeTurn(line, performance.now(), bytes, bytesPerSecond);
      ({ line } = turn);
      if (turn.waitMs > 0) await sleep(turn.waitMs, null, { signal: ended }).catch(() => null);
      return !ended.aborted && isOpenNow();
    },
    cameras,
    // What names a camera, and what a dock left on it, is no recording of it.
    rules: { ignore: [...ignore, ...layouts, ...anchors], flagged },
    sideFiles: settings.sideFiles,
    acceptsUnknown: settings.acceptUnknownCards,
    parallel: settings.parallel,
    steadyMs: settings.steadySeconds * 1000,
  };
}

/** Configured folders that are there, and mounts whose point fits a pattern. */
export function cardLister(
  settings: Pick<DockSettings, "folders" | "watched" | "mounts">,
  host: {
    readonly isThere: (root: string) => Promise<boolean>;
    /** Links resolved: open files are found under that name. */
    readonly real: (root: string) => Promise<string>;
    readonly mounts: () => Promise<readonly { device: string; point: string }[]>;
    readonly media: () => Promise<
      ReadonlyMap<string, { serial: string | null; uuid: string | null }>
    >;
  },
): ListCards {
  return async () => {
    const cards: ListedCard[] = [];
    for (const { folder, camera } of settings.watched) {
      if (!(await host.isThere(folder))) continue;
      const root = await host.real(folder);
      cards.push({ root, serial: null, uuid: null, isFolder: true, watched: { camera } });
    }
    for (const folder of settings.folders) {
      if (!(await host.isThere(folder))) continue;
      cards.push({ root: await host.real(folder), serial: null, uuid: null, isFolder: true });
    }
    if (settings.mounts.length === 0) return cards;
    const fitting = (await host.mounts()).filter(({ point }) =>
      settings.mounts.some((pattern) => globMatches(pattern, point)),
    );
    const media = fitting.length === 0 ? new Map<string, never>() : await host.media();
    for (const { device, point } of fitting) {
      const { serial, uuid } = media.get(device) ?? { serial: null, uuid: null };
      cards.push({ root: point, serial, uuid, isFolder: false });
    }
    return cards;
  };
}

/** Answers whether nothing needs attention. */
export async function runDock(
  deps: AgentDeps,
  notes: OpenNotes,
  settings: DockSettings,
  { ended, once, say }: { ended: AbortSignal; once: boolean; say: (fields: object) => void },
): Promise<boolean> {
  const agent = new DockAgent(deps, notes, notes.damaged);
  const wall = await serveWall(settings.wallPort, () => agent.state());
  const { port } = wall.address() as AddressInfo;
  say({ msg: "ready", wall: `http://127.0.0.1:${port}/`, pid: process.pid });
  let written = "";
  while (!ended.aborted) {
    await agent.tick();
    const text = JSON.stringify({ wall: port, ...agent.state() });
    if (text !== written) {
      written = text;
      await writeStatus(join(settings.state, STATUS_FILE), text);
      say({ msg: "state", ...agent.state() });
    }
    if (once && agent.isDone) break;
    await untilNextLook(agent, ended);
  }
  wall.closeAllConnections();
  wall.close();
  await Promise.race([agent.idle(), sleep(2_000)]);
  const { problem, slots } = agent.state();
  return problem === null && slots.every((slot) => slot.problem === null);
}

/** Meanwhile what becomes due by what ended is begun: a place to read or send at is not left empty. */
async function untilNextLook(agent: DockAgent, ended: AbortSignal): Promise<void> {
  const look = sleep(TICK_MS, true, { signal: ended }).catch(() => true);
  agent.goOn(); // for what ended while the state was told
  const furthered = (): Promise<false> => agent.furthered.then(() => false);
  while (!(await Promise.race([look, furthered()]))) {
    // Small files end in heaps; each start goes through all recordings.
    await sleep(GATHER_MS);
    if (!ended.aborted) agent.goOn();
  }
}

/** For `dock status` alone, so a full disk costs no more than news. */
async function writeStatus(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  } catch {
    return; // the agent itself tells of its disk
  }
}
