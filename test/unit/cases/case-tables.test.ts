/** Tables of cases and parties bring in nothing that a person could not enter, one after the other as little as at once. */
import { expect, it } from "vitest";
import { MOST_PARTIES } from "../../../services/cases/case-facts.ts";
import { importCaseTable } from "../../../services/cases/import-table.ts";
import { readCaseTable } from "../../../services/cases/read-case-tables.ts";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import { CaseFactsRequest } from "../../../services/review/case-schema.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryCaseMessageStore } from "../../fakes/case-message-store.ts";
import { MemoryCaseStore } from "../../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { TODAY, tickingClock } from "../../fixtures/evidence.ts";

const HEAD =
  "number,title,major_decision,major_reasons,power_item_code,power_item_version,agency_unit";
const row = (reasons: number, length: number) => {
  const list = Array.from({ length: reasons }, (_, at) => String(at)).join(";");
  const word = "x".repeat(length);
  return `${HEAD}\n${word},t,yes,${list},${word},${word},${word}\n`;
};

it("reads what the API takes, and tells where a cell has more than that", () => {
  const { messages, faults } = readCaseTable("cases", row(20, 100));
  expect(faults).toEqual([]);
  expect(() => CaseFactsRequest.parse(messages[0]!.facts)).not.toThrow();
  const columns = readCaseTable("cases", row(21, 101))
    .faults.map(({ column }) => column)
    .sort();
  expect(columns).toEqual(["agency_unit", "major_reasons", "number", "power_item_code"]);
});

it("adds no party behind the last that a case may have, however many tables tell of them", async () => {
  const actions = new MemoryActionStore();
  const cases = new MemoryCaseStore(new MemoryEvidenceStore(), actions);
  const deps = {
    caseMessages: new MemoryCaseMessageStore(cases, actions),
    ...{ clock: tickingClock(), today: () => TODAY },
  };
  const sender = {
    ...{ by: newId<UserId>(), sight: null, source: "cms", reason: null, dryRun: false },
    changedByHand: "keep",
  } as const;
  const add = (from: number, count: number) => {
    const rows = Array.from({ length: count }, (_, at) => `N1,P${from + at},person`);
    const csv = ["case_number,code,kind", ...rows].join("\n");
    return importCaseTable(deps, sender, { kind: "parties", csv });
  };
  await importCaseTable(deps, sender, { kind: "cases", csv: "number,title\nN1,t" });
  expect(await add(0, MOST_PARTIES)).toMatchObject({ written: true, faults: [] });
  expect(await add(0, 1)).toMatchObject({ unchanged: 1, written: true });
  expect(await add(MOST_PARTIES, 1)).toMatchObject({
    ...{ written: false, faults: [{ line: 2, fault: "cases/too-many-parties" }] },
  });
  expect((await cases.findNumber("N1"))!.parties).toHaveLength(MOST_PARTIES);
});

it("reads events and provisions of cases, each fault by its line", () => {
  const head = "case_number,kind,on,document,done_on,done_document";
  const csv = `${head}
N1,seizure-started,2026-11-02,扣-1,,
N1,suit-received,2026-11-03,应-1,2026-11-10,证-1
N2,seized,2026-11-32,,x,
N1,seizure-started,2026-11-02,扣-1,,
`;
  const { messages, faults } = readCaseTable("events", csv);
  expect(messages[0]).toMatchObject({
    ...{ number: "N1", line: 2 },
    facts: {
      events: [
        { kind: "seizure-started", on: "2026-11-02", document: "扣-1", doneOn: null },
        { kind: "suit-received", doneOn: "2026-11-10", doneDocument: "证-1" },
        {},
      ],
    },
  });
  expect(faults.map(({ line, column, fault }) => `${line} ${column} ${fault}`)).toEqual([
    ...["4 kind unknown-word", "4 on no-date", "4 done_on no-date", "4 document bad-text"],
    "5 document twice",
  ]);
  const cases = readCaseTable(
    "cases",
    "number,legal_basis\nN1,强制法|25|2011-06-30;处罚法||2021-01-22\nN2,法|1\n",
  );
  expect(cases.messages[0]?.facts.legalBasis).toEqual([
    { instrument: "强制法", article: "25", version: "2011-06-30" },
    { instrument: "处罚法", article: null, version: "2021-01-22" },
  ]);
  expect(cases.faults).toMatchObject([{ line: 3, column: "legal_basis", fault: "no-provision" }]);
});
