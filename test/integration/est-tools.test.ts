/** A device that knows openssl and no code of ours enrols, renews and sends; what it gets, openssl verifies. */
import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDeviceAuthority } from "../../infra/keys/certificate-authority.ts";
import { certsOnly } from "../../infra/keys/certs-only.ts";
import { VERIFY_SCRIPT, VERIFY_TEXT } from "../../services/packages/recipe.ts";
import { signatureYourself } from "../../services/review/check-yourself.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { MachineHouse } from "../fixtures/machine-house.ts";
import { signDetached } from "../unit/keys/authority.ts";

const run = promisify(execFile);
let house: MachineHouse;
beforeAll(async () => {
  house = await MachineHouse.open();
});
afterAll(() => house.close());

const at = (name: string): string => join(house.authority.folder, name);

/** Output of openssl; rejects unless it succeeds. */
async function openssl(line: string): Promise<string> {
  const { stdout, stderr } = await run("openssl", line.split(" "), {
    cwd: house.authority.folder,
  });
  return stdout + stderr;
}

/** A request to the machine port by curl, which proves the server by the root alone; answers "<status> <body>". */
async function curl(path: string, ...more: string[]): Promise<string> {
  const url = `https://127.0.0.1:${house.port}${path}`;
  const args = ["-sS", "--cacert", "root.pem", "-w", "\n%{http_code}", ...more, url];
  const { stdout } = await run("curl", args, { cwd: house.authority.folder });
  return stdout;
}

/** A key and a request in base64, by openssl. */
async function request(name: string, subject: string): Promise<void> {
  await openssl(`ecparam -name prime256v1 -genkey -noout -out ${name}.key`);
  await openssl(`req -new -key ${name}.key -subj ${subject} -outform DER -out ${name}.der`);
  await writeFile(at(`${name}.csr`), (await readFile(at(`${name}.der`))).toString("base64"));
}

/** Writes what EST answered as PEM, by openssl. */
async function keep(name: string, answer: string): Promise<void> {
  const [, body = "", status] = /^(.*)\n(\d{3})$/s.exec(answer) ?? [];
  expect(status, body).toBe("200");
  await writeFile(at(`${name}.p7`), Buffer.from(body, "base64"));
  await openssl(`pkcs7 -inform DER -in ${name}.p7 -print_certs -out ${name}.pem`);
}

const CSR = ["-H", "Content-Type: application/pkcs10", "--data-binary"];

describe("with openssl and curl alone", () => {
  it("a device takes the authorities, enrols, sends, renews, and sends with the new one", async () => {
    await keep("cacerts", await curl("/.well-known/est/cacerts"));
    const known = (await openssl("crl2pkcs7 -nocrl -certfile cacerts.pem -out all.p7")).length;
    expect(known).toBe(0);
    const listed = await openssl("pkcs7 -in all.p7 -print_certs -noout");
    expect(listed).toContain("device authority");
    expect(listed).toContain("evidence root");

    await request("device", `/CN=${house.first.id}`);
    const code = await house.code();
    const enrol = ["-u", `device:${code}`, ...CSR, "@device.csr"];
    await keep("device", await curl("/.well-known/est/simpleenroll", ...enrol));
    const verify = "verify -CAfile root.pem -untrusted cacerts.pem";
    expect(await openssl(`${verify} -purpose sslclient device.pem`)).toContain("device.pem: OK");
    for (const purpose of ["smimesign", "sslserver"]) {
      await expect(openssl(`${verify} -purpose ${purpose} device.pem`), purpose).rejects.toThrow();
    }

    await request("next", `/CN=${house.first.id}`);
    const shown = ["--cert", "device.pem", "--key", "device.key"];
    await keep(
      "next",
      await curl("/.well-known/est/simplereenroll", ...shown, ...CSR, "@next.csr"),
    );
    for (const name of ["device", "next"]) {
      const answer = await curl(
        "/uploads",
        ...["--cert", `${name}.pem`, "--key", `${name}.key`, "-X", "POST"],
        ...["-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Length: 5"],
      );
      expect(answer).toContain("201");
    }
    expect(await curl("/uploads", "-X", "POST", "-H", "Tus-Resumable: 1.0.0")).toContain("401");
  });

  it("a request with an RSA key of openssl's default form is refused in words", async () => {
    await openssl(
      "req -new -newkey rsa:2048 -nodes -keyout rsa.key -subj / -outform DER -out rsa.der",
    );
    await writeFile(at("rsa.csr"), (await readFile(at("rsa.der"))).toString("base64"));
    const code = await house.code();
    const enrol = ["-u", `device:${code}`, ...CSR, "@rsa.csr"];
    const answer = await curl("/.well-known/est/simpleenroll", ...enrol);
    expect(answer).toContain("access/bad-certificate-request");
    expect(answer).toContain("P-256");
    await rm(at("rsa.key"));
  });

  it("a container of ours is read as it was meant, and a manifest signed by a device is refused", async () => {
    const { certificate: above } = await readDeviceAuthority(house.authority.folder);
    await writeFile(at("one.p7"), certsOnly([above.raw]));
    expect(await openssl("pkcs7 -inform DER -in one.p7 -print_certs -noout")).toContain(
      "device authority",
    );
    const { key, certificate } = await house.enrolled();
    const { createPrivateKey } = await import("node:crypto");
    const bytes = Buffer.from("manifest");
    const credential = { privateKey: createPrivateKey(key), certificate, intermediates: [above] };
    await writeFile(at("forged"), bytes);
    await writeFile(at("forged.p7s"), signDetached(bytes, credential, new Date()));
    const cms = "cms -verify -binary -inform DER -in forged.p7s -content forged -CAfile root.pem";
    await expect(openssl(`${cms} -purpose smimesign -out checked`)).rejects.toThrow(/purpose/);
    // Why every command that people are given names a purpose: the chain alone leads to the agency's root.
    await openssl(`${cms} -purpose any -out checked`);
    const given = [VERIFY_SCRIPT, VERIFY_TEXT, signatureYourself("https://box", receivedItem())];
    for (const text of given) {
      expect(text).toContain("cms -verify");
      expect(text).toContain("-purpose smimesign");
      expect(text).not.toContain("-purpose any");
    }
  });
});
