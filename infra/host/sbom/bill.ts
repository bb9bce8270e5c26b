/** The bill of materials (CycloneDX): what npm lists by the lock file, with Node and the programs of Debian beside it. */
import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { DEBIAN_PACKAGES } from "../debian-packages.ts";

const run = promisify(execFile);

const Component = z.looseObject({
  type: z.string(),
  name: z.string(),
  version: z.string().optional(),
  purl: z.string(),
  licenses: z
    .array(
      z.union([
        z.object({ license: z.object({ id: z.string() }) }),
        z.object({ expression: z.string() }),
      ]),
    )
    .optional(),
});
export type Component = z.infer<typeof Component>;
export const Bill = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.string(),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(Component),
});
export type Bill = z.infer<typeof Bill>;

/** Packages that do not say theirs where npm looks: it stands in a file of theirs. */
const UNSAID: Readonly<Record<string, string>> = {
  "pkg:npm/async@0.2.10": "MIT",
  "pkg:npm/combine-errors@3.0.3": "MIT",
  "pkg:npm/png-js@2.0.0": "MIT",
};

/** Of programs that are run and not linked to; of what Debian builds of them. */
const OF_DEBIAN: Readonly<Record<string, string>> = {
  bubblewrap: "LGPL-2.0-or-later",
  "ca-certificates": "MPL-2.0",
  e2fsprogs: "GPL-2.0-only",
  ffmpeg: "GPL-3.0-or-later",
  "libheif-examples": "GPL-3.0-or-later",
  openssl: "Apache-2.0",
  postgresql: "PostgreSQL",
  "redis-server": "BSD-3-Clause",
};

export async function billOfMaterials(root: string, execPath: string): Promise<Bill> {
  const [program, ...args] = await npmBeside(execPath);
  const asked = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const { stdout } = await run(program, [...args, ...asked], { cwd: root, maxBuffer: 64 << 20 });
  const bill = Bill.parse(JSON.parse(stdout));
  bill.metadata.component.name = "holdfast"; // npm takes the folder's
  const packages = bill.components.map((component) => {
    const id = component.licenses === undefined ? UNSAID[component.purl] : undefined;
    return id === undefined ? component : { ...component, licenses: licence(id) };
  });
  const debian = await Promise.all(
    DEBIAN_PACKAGES.filter(({ neededTo }) => neededTo === "run").map(({ name }) => ofDebian(name)),
  );
  return { ...bill, components: [...packages, ...ofNode(), ...debian] };
}

const licence = (id: string) => [{ license: { id } }];

/** Node, and what it was built with that recordings and keys pass through. */
function ofNode(): Component[] {
  const { node, openssl } = process.versions;
  const shared = { "bom-ref": "node", type: "platform", scope: "required" };
  return [
    {
      ...shared,
      name: "node",
      version: node,
      purl: `pkg:generic/node@${node}`,
      licenses: licence("MIT"),
    },
    {
      ...{ ...shared, "bom-ref": "node-openssl", type: "library", name: "openssl" },
      ...{ version: openssl, purl: `pkg:generic/openssl@${openssl}` },
      licenses: licence("Apache-2.0"),
    },
  ];
}

/** Its version is that of this machine; without one where it is not installed. */
async function ofDebian(name: string): Promise<Component> {
  const version = await run("dpkg-query", ["-W", "-f", "${Version}", name]).then(
    ({ stdout }) => stdout,
    () => "",
  );
  const id = OF_DEBIAN[name];
  return {
    ...{ "bom-ref": `debian-${name}`, type: "application", scope: "required", name },
    ...(version === "" ? {} : { version }),
    purl: `pkg:deb/debian/${name}${version === "" ? "" : `@${encodeURIComponent(version)}`}`,
    ...(id === undefined ? {} : { licenses: licence(id) }),
  };
}

/** The npm that came with this Node, be it Debian's, its maker's, or the one that the launcher fetched. */
async function npmBeside(execPath: string): Promise<[string, ...string[]]> {
  const folder = dirname(execPath);
  for (const path of ["../lib/node_modules/npm", "../../npm", "../share/nodejs/npm"]) {
    const script = join(folder, path, "bin/npm-cli.js");
    if (await isThere(script)) return [execPath, script];
  }
  return ["npm"];
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
