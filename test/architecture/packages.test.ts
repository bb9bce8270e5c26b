/** What comes from others: which packages, in which bytes, and that none of them runs by being installed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./source-files.ts";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
const own = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;

/** What these would do at an installation, and that nothing here needs it. */
const SCRIPTS: Readonly<Record<string, string>> = {
  "@scarf/scarf": "tells a company who installs it",
  exifreader: "builds itself anew where somebody configured that",
  koffi: "builds its library where none comes along for this machine",
  "msgpackr-extract": "builds a faster reader, without which msgpackr reads all the same",
};

test("every package is of the registry, in a version and bytes that the lock file names", () => {
  expect(packages.length).toBeGreaterThan(300);
  const strange = packages.filter(
    ([, { version = "", integrity = "", resolved, link }]) =>
      !/^\d+\.\d+\.\d+/.test(version) ||
      !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) ||
      link === true ||
      // npm asks the registry where nothing is said; an address is another place.
      resolved !== undefined,
  );
  expect(strange.map(([path]) => path)).toEqual([]);
});

test("every package that is asked for is asked for in one version", () => {
  const asked = Object.entries({ ...own["dependencies"], ...own["devDependencies"] });
  const exact = /^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+$/;
  expect(asked.filter(([, version]) => !exact.test(version))).toEqual([]);
});

test("no package runs a program when it is installed, and a new one that wants to is seen", () => {
  const wanting = packages.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = wanting.map(([path]) => path.split("node_modules/").at(-1));
  expect(names.sort()).toEqual(Object.keys(SCRIPTS).sort());
  expect(read(".npmrc").split("\n")).toContain("ignore-scripts=true");
  const commands = ["holdfast", "infra/docker/Dockerfile"].flatMap((path) =>
    read(path)
      .split("\n")
      .filter((line) => /\bnpm"? (ci|i|install)\b|npm_program" ci/.test(line)),
  );
  expect(commands.length).toBeGreaterThan(1);
  expect(commands.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
});
