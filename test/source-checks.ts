/** What is checked without running the product: types, lint rules, format and the page's build, as commands. */

/** A tool is a script of node_modules and its arguments. */
export interface Check {
  readonly name: string;
  readonly tools: readonly (readonly [script: string, ...args: string[]])[];
}

const CACHE = "node_modules/.cache/holdfast";

const TYPES: Check = {
  name: "types",
  tools: [
    "tsconfig.json",
    "services/web/tsconfig.json",
    "services/verifier/page/tsconfig.json",
  ].map((project) => ["typescript-native/bin/tsc", "--noEmit", "--project", project] as const),
};

/** Compiles anew only what changed since the last time, by the digests that the compiler keeps. */
const CHANGED_TYPES: Check = {
  name: "types",
  tools: TYPES.tools.map(
    ([script, ...args], at) =>
      [
        script,
        ...args,
        "--incremental",
        "--tsBuildInfoFile",
        `${CACHE}/${at}.tsbuildinfo`,
      ] as const,
  ),
};

/** Rules that need types are off without `--type-aware`; an excuse that excuses nothing is refused. */
export const LINT = [
  "oxlint/bin/oxlint",
  "--type-aware",
  "--report-unused-disable-directives-severity=error",
] as const;

const FORMAT: Check = { name: "format", tools: [["oxfmt/bin/oxfmt", "--check", "."]] };

/** The pages are built, and with them everything that they import. */
const PAGE: Check = {
  name: "page",
  tools: ["services/web", "services/verifier/page"].map(
    (root) => ["vite/bin/vite.js", "build", root, "--logLevel", "error"] as const,
  ),
};

export const CHECKS: readonly Check[] = [
  TYPES,
  { name: "lint", tools: [[...LINT, "."]] },
  FORMAT,
  PAGE,
];

/** What a change is tried with many times an hour. */
export const QUICK_CHECKS: readonly Check[] = [
  CHANGED_TYPES,
  { name: "quick lint", tools: [["oxlint/bin/oxlint", "."]] },
  FORMAT,
];
