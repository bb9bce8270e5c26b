/** The handbooks are one book in two languages, and every `holdfast …` that docs and README name is a line the command takes. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { EXIT } from "../../services/command/exit-code.ts";
import { type Verbs, runCommandLine } from "../../services/command/command-line.ts";
import { CHECKS } from "../../services/command/texts/doctor.ts";
import { commandTexts, sayTheSame } from "../fixtures/command-texts.ts";
import { handbook, sectionsOf, unrunBlocks } from "../fixtures/handbook.ts";
import { ROOT } from "./source-files.ts";

/** Each with how many of its blocks no test can run: the sentence before says why. */
const BOOKS = { operator: 4, incidents: 3, expert: 0 } as const;
const names = Object.keys(BOOKS) as (keyof typeof BOOKS)[];

test.each(names)("both editions of %s have the same commands in the same order", async (name) => {
  const [english, chinese] = [await handbook(`${name}.md`), await handbook(`${name}.zh-CN.md`)];
  const commandsOf = (page: string) =>
    sectionsOf(page).map(({ id, steps }) => ({
      ...{ id, steps: steps.map(({ commands, exitCode }) => ({ commands, exitCode })) },
    }));
  expect(commandsOf(chinese)).toEqual(commandsOf(english));
  expect(unrunBlocks(chinese)).toEqual(unrunBlocks(english));
  expect(unrunBlocks(english)).toHaveLength(BOOKS[name]);
});

test("of the integrator's handbook one block is not run: it sets the variables", async () => {
  expect(unrunBlocks(await handbook("integrator.md"))).toHaveLength(1);
});

test.each(names)(
  "what %s says is printed is one text of the command in both languages",
  async (name) => {
    const texts = await commandTexts();
    const [english, chinese] = [await handbook(`${name}.md`), await handbook(`${name}.zh-CN.md`)];
    const linesOf = (page: string) =>
      sectionsOf(page).flatMap(({ steps }) => steps.map(({ prints }) => prints));
    const other = linesOf(chinese);
    for (const [at, prints] of linesOf(english).entries()) {
      expect(other[at]).toHaveLength(prints.length);
      for (const [index, en] of prints.entries()) {
        const zh = other[at]?.[index] ?? "";
        expect(sayTheSame(texts, { en, zh }), `${en}\n${zh}`).toBe(true);
      }
    }
  },
);

const rowsOf = (page: string, id: string): readonly string[] =>
  (sectionsOf(page).find((section) => section.id === id)?.text ?? "")
    .split("\n")
    .filter((line) => /^\| [^-]/.test(line))
    .slice(1)
    .map((line) => line.split("|")[1]?.trim() ?? "");

const Rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string() })) })),
});

test.each(["operator.md", "operator.zh-CN.md"])("%s tells of every alert", async (name) => {
  const { groups } = Rules.parse(
    parse(readFileSync(join(ROOT, "infra/observability/alerts.yml"), "utf8")),
  );
  const told = rowsOf(await handbook(name), "watching").map((cell) => cell.split("`")[1]);
  const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
  expect(told.toSorted()).toEqual(alerts.toSorted());
});

test.each([
  ["incidents.md", "en"],
  ["incidents.zh-CN.md", "zh-CN"],
] as const)("%s leads on from every check of doctor", async (name, language) => {
  const told = rowsOf(await handbook(name), "findings");
  expect(told.toSorted()).toEqual(
    Object.values(CHECKS)
      .map((text) => text[language])
      .toSorted(),
  );
});

const pages = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));

test.each(pages)("links of %s lead to pages and headings that are there", (name) => {
  const text = readFileSync(join(ROOT, "docs", name), "utf8");
  for (const [, target = "", place] of text.matchAll(/\]\(([^)#:]*)(?:#([\w-]+))?\)/g)) {
    const page = readFileSync(join(ROOT, "docs", target === "" ? name : target), "utf8");
    if (place !== undefined) expect(page, `${target}#${place}`).toContain(`<a id="${place}"></a>`);
  }
});

/** Every handler only says that it was reached. */
const verbs = new Proxy({} as Verbs, { get: () => () => Promise.resolve(EXIT.negative) });

/** A verb that a sentence names, without all that it takes; blocks of commands are run elsewhere. */
const IN_SHORT = /^error: (?:missing required argument|required option)/;

/** Words of a line as a shell has them, as far as docs need it: places to fill in are words like others. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replaceAll(/["'[\]]/g, ""),
  );

const inCode = (text: string): readonly string[] => [
  ...[...text.matchAll(/^```(?:sh|console)(?: run)?\n([^]*?)^```$/gm)].flatMap(([, body = ""]) =>
    body.replaceAll("\\\n", " ").split("\n"),
  ),
  ...[...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = ""]) => code),
];

/** What a shell puts in the place of `$(…)` is one word; the lines in it are lines of their own. */
const withoutInner = (line: string): readonly string[] => [
  line.replaceAll(/\$\([^()]*\)/g, "word"),
  ...[...line.matchAll(/\$\(([^()]*)\)/g)].map(([, inner = ""]) => inner),
];

/** Commands within lines: behind the program's name, up to a pipe, a bracket, a redirection or a remark. */
const commandsIn = (text: string): readonly string[] =>
  inCode(text)
    .flatMap(withoutInner)
    .flatMap((line) =>
      [...line.matchAll(/(?:^|[\s;(])(?:\.\/)?holdfast ([a-z][^|;&>#)]*)/g)].map(([, rest = ""]) =>
        rest.trim(),
      ),
    );

test.each([...pages.map((name) => `docs/${name}`), "README.md"])(
  "every holdfast command in %s is one that the command line takes",
  async (name) => {
    const wrong: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    let said = "";
    process.stderr.write = (text) => {
      said += String(text);
      return true;
    };
    try {
      for (const command of commandsIn(readFileSync(join(ROOT, name), "utf8"))) {
        said = "";
        const code = await runCommandLine(verbs, "en", wordsOf(command));
        if (code === EXIT.usage && !IN_SHORT.test(said)) wrong.push(`${command}: ${said}`);
      }
    } finally {
      process.stderr.write = write;
    }
    expect(wrong).toEqual([]);
  },
);
