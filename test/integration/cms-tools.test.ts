/** What we sign, people check with openssl and GnuTLS; both must accept it, and refuse what we refuse. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { type Authority, makeAuthority, signDetached } from "../unit/keys/authority.ts";
import { inReadmeOrder, ownAttributes, signedInOrder } from "../unit/keys/by-hand.ts";

const run = promisify(execFile);
/** Exit status of a tool; a tool that is not there fails the test by name. */
async function status(tool: string, ...args: string[]): Promise<number> {
  try {
    await run(tool, args, { cwd: authority.folder });
    return 0;
  } catch (error) {
    const { code } = error as { code?: number | string };
    if (typeof code === "number") return code;
    throw new Error(`${tool} cannot be run: install openssl, gnutls-bin and faketime`, {
      cause: error,
    });
  }
}

let authority: Authority;
const bytes = Buffer.from('{"名":"证据"}\n');
const now = new Date();
beforeAll(async () => {
  authority = await makeAuthority(now);
  await writeFile(join(authority.folder, "manifest.json"), bytes);
  await writeFile(join(authority.folder, "changed.json"), Buffer.from('{"名":"證据"}\n'));
  await writeFile(
    join(authority.folder, "manifest.json.p7s"),
    signDetached(bytes, authority.credential, now),
  );
});
afterAll(() => authority.remove());

const openssl = (content: string, ...more: string[]) => status("openssl", ...verify(content, more));
/** On a machine whose clock is three years on. */
const opensslLater = (content: string, ...more: string[]) =>
  status("faketime", "+3 years", "openssl", ...verify(content, more));
const verify = (content: string, more: readonly string[]) => [
  ..."cms -verify -binary -inform DER -purpose any -out /dev/null".split(" "),
  ...["-in", "manifest.json.p7s", "-content", content, "-CAfile", "root.pem", ...more],
];
const certtool = (content: string, signature = "manifest.json.p7s") =>
  status(
    "certtool",
    ..."--p7-verify --inder --load-ca-certificate root.pem".split(" "),
    ...["--infile", signature, "--load-data", content],
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
    const signedAt = String(Math.floor(now.getTime() / 1_000));
    expect(await opensslLater("manifest.json")).not.toBe(0);
    expect(await opensslLater("manifest.json", "-attime", signedAt)).toBe(0);
  });

  it("in the order of node-forge's README would be taken by openssl and refused by GnuTLS, so we refuse it", async () => {
    const { credential, folder, rootPem } = authority;
    const attributes = ownAttributes(bytes, credential, now);
    const outcomes = [];
    for (const order of [attributes, inReadmeOrder(attributes)]) {
      const signature = signedInOrder(order, credential);
      await writeFile(join(folder, "order.p7s"), signature);
      const verdict = await cmsVerifier.verify(bytes, signature, rootPem);
      outcomes.push([
        (await openssl("manifest.json", "-in", "order.p7s")) === 0,
        (await certtool("manifest.json", "order.p7s")) === 0,
        verdict.valid,
      ]);
    }
    expect(outcomes).toEqual([
      [true, true, true],
      [true, false, false],
    ]);
  });
});
