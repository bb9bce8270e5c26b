/** A validator that the operator named is looked at before anything is given to it. */
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { requireValidator } from "../../../infra/host/runnable-program.ts";
import { validator } from "../../../services/command/doctor-validator.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-validator-"));
  await writeFile(join(folder, "check"), "#!/bin/sh\n", { mode: 0o755 });
  await writeFile(join(folder, "data"), "{}", { mode: 0o644 });
  await symlink(join(folder, "gone"), join(folder, "dangling"));
});
afterAll(() => rm(folder, { recursive: true }));

it("passes as a file that may be run, and doctor names what it judges", async () => {
  await requireValidator(join(folder, "check"));
  expect(await validator(async () => "gb35114")).toMatchObject({
    ...{ state: "ok", finding: "validatorFine", facts: { kind: "gb35114" } },
  });
  expect(await validator(async () => null)).toMatchObject({ finding: "validatorNone" });
});

it.each([
  ["gone", "missing"],
  ["dangling", "missing"],
  ["check/below", "missing"],
  [".", "no-file"],
  ["data", "not-executable"],
])("is refused with the cure: %s is %s", async (name, why) => {
  const path = join(folder, name);
  const look = requireValidator(path);
  await expect(look).rejects.toMatchObject({ code: "source/validator-not-usable", facts: { why } });
  const found = await validator(() => requireValidator(path).then(() => "gb35114"));
  expect(found).toMatchObject({ state: "failed", finding: "validatorNot" });
  expect(String(found.facts?.["message"])).not.toContain(folder);
});

it("counts as soon as it is mended", async () => {
  await chmod(join(folder, "data"), 0o755);
  await requireValidator(join(folder, "data"));
});
