/** `keys ceremony` as two people call it, and openssl, without us, on what it leaves: README's own command. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");
const README = readFileSync(join(root, "README.md"), "utf8");
const opening = /^ {4}(half\(\) .+)\n {4}(\{ half one.+)$/m.exec(README)?.slice(1).join("\n") ?? "";

it("makes keys that openssl opens and verifies with both passphrases, and prints the sheet", async () => {
  const folder = await mkdtemp(join(tmpdir(), "key-ceremony-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const made = join(folder, "made");
  const files = [join(folder, "one"), join(folder, "other")];
  const [one, other] = ["correct horse battery", "staple $river 'mountain\\"];
  await writeFile(files[0] ?? "", `${one}\n`);
  await writeFile(files[1] ?? "", other);
  const words = ["--title", "海口", "--place", "Room 3", "--person", "Li", "--person", "Wang"];
  const of = (agency: string, ...more: string[]) =>
    run(process.execPath, [
      ...[join(root, "services/command/main.ts"), "keys", "ceremony", made],
      ...[...words, "--agency", agency, ...more],
    ]);
  const ceremony = (...more: string[]) => of("haikou", ...more);
  await expect(ceremony()).rejects.toMatchObject({ code: 2 });
  expect(await readdir(folder)).toHaveLength(2);
  const given = files.flatMap((file) => ["--passphrase-file", file]);
  // No house could start under such a name.
  await expect(of("海口", ...given)).rejects.toMatchObject({ code: 2 });
  expect(await readdir(folder)).toHaveLength(2);
  const { stdout } = await ceremony(...given, "--json");
  const keys = (JSON.parse(stdout) as { keys: { name: string; spkiSha256: string }[] }).keys;
  expect(stdout).not.toContain(one);
  await expect(ceremony(...given)).rejects.toMatchObject({ code: 4 });

  const sh = (script: string, input = "") => {
    const shell = run("sh", ["-euc", script], { cwd: made });
    shell.child.stdin?.end(input);
    return shell;
  };
  // No terminal here, so there is no echo to switch off.
  const open = (lines: string) => sh(`stty() { :; }\n${opening}`, lines);
  await open(`${other}\n${one}\n`);
  const spki = "openssl pkey -in root-key.pem -pubout -outform DER | sha256sum | cut -c1-64";
  const ofRoot = keys.find(({ name }) => name === "root")?.spkiSha256;
  expect((await sh(spki)).stdout.trim()).toBe(ofRoot);
  await expect(open(`${one}\n${one}\n`)).rejects.toThrow();
  await sh("openssl verify -CAfile keys/root.pem -untrusted keys/issuing.pem keys/signer.pem");
  await sh("openssl verify -CAfile keys/root.pem keys/device-ca.pem");
  expect((await readFile(join(made, "sheet.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
  const grouped = (ofRoot?.match(/.{4}/g) ?? []).join(" ");
  expect(await readFile(join(made, "sheet.txt"), "utf8")).toContain(grouped);
}, 60_000);
