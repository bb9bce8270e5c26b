/** A batch of disposal as the service would tell it: the days that its steps take pass in no test. */
import type { Page } from "playwright-core";
import { AGAINST_WORDS, STATE_WORDS } from "../../../services/disposal/words.ts";
import type { DisposalDetailBody, DueItemBody } from "../../../services/review/disposal-schema.ts";

const ID = "0190a000-0000-7000-8000-00000000000";
const HEX = "0123456789abcdef".repeat(4);
const who = (byName: string, at: string) => ({ by: `${ID}f`, byName, at });

const RETENTION = {
  ...{ floor: "2026-11-01", open: false, classes: ["R-ROUTINE"], pack: "cn-hainan-2019 1" },
  decisionSha256: HEX,
};

const against = (...codes: (keyof typeof AGAINST_WORDS)[]): DueItemBody["against"] =>
  codes.map((code) => ({ code, waits: code === "locked", text: AGAINST_WORDS[code] }));

const item = (index: number): DisposalDetailBody["items"][number] => ({
  ...{ itemId: `${ID}${index}`, filename: `演示-${index}.mp4`, deviceName: "执法记录仪 0417" },
  ...{ sha256: HEX, sizeBytes: 48_000_000, receivedAt: "2026-05-01T02:00:00.000Z" },
  ...{ manifestSha256: HEX, retention: RETENTION, findings: [], decision: null, why: null },
  ...{ outcome: null, outcomeText: null, against: [], destroyedAt: null },
});

/** Awaits its appraisal; one item of it has come into a hold. */
const BATCH: DisposalDetailBody = {
  ...{ id: `${ID}0`, state: "appraisal", stateText: STATE_WORDS.appraisal },
  ...{ reason: "期满 2026-11", proposed: who("陈静", "2026-11-10T02:00:00.000Z") },
  ...{ noticeOn: "2026-11-19", noticeUntil: "2026-11-19T16:00:00.000Z", listSha256: HEX },
  ...{ appraisal: null, approvals: [], approvedForHours: 24, graceUntil: null, stopped: null },
  ...{ awaits: [null, null], rule: null },
  ...{
    finishedAt: null,
    transfer: null,
    certificate: [],
    stalled: null,
    list: '{"format":"…"}\n',
    appraisalText: null,
  },
  counts: {
    items: 3,
    waiting: 3,
    kept: 0,
    dropped: 0,
    transferred: 0,
    destroying: 0,
    destroyed: 0,
  },
  items: [
    item(1),
    { ...item(2), against: against("held", "locked"), findings: ["fixity/object-missing"] },
    item(3),
  ],
};

/** Approved; what it is until can be prolonged. */
export const IN_GRACE: DisposalDetailBody = {
  ...{ ...BATCH, state: "grace", stateText: STATE_WORDS.grace },
  ...{ graceUntil: "2026-11-29T08:00:00.000Z", awaits: [] },
};

/** Shows it, with all of its items chosen. */
export async function openBatch(page: Page): Promise<void> {
  await page.route(`**/api/v1/disposal/batches/${ID}0`, (sent) => sent.fulfill({ json: BATCH }));
  await page.goto(`/disposal/${ID}0`);
  await page.locator("thead input").click();
}
