/** What leaves the house in a support bundle: what helps stays, and no secret, name, path or address does. */
import { describe, expect, test } from "vitest";
import { scrubLine, scrubMetrics, scrubSettings } from "../../../services/command/support/scrub.ts";
import { scrubText } from "../../../services/command/support/scrub-text.ts";

const HIDDEN = [
  "hfd_riJyOBkUJaq-kGyBJNR1k0KQ3oNcs_Dy1dAZwT-1yp4",
  "postgresql://holdfast:pa55word@10.1.2.3:5432/holdfast",
  "redis://:pa55word@127.0.0.1:6379",
  "10.1.2.3",
  "fe80:0:0:0:1c2d:3e4f:5a6b:7c8d",
  "2001:db8:85a3::8a2e:370:7334",
  "zhang.wei@police.example.cn",
  "/var/lib/holdfast/objects/originals/张伟询问.mp4",
  "../secrets/database-url",
  "张伟",
  "Müller",
  "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----",
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj",
  "kq3vN8sW0dLr5pYzTt2aXmBe7uHf-1Jc",
];

describe("nothing that is anybody's stays", () => {
  test.each(HIDDEN)("%s", (secret) => {
    const lines = [
      secret,
      `could not open ${secret}: no such thing`,
      `"${secret}"`,
      `(${secret})`,
      JSON.stringify({ level: 50, msg: `failed at ${secret}`, name: secret }),
      JSON.stringify({
        level: 50,
        msg: "failed",
        err: { type: "Error", message: secret, stack: `Error: ${secret}\n    at f (${secret})` },
      }),
      JSON.stringify({ level: 50, msg: "failed", somethingNew: secret, token: secret }),
      `{ not JSON ${secret}`,
    ];
    for (const line of lines) {
      const left = scrubLine(line) ?? "";
      for (const part of secret
        .split(/[\s:/@.]+/)
        .filter(
          (each) =>
            each.length > 4 &&
            !/^(?:holdfast|objects|originals|secrets|database-url|postgresql|redis|BEGIN|PRIVATE|-+BEGIN|KEY-+|-+END|police|example)$/.test(
              each,
            ),
        )) {
        expect([line, left]).not.toEqual([line, expect.stringContaining(part)]);
      }
    }
  });

  test("lines of the database that hold what was asked or stored are left out whole", () => {
    for (const line of [
      "2026-11-28 09:42:49 UTC [79] STATEMENT:  INSERT INTO cases VALUES ('Wang')",
      "2026-11-28 09:42:49 UTC [79] DETAIL:  Key (number)=(2026-1) already exists.",
      "2026-11-28 09:42:49 UTC [79] CONTEXT:  PL/pgSQL function f(text)",
      "\tVALUES ('Wang')",
      "",
    ]) {
      expect([line, scrubLine(line)]).toEqual([line, null]);
    }
  });
});

describe("what helps stays", () => {
  test.each([
    "2026-11-28 09:42:49.197 UTC [7913] LOG:  checkpoint complete: wrote 19 buffers (0.1%)",
    "2026-11-28 09:42:49.197 UTC [7913] ERROR:  deadlock detected",
    "could not extend file: no space left on device",
    "step viewing-copy of 4632b5db-e425-41e1-beae-77817f4b4581 failed: media/unreadable",
    "sha256 23a3acc1b8b00ec9c482a16c9255473268a95b432472464e771ee7e8a56bd082",
  ])("%s", (line) => expect(scrubLine(line)).toBe(line));

  test("of a line of ours when, what, which step, which code, and where in our code", () => {
    const line = {
      ...{ level: 50, time: "2026-11-28T09:42:49.197Z", process: "media", step: "probe" },
      ...{ itemId: "4632b5db-e425-41e1-beae-77817f4b4581", attempt: 2, msg: "step failed" },
      ...{ route: "/api/v1/items/{id}", status: 500, requestId: "x" },
      err: {
        ...{ type: "Refusal", code: "media/unreadable", message: "no decoder takes the file" },
        stack:
          "Refusal: no\n    at make (file:///srv/app/services/media/make-viewing-copy.ts:88:5)\n    at /srv/app/node_modules/pg/lib/query.js:12:3",
      },
    };
    expect(JSON.parse(scrubLine(JSON.stringify(line)) ?? "")).toEqual({
      ...line,
      err: {
        ...{ type: "Refusal", code: "media/unreadable", message: "no decoder takes the file" },
        at: [
          "make (services/media/make-viewing-copy.ts:88:5)",
          "node_modules/pg/lib/query.js:12:3",
        ],
      },
    });
  });

  test("of metrics all but names, which are numbers, the same everywhere", () => {
    const text =
      'holdfast_witness_contradicts{witness="海口市人民法院",log="hk/2026"} 0\nholdfast_witness_failing_seconds{witness="海口市人民法院",log="hk/2026"} 3\nholdfast_part{part="ledger",state="fine"} 1\n';
    expect(scrubMetrics(text)).toBe(
      'holdfast_witness_contradicts{witness="1",log="2"} 0\nholdfast_witness_failing_seconds{witness="1",log="2"} 3\nholdfast_part{part="ledger",state="fine"} 1\n',
    );
  });

  test("of settings which are set, and the value of a number, a term or a few words", () => {
    expect(
      scrubSettings({
        ...{ HOLDFAST_PORT: "8420", HOLDFAST_FIXITY_PERIOD: "P90D", HOLDFAST_STORE: "s3" },
        ...{ HOLDFAST_AGENCY: "hk", HOLDFAST_S3_SECRET: "pa55word", HOME: "/root" },
      }),
    ).toEqual({
      ...{ HOLDFAST_AGENCY: "[set]", HOLDFAST_FIXITY_PERIOD: "P90D", HOLDFAST_PORT: "8420" },
      ...{ HOLDFAST_S3_SECRET: "[set]", HOLDFAST_STORE: "s3" },
    });
  });
});

test("text is scrubbed in time that grows with its length alone", () => {
  // Each rule's worst: a run that never ends as it hopes.
  for (const run of ["a", "/", "1.", "a:", "-----BEGIN ", "x@", "hfd_"]) {
    expect(scrubText(run.repeat(20_000)).length).toBeLessThanOrEqual(run.length * 20_000 + 40);
  }
});
