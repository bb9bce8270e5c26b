/** What `up` tells of a process that does not start: its refusal, its settings, or nothing that it did not say. */
import { expect, it } from "vitest";
import { failureOf, NotReady, toldBy } from "../../../services/command/start-failure.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";

const line = (fields: object): string => `${JSON.stringify(fields)}\n`;

it("takes the last fatal line, with code and fix", () => {
  const log =
    line({ level: 50, msg: "the first try", code: "objects/store-unavailable" }) +
    line({ level: 50, msg: "other store", code: "objects/store-without-id", fix: "Mount it." }) +
    line({ level: 30, msg: "tries again" }) +
    '{"level":50,"msg":"cut off in the mid';
  expect(toldBy("custody", log)).toEqual({
    message: "custody does not become ready: other store",
    ...{ code: "objects/store-without-id", fix: "Mount it." },
  });
});

it("takes what settings lack, once, and the problem of a probe", () => {
  const setting = "  HOLDFAST_AGENCY: Invalid string (Short name of the agency)";
  const log = `ConfigError: configuration is not usable:\n${setting}\n    at readConfig\n`.repeat(
    3,
  );
  expect(toldBy("api", log)).toEqual({
    message: `api does not become ready: ${setting.trim()}`,
  });
  const probe = line({ level: 50, problem: "objects/locked", msg: "the lock does not hold" });
  expect(toldBy("custody", probe).message).toMatch(/the lock does not hold \(objects\/locked\)$/);
});

it("invents nothing", () => {
  const nothing = { message: "api does not become ready" };
  for (const log of ["", "\n", "{}\n", "[1]\n", '{"level":"50"}\n', "Error: x\n    at y\n"]) {
    expect(toldBy("api", log)).toEqual(nothing);
  }
  expect(failureOf(new NotReady(nothing))).toEqual(nothing);
  expect(failureOf(new Error("no"))).toEqual({ message: "no" });
  const refusal = new Refusal("invalid", "keys/other-agency", "of another", { fix: "Name it." });
  const { message, code, fix } = refusal;
  expect(failureOf(refusal)).toEqual({ message, code, fix });
});
