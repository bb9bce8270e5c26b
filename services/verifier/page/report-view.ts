/** The report on the page: what the package says of itself, the levels, and every check. No sum, and no mark without words. */
import type { Language } from "../../kernel/language.ts";
import type { Finding, Verdict } from "../../packages/finding.ts";
import type { Level } from "../../packages/levels.ts";
import type { PackageReport } from "../../packages/verify-package.ts";
import { CHECKS, VERDICTS, reasonText } from "../finding-text.ts";
import { issuedText } from "../issued-text.ts";
import { levelText } from "../level-text.ts";
import { button, element } from "./element.ts";
import { forPage } from "./pins-view.ts";
import { WORDS, type Word } from "./words.ts";

const ORDER: readonly Verdict[] = ["FAILED", "INDETERMINATE", "PASSED"];

export function reportView(report: PackageReport, language: Language): HTMLElement[] {
  const say = (word: Word): string => WORDS[word][language];
  const { packageId, agency, preparedAt, itemIds, issued, rootFingerprint } = report;
  const facts: readonly (readonly [Word, string])[] = [
    ["package", packageId ?? "–"],
    ["agency", agency ?? "–"],
    ["preparedAt", preparedAt ?? "–"],
    ...(issued === null ? [] : [["issued", issuedText(issued, language)] as const]),
    ["items", String(itemIds.length)],
    ["fingerprint", rootFingerprint ?? "–"],
  ];
  return [
    element(
      "section",
      { id: "about" },
      element(
        "dl",
        {},
        ...facts.flatMap(([word, text]) => [element("dt", {}, say(word)), element("dd", {}, text)]),
      ),
    ),
    element(
      "section",
      { id: "levels" },
      element("h2", {}, say("levels")),
      element("p", { class: "quiet" }, say("levelsWhy")),
      ...report.levels.map((level) => levelView(level, language)),
    ),
    element(
      "section",
      { id: "findings" },
      element("h2", {}, `${say("findings")} (${report.findings.length})`),
      findingsTable(report.findings, language),
      button(say("save"), () => save(report)),
    ),
  ];
}

const mark = (verdict: Verdict, language: Language): HTMLElement =>
  element("span", { class: `mark ${verdict}` }, VERDICTS[verdict][language]);

function levelView({ level, verdict, reason, file }: Level, language: Language): HTMLElement {
  const { name, command, notProven } = levelText(level);
  const where = file === null ? "" : ` [${file}]`;
  return element(
    "div",
    { class: "level", "data-level": level, "data-verdict": verdict },
    element("h3", {}, mark(verdict, language), ` ${level} · ${name[language]}`),
    element("p", {}, `${forPage(reasonText(reason, language), language)}${where}`),
    element("p", { class: "quiet" }, `${WORDS.notProven[language]}: ${notProven[language]}`),
    element(
      "details",
      { class: "quiet" },
      element("summary", {}, WORDS.self[language]),
      element("code", {}, command),
    ),
  );
}

function findingsTable(findings: readonly Finding[], language: Language): HTMLElement {
  const head = (["verdict", "check", "reason", "file"] as const).map((word) =>
    element("th", { scope: "col" }, WORDS[word][language]),
  );
  const rows = findings
    .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
    .map((finding) => findingRow(finding, language));
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
}

function findingRow(finding: Finding, language: Language): HTMLElement {
  const { check, verdict, reason, file, facts } = finding;
  const more = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  return element(
    "tr",
    { "data-check": check, "data-verdict": verdict, "data-reason": reason },
    element("td", {}, mark(verdict, language)),
    element("td", {}, CHECKS[check][language]),
    element(
      "td",
      {},
      forPage(reasonText(reason, language), language),
      element("div", { class: "facts" }, more.join(" · ")),
    ),
    element("td", { class: "path" }, file ?? ""),
  );
}

function save(report: PackageReport): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = `verify-${report.packageId ?? "package"}.json`;
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
