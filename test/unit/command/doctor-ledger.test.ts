/** A ledger that takes no entries is told with its cause and cure, by `doctor` and by /readyz, and so is a database older than the signer. */
import { describe, expect, test } from "vitest";
import { ledgerDependencies } from "../../../services/api/ledger-health.ts";
import { type LedgerFound, ledger } from "../../../services/command/doctor-ledger.ts";
import { type LedgerStop, STOPPING_CODES } from "../../../services/ledger/stopped.ts";

const found = (size: number, rememberedSize: number | null): LedgerFound => ({
  ...{ origin: "demo/2026", size, signedAt: "2026-11-24T12:00:00.000Z", verifies: true },
  rememberedSize,
});

/** What is found at the first look, and at each after it. */
async function seen(stop: LedgerStop | null, ...heads: readonly (LedgerFound | null)[]) {
  const left = [...heads];
  const ledgerHead = async () => (left.length > 1 ? left.shift()! : (left[0] ?? null));
  const { state, finding } = await ledger({ ledgerHead, ledgerStop: async () => stop }, () =>
    Promise.resolve(),
  );
  return [state, finding];
}

describe("doctor", () => {
  test("tells a database that is older than what the signer signed, and no head that is just being published", async () => {
    expect(await seen(null, found(20, 25))).toEqual(["failed", "ledgerOlder"]);
    expect(await seen(null, found(20, 25), null)).toEqual(["failed", "ledgerOlder"]);
    expect(await seen(null, found(20, 25), found(25, 25))).toEqual(["ok", "ledgerFine"]);
    expect(await seen(null, found(25, 25))).toEqual(["ok", "ledgerFine"]);
    expect(await seen(null, found(25, null))).toEqual(["failed", "ledgerNoMemory"]);
    expect(await seen(null, null)).toEqual(["ok", "ledgerEmpty"]);
  });

  test("tells what a stopped ledger waits for, before anything else", async () => {
    const of = (code: LedgerStop["code"]) => seen({ code, items: 3 }, found(25, 25));
    expect(await of("ledger/tiles-differ")).toEqual(["failed", "ledgerFilesDiffer"]);
    expect(await of("ledger/not-an-extension")).toEqual(["failed", "ledgerOtherHistory"]);
    expect(await of("ledger/signer-state-missing")).toEqual(["failed", "ledgerNoMemory"]);
  });
});

test.each([null, ...STOPPING_CODES])(
  "/readyz raises one alarm for %s, with what to do",
  async (code) => {
    const ledgerStop = async () => (code === null ? null : { code, items: 1 });
    const down: string[] = [];
    for (const { name, kind, fix, check } of ledgerDependencies({ ledgerStop })) {
      await check().catch(() => down.push(`${kind} ${name} ${fix}`));
    }
    expect(down).toHaveLength(code === null ? 0 : 1);
    if (code !== null) expect(down[0]).toMatch(/^alarm ledger .*nothing is sealed.*Restore/s);
  },
);
