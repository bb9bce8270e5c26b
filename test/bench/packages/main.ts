/**
 * How long the custody process hears nobody while it makes a package with printed records, and how long the package
 * takes: `node test/bench/packages/main.ts [--items 40] [--events 120] [--rounds 3] [--here]`. Stores are in memory: what is measured is drawing.
 */
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { openCertificatePrinter } from "../../../infra/pdf/certificate-printer.ts";
import { createThreadPrinters } from "../../../infra/pdf/print-threads.ts";
import { createRecordPrinter } from "../../../infra/pdf/record-printer.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { zoneTime } from "../../../services/kernel/zone-time.ts";
import { custodyPrinter } from "../../../services/review/packaged-custody.ts";
import { type World, makeWorld } from "../../fixtures/small-package.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "40" },
    events: { type: "string", default: "120" },
    rounds: { type: "string", default: "3" },
    /** Draws in the process itself, to compare. */
    here: { type: "boolean", default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const world = await makeWorld();
try {
  const printers = values.here
    ? { records: createRecordPrinter(), certificates: await openCertificatePrinter() }
    : createThreadPrinters();
  Object.assign(world.deps, {
    printer: printers.certificates,
    custodyPrinter: custodyPrinter({
      ...{ agency: world.deps.agency, zoneTime: zoneTime("Asia/Shanghai") },
      records: { leaves: async () => new Map() },
      ledger: world.deps.heads,
      reviews: { actorNames: async () => new Map() },
      printer: printers.records,
    }),
  });
  const items = await filled(world, Number(values.items), Number(values.events));
  for (let round = 0; round < Number(values.rounds); round += 1) await measure(world, items);
} finally {
  await world.close();
}

async function filled(
  { deps, sealedItem }: World,
  count: number,
  events: number,
): Promise<ItemId[]> {
  const items: ItemId[] = [];
  for (let at = 0; at < count; at += 1) {
    const item = await sealedItem(Buffer.from(`clip ${at}`), { filename: `现场 ${at}.mp4` });
    for (let event = 0; event < events; event += 1) {
      await deps.items.record(item, {
        ...{ at: deps.clock(), actor: "user:0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab" },
        happening: {
          kind: "accessed",
          data: { representation: "viewing", purpose: "庭前核对", role: "officer" },
        },
      });
    }
    items.push(item);
  }
  return items;
}

async function measure(world: World, items: readonly ItemId[]): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const busy = performance.eventLoopUtilization();
  const began = performance.now();
  const { failure } = await world.prepare(...items);
  const { utilization } = performance.eventLoopUtilization(busy);
  const tookMs = performance.now() - began;
  delay.disable();
  if (failure !== null) throw new Error(failure);
  const ms = (nanoseconds: number): string => `${(nanoseconds / 1e6).toFixed(0)} ms`;
  say(
    `longest pause ${ms(delay.max)}, 99 of 100 below ${ms(delay.percentile(99))}; busy ${(100 * utilization).toFixed(0)} % of ${(tookMs / 1000).toFixed(1)} s`,
  );
}
