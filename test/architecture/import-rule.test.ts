/** The import rule itself is tried: a house built wrong on purpose must be refused, rule by rule. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./source-files.ts";

/** A file that breaks exactly the rule named, by what it imports. */
const WRONG: readonly [rule: string, path: string, imports: string][] = [
  ["only-mains-choose-adapters", "services/ingest/a.ts", "../../infra/postgres/x.ts"],
  ["only-mains-choose-adapters", "workers/custody/a.ts", "../../infra/postgres/x.ts"],
  ["mains-are-not-imported", "services/api/a.ts", "./main.ts"],
  ["services-know-no-workers", "services/evidence/b.ts", "../../workers/media/x.ts"],
  ["processes-share-no-code", "workers/custody/b.ts", "../media/x.ts"],
  ["adapters-know-ports-only", "infra/s3/a.ts", "../postgres/x.ts"],
  ["contexts-do-no-io", "services/sealing/a.ts", "node:fs"],
  ["contexts-do-no-io", "services/ingest/c.ts", "node:child_process"],
  ["product-imports-no-test", "infra/s3/b.ts", "../../test/x.ts"],
  ["routes-are-leaves", "services/review/a.ts", "./routes.ts"],
  ["context-kernel", "services/kernel/a.ts", "../ledger/x.ts"],
  ["context-ledger", "services/ledger/a.ts", "../sealing/x.ts"],
  ["context-media", "services/media/a.ts", "../sealing/x.ts"],
  ["context-packages", "services/packages/a.ts", "../review/x.ts"],
  ["the-page-knows-the-api-only", "services/web/a.ts", "../sealing/x.ts"],
  ["vendor-express", "services/sealing/b.ts", "express"],
  ["vendor-bullmqioredis", "workers/custody/c.ts", "bullmq"],
  ["vendor-awssdksmithy", "infra/filesystem/a.ts", "@aws-sdk/client-s3"],
  ["vendor-nodeforge", "services/sealing/c.ts", "node-forge"],
  ["vendor-fluentffmpeg", "workers/media/a.ts", "fluent-ffmpeg"],
];

let house: string;
let violations: { rule: { name: string }; from: string }[];

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
};

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "holdfast-house-"));
  symlinkSync(join(ROOT, "node_modules"), join(house, "node_modules"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    symlinkSync(join(ROOT, name), join(house, name));
  }
  for (const [, path, imports] of WRONG) {
    write(path, `/** Wrong on purpose. */\nimport ${JSON.stringify(imports)};\n`);
    if (imports.startsWith(".")) write(join(dirname(path), imports), "export {};\n");
  }
  const report = execFileSync(
    join(ROOT, "node_modules/.bin/depcruise"),
    [
      ...["services", "workers", "infra", "test"],
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "json"],
    ],
    { cwd: house, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const parsed = JSON.parse(report) as { summary: { violations: typeof violations } };
  violations = parsed.summary.violations;
}, 60_000);

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

test.each(WRONG)("%s is broken by %s and caught", (rule, path) => {
  expect(violations.map(({ rule: { name }, from }) => `${name} ${from}`)).toContain(
    `${rule} ${path}`,
  );
});
