/** What doctor says of makers' programs: none, those that are used, and a cure for each that is not. */
import { describe, expect, test } from "vitest";
import { type ProgramsFound, programs } from "../../../services/command/doctor-programs.ts";
import { FINDINGS } from "../../../services/command/texts/doctor.ts";
import { PROGRAM_FAULTS } from "../../../services/media/programs/program-fault.ts";

const look = (found: ProgramsFound | null) => programs(() => Promise.resolve(found));
const names = ["acme-cctv 2.1"];

describe("programs of makers", () => {
  test("are none, are used, or wait for a box", async () => {
    expect(await look(null)).toMatchObject({ state: "ok", finding: "programsNone" });
    const sound = { names, broken: [], isBoxed: true };
    expect(await look(sound)).toEqual({
      ...{ state: "ok", finding: "programsFine", facts: { names: "acme-cctv 2.1" } },
    });
    expect(await look({ ...sound, isBoxed: false })).toMatchObject({
      ...{ state: "failed", finding: "programsNoBox" },
    });
    expect(await programs(() => Promise.reject(new Error("no such setting")))).toMatchObject({
      ...{ state: "failed", finding: "programsNotLooked", facts: { message: "no such setting" } },
    });
  });

  test.each(PROGRAM_FAULTS)("that are not used have a cure: %s", async (why) => {
    const broken = [
      { folder: "acme", why },
      { folder: "beta", why: "odd-file" },
    ] as const;
    const found = await look({ names, broken, isBoxed: true });
    expect(found).toEqual({
      ...{ state: "failed", finding: `program:${why}` },
      facts: { folder: "acme", all: "acme, beta", names: "acme-cctv 2.1" },
    });
    const { cause, cure } = FINDINGS[found.finding];
    expect(cause.en).toContain("{folder}");
    expect(cure?.en).toContain("look-again");
    expect(cure?.["zh-CN"]).toContain("look-again");
  });
});
