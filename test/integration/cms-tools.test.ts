/** What we sign, people check with openssl and GnuTLS; both must accept it, and refuse what we refuse. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Authority, makeAuthority, signDetached } from "../unit/keys/authority.ts";

const run = promisify(execFile);
/** Exit status of a tool; a tool that is not there fails the test by name. */
async function status(tool: string, ...args: string[]): Promise<number> {
  try {
    await run(tool, args, { cwd: authority.folder });
    return 0;
  } catch (error) {
    const { code } = error as { code?: number | string };
    if (typeof code === "number") return code;
    throw new Error(`${tool} cannot be run: install openssl and gnutls-bin`, { cause: error });
  }
}

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority(new Date());
  const bytes = Buffer.from('{"名":"证据"}\n');
  await writeFile(join(authority.folder, "manifest.json"), bytes);
  await writeFile(join(authority.folder, "changed.json"), Buffer.from('{"名":"證据"}\n'));
  await writeFile(
    join(authority.folder, "manifest.json.p7s"),
    signDetached(bytes, authority.credential, new Date()),
  );
});
afterAll(() => authority.remove());

const openssl = (content: string, ...more: string[]) =>
  status(
    "openssl",
    ..."cms -verify -binary -inform DER -purpose any -out /dev/null".split(" "),
    ...["-in", "manifest.json.p7s", "-content", content, "-CAfile", "root.pem", ...more],
  );
const certtool = (content: string) =>
  status(
    "certtool",
    ..."--p7-verify --inder --infile manifest.json.p7s --load-ca-certificate root.pem".split(" "),
    ...["--load-data", content],
  );

describe("a signature of ours", () => {
  it("is accepted by openssl, whatever the purpose, and by GnuTLS", async () => {
    expect(await openssl("manifest.json")).toBe(0);
    expect(await openssl("manifest.json", "-purpose", "smimesign")).toBe(0);
    expect(await openssl("manifest.json", "-cades")).toBe(0);
    expect(await certtool("manifest.json")).toBe(0);
  });

  it("is refused by both over other bytes", async () => {
    expect(await openssl("changed.json")).not.toBe(0);
    expect(await certtool("changed.json")).not.toBe(0);
  });

  it("is accepted by openssl after the certificate is over, at the time of signing only", async () => {
    const years = 3 * 365 * 24 * 3_600;
    const now = Math.floor(Date.now() / 1_000);
    expect(await openssl("manifest.json", "-attime", String(now + years))).not.toBe(0);
    expect(await openssl("manifest.json", "-attime", String(now))).toBe(0);
  });
});
