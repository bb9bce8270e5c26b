/** README's tables are true: every variable with its default, every refusal code, both commands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVENT_TYPES, permissionFor } from "../../services/events/event-type.ts";
import { refusalCodes, variables } from "./documented-names.ts";
import { ROOT } from "./source-files.ts";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const rows = (heading: string): string[][] => {
  const section = readme.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
};

test("the configuration table lists every variable with its default and its description", async () => {
  const documented = rows("Configuration").map(([, name, fallback, text]) => [
    name,
    fallback,
    text,
  ]);
  const actual = (await variables()).map(({ name, fallback, description }) => [
    name,
    fallback,
    description.replaceAll("`", ""),
  ]);
  expect(actual.length).toBeGreaterThan(20);
  expect(documented).toEqual(actual);
});

test("the list of refusal codes is the list in the source", () => {
  const actual = refusalCodes();
  expect(actual.length).toBeGreaterThan(40);
  expect(rows("Refusal codes").map(([, code]) => code)).toEqual(actual);
});

test("the table of events is what is published, with what each needs", () => {
  const documented = rows("Events as they happen").map(([, type, , , needs]) => [type, needs]);
  expect(documented).toEqual(EVENT_TYPES.map((type) => [type, permissionFor(type)]));
});
