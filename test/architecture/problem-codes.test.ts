/** The table of refusal codes in the description of the API is that of the source, in the words of README. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { statusOf } from "../../services/api/problem.ts";
import { Refusal, type RefusalCode, type RefusalKind } from "../../services/kernel/refusal.ts";
import { ROOT, productFiles } from "./source-files.ts";

const FILE = join(ROOT, "services/api/problem-codes.json");

/** The statuses that `new Refusal("kind", "context/code", …)` gives each code. */
function statuses(): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const { text } of productFiles()) {
    for (const [, kind, code] of text.matchAll(/new Refusal\(\s*"([a-z]+)",\s*"([a-z0-9/-]+)"/g)) {
      const refusal = new Refusal(kind as RefusalKind, code as RefusalCode, "");
      const known = found.get(code ?? "") ?? new Set();
      found.set(code ?? "", known.add(statusOf(refusal)));
    }
  }
  return found;
}

test("each code has the status that it is answered with; `-u` writes the table anew", async () => {
  const found = statuses();
  const section = readFileSync(join(ROOT, "README.md"), "utf8").split("## Refusal codes\n")[1];
  const rows = [...(section ?? "").split("\n## ")[0]!.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(400);
  const table = rows.map(([, code, meaning]) => {
    const [status, ...others] = found.get(code ?? "") ?? [];
    return [code, { ...(others.length === 0 && { status }), meaning }];
  });
  const fault = { status: 500, meaning: "a fault of ours; nothing that was acknowledged is lost" };
  const text = JSON.stringify(Object.fromEntries([...table, ["internal", fault]]), null, 2);
  await expect(`${text}\n`).toMatchFileSnapshot(FILE);
});
