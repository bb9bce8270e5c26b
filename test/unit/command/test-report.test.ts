/** The count at the end of `./holdfast test` never hides what went wrong. */
import { describe, expect, it } from "vitest";
import { readTestReport } from "../../test-report.ts";

const file = (name: string, status: string, ...statuses: string[]) => ({
  name,
  status,
  assertionResults: statuses.map((each, index) => ({ fullName: `${name} ${index}`, status: each })),
});
const reportOf = (...testResults: unknown[]) => JSON.stringify({ testResults });

describe("the count of a test run", () => {
  it("counts passed and failed tests", () => {
    const text = reportOf(file("a", "passed", "passed", "passed"), file("b", "failed", "failed"));
    expect(readTestReport(text, 1).count).toEqual({ passed: 2, failed: 1 });
  });

  it("counts a skipped test as failed and names it", () => {
    const { count, notes } = readTestReport(reportOf(file("a", "passed", "passed", "skipped")), 0);
    expect(count).toEqual({ passed: 1, failed: 1 });
    expect(notes).toEqual(["not run: a 1"]);
  });

  it("counts a file that could not be loaded, or holds no test", () => {
    expect(readTestReport(reportOf(file("a", "failed")), 1).count).toEqual({
      passed: 0,
      failed: 1,
    });
    expect(readTestReport(reportOf(file("a", "passed")), 0).count).toEqual({
      passed: 0,
      failed: 1,
    });
  });

  it("counts an after-hook's failure though every test passed", () => {
    expect(readTestReport(reportOf(file("a", "failed", "passed")), 1).count.failed).toBe(1);
  });

  it("counts an exit code that no test explains", () => {
    expect(readTestReport(reportOf(file("a", "passed", "passed")), 1).count).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  it("counts a run without a report, and one without tests, as failed", () => {
    expect(readTestReport(null, 0).count.failed).toBe(1);
    expect(readTestReport(reportOf(), 0).count.failed).toBe(1);
    expect(readTestReport("{}", 0).count.failed).toBe(1);
  });
});
