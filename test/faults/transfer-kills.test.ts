/**
 * The end of a transfer in real processes: the archive signs with openssl, the receipt is entered over the API, and what may end
 * ends. Then kill -9 of custody at each round trip from where the receipt counts, in two ways, to where the batch is certified.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ARCHIVE } from "../fixtures/disposal.ts";
import { checkHouse } from "./invariants.ts";
import { KillRun, chosen, inTwoWays, isTorture } from "./kill-run.ts";
import { until } from "./past-term-world.ts";
import { type SignedFor, TransferWorld } from "./transfer-world.ts";

/** Two items a batch: of the clean runs, and one for each point with a few to spare. */
const ITEMS = isTorture ? 480 : 16;
const LIMIT_MS = isTorture ? 3 * 3_600_000 : 420_000;

let house: TransferWorld | null = null;
beforeAll(async () => {
  house = await TransferWorld.build(ITEMS);
}, LIMIT_MS);
afterAll(() => house?.close(), 60_000);

test(
  "originals end once the archive's receipt counts, and not without one; the certificate says so to anybody",
  async () => {
    const here = house!;
    const signed = await here.next();
    const waits = here.handedOver[0]!;
    const shown = async ({ id }: Pick<SignedFor, "id">) =>
      (await here.call(`/disposal/batches/${id}`)).json();
    const before = { state: "handover", transfer: { packageId: signed.packageId, receipt: null } };
    expect(await shown(signed)).toMatchObject(before);
    await here.start();
    await until("the batch is over", () => here.isOver(signed));
    await here.end();
    await here.check(signed);
    expect(await shown(signed)).toMatchObject({
      state: "finished",
      transfer: { archive: { organisation: ARCHIVE.organisation }, receipt: { kind: "signed" } },
    });
    expect(await shown(waits)).toMatchObject({ state: "handover", transfer: { receipt: null } });
    await expect(here.call(`/items/${signed.items[0]}/original?purpose=court`)).rejects.toThrow(
      /410.*review\/disposed/,
    );
    await verifyAsAnybody(here, signed);
  },
  LIMIT_MS,
);

/** By the line of the README. */
async function verifyAsAnybody(here: TransferWorld, { id }: SignedFor): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-certificate-"));
  for (const name of ["certificate.json", "certificate.json.p7s"]) {
    const answer = await here.call(`/disposal/batches/${id}/certificate/${name}`);
    await writeFile(join(folder, name), Buffer.from(await answer.arrayBuffer()));
  }
  await writeFile(join(folder, "root.pem"), await here.world.rootCertificate());
  execFileSync(
    "openssl",
    [
      ...["cms", "-verify", "-binary", "-inform", "DER", "-content", "certificate.json"],
      ...["-in", "certificate.json.p7s", "-CAfile", "root.pem", "-purpose", "smimesign"],
      ...["-out", "/dev/null"],
    ],
    { cwd: folder, stdio: "pipe" },
  );
  await rm(folder, { recursive: true });
}

test(
  "custody may die at any line of it: all of it ends once, and nothing for which nobody signed",
  async () => {
    const here = house!;
    const run = new KillRun<SignedFor>(here, "transfer kills");
    const { trips } = await run.points();
    expect(trips.length).toBeGreaterThan(40);
    await run.meet(chosen(inTwoWays(trips)));
    await run.finish();
    await here.checkUntouched(here.handedOver.map(({ id }) => id));
    await checkHouse(here.world, false);
  },
  LIMIT_MS,
);
