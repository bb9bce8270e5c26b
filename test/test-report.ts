/** Counts what vitest's JSON report says, and never counts less than what went wrong. */
import { z } from "zod";

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * `text` is the report, null if there is none. A file that could not be loaded, a skipped test, and an exit code
 * that no failed test explains each count as one failure.
 */
export function readTestReport(
  text: string | null,
  exitCode: number,
): { readonly count: Count; readonly notes: readonly string[] } {
  if (text === null) return failure("the test runner wrote no report");
  const report = Report.safeParse(JSON.parse(text));
  if (!report.success) return failure("the test runner's report has another shape");
  const files = report.data.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const notPassed = tests.filter((test) => test.status !== "passed");
  const skipped = notPassed.filter((test) => test.status !== "failed");
  const unloaded = files.filter(
    (file) =>
      file.assertionResults.length === 0 ||
      (file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")),
  );
  const failed = notPassed.length + unloaded.length;
  const notes = [
    ...skipped.map((test) => `not run: ${test.fullName}`),
    ...unloaded.map((file) => `no test of this file counts: ${file.name} ${file.message ?? ""}`),
  ];
  if (failed === 0 && exitCode !== 0) {
    return {
      count: { passed, failed: 1 },
      notes: [...notes, `the test runner ended with ${exitCode}`],
    };
  }
  if (tests.length === 0 && failed === 0) return failure("there is no test");
  return { count: { passed, failed }, notes };
}

const failure = (note: string) => ({ count: { passed: 0, failed: 1 }, notes: [note] });
