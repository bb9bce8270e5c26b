/** How long a recorder waits for the word that a segment is durable and in its chain: one second of pictures a second, all channels at once. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { liveDoor } from "../../../infra/tus/live-door.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { Spooled } from "../../../services/recorder/ports.ts";
import { fragment, initialisation } from "../../fixtures/fragments.ts";
import { load, round, spread } from "./figures.ts";
import type { Channel, House } from "./house.ts";
import { byName, treesOf } from "./processes.ts";

export async function answerTimes(
  house: House,
  { seconds, kbps }: { readonly seconds: number; readonly kbps: number },
) {
  const { doorUrl: url, deviceToken, channels, system } = house;
  const door = liveDoor({ url, deviceToken });
  const bytes = (kbps * 1_000) / 8;
  const all: number[] = [];
  const cpuBefore = cpuOf(system.pids);
  const began = Date.now();
  const push = async ({ id }: Channel, place: number): Promise<void> => {
    // Cameras do not begin at the same moment.
    await sleep((place * 1_000) / channels.length);
    const take = Date.now();
    const of = (sequence: number): Spooled => ({
      ...{ channel: id, take, sequence, after: null, startedAtMs: take + sequence * 1_000 },
      ...{ durationMs: 1_000, isComplete: true, bytes, clocks: null },
    });
    const init = initialisation();
    await door.put("init", of(0), `${id}/init.mp4`, init, sha256(init));
    for (let sequence = 0; sequence < seconds; sequence += 1) {
      await sleep(Math.max(0, take + (sequence + 1) * 1_000 - Date.now()));
      const body = fragment(sequence * 1_000, 1_000, { content: randomBytes(bytes) });
      const asked = performance.now();
      const digest = sha256(body);
      const answer = await door.put("segment", of(sequence), `${id}/${sequence}.m4s`, body, digest);
      all.push(performance.now() - asked);
      if (answer.kind !== "kept") throw new Error(`a segment was answered "${answer.kind}"`);
    }
  };
  await Promise.all(channels.map(push));
  const took = (Date.now() - began) / 1_000;
  const cpu = [...cpuOf(system.pids)].map(
    ([name, now]) => [name, round((now - (cpuBefore.get(name) ?? 0)) / took)] as const,
  );
  return {
    ...{ channels: channels.length, segmentBytes: bytes, answeredMs: spread(all) },
    ...{ coresBusy: Object.fromEntries(cpu), load: load() },
  };
}

/** Of each process of the system with all below it. */
function cpuOf(pids: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const own = Object.entries(pids).filter(([name]) => name !== "supervisor");
  return new Map(
    own.map(([name, pid]) => {
      const sums = byName(
        treesOf([pid]),
        () => name,
        ({ cpuSeconds }) => cpuSeconds,
      );
      return [name, sums.get(name) ?? 0];
    }),
  );
}
