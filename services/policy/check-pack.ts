/** What no single field of a pack shows: names of parts that are not there, the same name twice, a circle of promotions, a floor above its ceiling. */
import { type IsoTerm, daysOf } from "../calendar/term.ts";
import type { Text } from "../kernel/language.ts";
import type { Pack } from "./pack.ts";
import type { Promotion } from "./retention-class.ts";
import { type Term, endsAfter } from "./term.ts";

/** A fault of a pack: where, as "classes.3.floor", and what. */
export interface PackProblem {
  readonly path: string;
  readonly text: Text;
}

/** Of a pack that keeps its schema; empty: it is sound. */
export const checkPack = (pack: Pack): PackProblem[] => [
  ...repeated(pack),
  ...dangling(pack),
  ...pack.classes.flatMap((each, at) => termProblems(each, `classes.${at}`)),
  ...circles(pack.promotions),
  ...gradeProblems(pack),
  ...(pack.disposal.graceDays.default > pack.disposal.graceDays.most
    ? [
        problem(
          "disposal.graceDays.default",
          "默认宽限期长于最长宽限期",
          "longer than the longest grace",
        ),
      ]
    : []),
];

const problem = (path: string, zh: string, en: string): PackProblem => ({
  path,
  text: { "zh-CN": zh, en },
});

function repeated(pack: Pack): PackProblem[] {
  const named: [string, readonly string[]][] = [
    ...(
      [
        ...["sources", "stages", "elements", "shots", "activities", "classes"],
        ...["secrecy", "deadlines", "reports", "records"],
      ] as const
    ).map((part): [string, string[]] => [part, pack[part as "classes"].map(({ code }) => code)]),
    ["ratios", pack.ratios.map(({ of }) => of)],
    ["extensions", pack.extensions.map(({ by }) => by)],
    ["legalReview.grounds", pack.legalReview?.grounds.map(({ code }) => code) ?? []],
    ["legalReview.points", pack.legalReview?.points ?? []],
    ...repeatedInSheets(pack),
    ...pack.secrecy.map(({ levels }, at): [string, string[]] => [
      `secrecy.${at}.levels`,
      levels.map(({ code }) => code),
    ]),
    ...pack.activities.flatMap((each, at): [string, string[]][] => [
      [`activities.${at}.requiredShots`, each.requiredShots],
      [`activities.${at}.requiredElements`, each.requiredElements],
    ]),
  ];
  return named.flatMap(([part, codes]) =>
    codes.flatMap((code, at) =>
      codes.indexOf(code) === at
        ? []
        : [problem(`${part}.${at}`, `“${code}”出现了两次`, `"${code}" stands twice`)],
    ),
  );
}

function repeatedInSheets({ spotChecks }: Pack): [string, readonly string[]][] {
  const sheets = spotChecks?.sheets ?? [];
  return [
    ["spotChecks.sheets", sheets.map(({ code }) => code)],
    ...sheets.flatMap(({ criteria, grades, subjects }, at): [string, readonly string[]][] => [
      [`spotChecks.sheets.${at}.criteria`, criteria.map(({ code }) => code)],
      [`spotChecks.sheets.${at}.grades`, grades.map(({ code }) => code)],
      [`spotChecks.sheets.${at}.subjects`, subjects],
    ]),
  ];
}

function gradeProblems({ spotChecks }: Pack): PackProblem[] {
  return (spotChecks?.sheets ?? []).flatMap(({ grades, fatalGrade }, at) => {
    const here = `spotChecks.sheets.${at}`;
    const isFalling = grades.every(
      ({ least }, n) => n === 0 || least < (grades[n - 1]?.least ?? 0),
    );
    return [
      ...(isFalling && grades.at(-1)?.least === 0
        ? []
        : [
            problem(
              `${here}.grades`,
              "等次须由高到低，最后一等从 0 分起",
              "highest first, and the last one from 0 on",
            ),
          ]),
      ...(grades.some(({ code }) => code === fatalGrade)
        ? []
        : [
            problem(
              `${here}.fatalGrade`,
              `“grades”中没有“${fatalGrade}”`,
              `"grades" holds no "${fatalGrade}"`,
            ),
          ]),
    ];
  });
}

