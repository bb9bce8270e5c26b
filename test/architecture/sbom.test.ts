/** The bill of materials names everything that runs here, under licences that this house may use. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Bill, type Component, billOfMaterials } from "../../infra/host/sbom/bill.ts";
import { DEBIAN_PACKAGES } from "../../infra/host/debian-packages.ts";
import { ROOT } from "./source-files.ts";

/** What may be linked to by a program under Apache-2.0 that is given away. */
const LINKED = [
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"],
  ...["ISC", "MIT", "MPL-2.0", "OFL-1.1", "Python-2.0", "Unlicense"],
];
let bill: Bill;
beforeAll(async () => {
  bill = await billOfMaterials(ROOT, process.execPath);
});

/** Of "A OR B" one is enough, of "A AND B" both are needed. */
function isAllowed({ licenses = [] }: Component): boolean {
  const allowed = licenses.map((each) => {
    const text = "license" in each ? each.license.id : each.expression.replaceAll(/[()]/g, "");
    return text
      .split(" OR ")
      .some((choice) => choice.split(" AND ").every((id) => LINKED.includes(id)));
  });
  return allowed.length > 0 && !allowed.includes(false);
}

describe("the bill of materials", () => {
  test("is CycloneDX of this product, each component once", () => {
    expect(Bill.safeParse(bill).success).toBe(true);
    expect(bill.metadata.component).toMatchObject({ name: "holdfast", version: "0.1.0" });
    const refs = bill.components.map((each) => each["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.components.filter(({ purl }) => !/^pkg:(npm|deb|generic)\//.test(purl))).toEqual(
      [],
    );
  });

  test("has every locked package, Node and the packages of Debian, each with a licence that is allowed", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version: string }>;
    };
    const locked = Object.entries(lock.packages)
      .filter(([path]) => path !== "")
      .map(([path, { version }]) => `${path.split("node_modules/").at(-1)}@${version}`);
    const npm = bill.components.filter(({ purl }) => purl.startsWith("pkg:npm/"));
    const named = npm.map(({ name, version }) => `${name}@${version}`);
    expect([...new Set(named)].sort()).toEqual([...new Set(locked)].sort());
    expect(npm.filter((each) => !isAllowed(each)).map(({ purl }) => purl)).toEqual([]);

    const others = bill.components.filter(({ purl }) => !purl.startsWith("pkg:npm/"));
    const needed = DEBIAN_PACKAGES.filter(({ neededTo }) => neededTo === "run");
    expect(others.map(({ name }) => name).sort()).toEqual(
      ["node", "openssl", ...needed.map(({ name }) => name)].sort(),
    );
    expect(others.filter(({ licenses = [] }) => licenses.length !== 1)).toEqual([]);
    const node = others.find(({ name }) => name === "node");
    expect(node?.version).toBe(process.versions.node);
  });

  test("tells a licence that is not allowed", () => {
    const of = (expression: string): Component => ({
      ...{ type: "library", name: "x", purl: "pkg:npm/x@1.0.0", licenses: [{ expression }] },
    });
    expect(isAllowed(of("GPL-3.0-only"))).toBe(false);
    expect(isAllowed(of("MIT AND GPL-3.0-only"))).toBe(false);
    expect(isAllowed(of("MIT OR GPL-3.0-only"))).toBe(true);
    expect(isAllowed({ type: "library", name: "x", purl: "pkg:npm/x@1.0.0" })).toBe(false);
  });
});