/** Each name of another part of the pack, with where it stands. */
function references(
  pack: Pack,
): [string, "classes" | "stages" | "elements" | "shots" | "sources", string][] {
  const found: ReturnType<typeof references> = [];
  pack.activities.forEach((each, at) => {
    const here = `activities.${at}`;
    found.push([`${here}.stage`, "stages", each.stage]);
    each.requiredElements.forEach((code, n) =>
      found.push([`${here}.requiredElements.${n}`, "elements", code]),
    );
    each.requiredShots.forEach((code, n) =>
      found.push([`${here}.requiredShots.${n}`, "shots", code]),
    );
    if (each.retention !== null) found.push([`${here}.retention`, "classes", each.retention]);
  });
  for (const [kind, code] of Object.entries(pack.defaults.bySource)) {
    found.push([`defaults.bySource.${kind}`, "classes", code]);
  }
  found.push(["defaults.otherwise", "classes", pack.defaults.otherwise]);
  pack.promotions.forEach((rule, at) => {
    rule.from.forEach((code, n) => found.push([`promotions.${at}.from.${n}`, "classes", code]));
    found.push([`promotions.${at}.class`, "classes", rule.class]);
  });
  cited(pack, "", found);
  return found;
}

function cited(value: unknown, path: string, found: ReturnType<typeof references>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (name === "cite" && Array.isArray(part)) {
      (part as { source: string }[]).forEach(({ source }, at) =>
        found.push([`${here}.${at}.source`, "sources", source]),
      );
    } else cited(part, here, found);
  }
}

function dangling(pack: Pack): PackProblem[] {
  const codes = {
    classes: new Set(pack.classes.map(({ code }) => code)),
    stages: new Set(pack.stages.map(({ code }) => code)),
    elements: new Set(pack.elements.map(({ code }) => code)),
    shots: new Set(pack.shots.map(({ code }) => code)),
    sources: new Set(pack.sources.map(({ code }) => code)),
  };
  return references(pack)
    .filter(([, part, code]) => !codes[part].has(code))
    .map(([path, part, code]) =>
      problem(path, `“${part}”中没有“${code}”`, `"${part}" holds no "${code}"`),
    );
}

function termProblems(
  { floor, ceiling, basis }: Pack["classes"][number],
  path: string,
): PackProblem[] {
  const found: PackProblem[] = [];
  if (ceiling !== null && endsAfter(floor, ceiling)) {
    found.push(problem(path, "下限可能晚于上限", "its floor may end after its ceiling"));
  }
  if (basis === "working" && [floor, ceiling].some((term) => term !== null && hasMonths(term))) {
    found.push(
      problem(
        `${path}.basis`,
        "工作日只能以日计（如 P7D）",
        "working days are counted in days alone, as P7D",
      ),
    );
  }
  return found;
}

const hasMonths = (term: Term): boolean =>
  term.kind === "duration"
    ? daysOf(term.iso as IsoTerm) === null
    : term.kind === "follow-case-file";

/** Promotions go one way: a recording that could come back to a class would have no last one. */
function circles(promotions: readonly Promotion[]): PackProblem[] {
  const next = new Map<string, string[]>();
  for (const { from, class: to } of promotions) {
    for (const code of from) next.set(code, [...(next.get(code) ?? []), to]);
  }
  const comesBack = (start: string): boolean => {
    const seen = new Set<string>();
    const open = [...(next.get(start) ?? [])];
    for (let code = open.pop(); code !== undefined; code = open.pop()) {
      if (code === start) return true;
      if (seen.has(code)) continue;
      seen.add(code);
      open.push(...(next.get(code) ?? []));
    }
    return false;
  };
  return promotions.flatMap(({ class: to }, at) =>
    comesBack(to)
      ? [
          problem(
            `promotions.${at}`,
            `升级规则成环：从“${to}”又会回到它自己`,
            `promotions go in a circle: from "${to}" back to itself`,
          ),
        ]
      : [],
  );
}
