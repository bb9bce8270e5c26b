/** The scanners of Debian: how each is pointed at a house, how what it found is read, and what of that is answered already. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A running house, as a scanner needs it. */
export interface Target {
  readonly url: string;
  /** "127.0.0.1:PORT" of the port for devices. */
  readonly machine: string;
  /** An administrator's. */
  readonly token: string;
  /** Where a scanner writes. */
  readonly folder: string;
  readonly seconds: number;
}

export interface Scan {
  readonly name: string;
  readonly program: string;
  readonly debian: string;
  readonly args: (target: Target) => readonly string[];
  /** A line each, from what it printed or wrote. */
  readonly findings: (printed: string, target: Target) => Promise<readonly string[]>;
}

/** Slow clients: the house must go on answering others. */
const slow = (kind: string, path: string, args: readonly string[]): Scan => ({
  name: `slowhttptest ${kind}`,
  ...{ program: "slowhttptest", debian: "slowhttptest" },
  args: ({ url }) => [
    ...["-c", "500", "-r", "200", "-l", "30", "-p", "10", "-i", "5"],
    kind,
    ...args,
    "-u",
    url + path,
  ],
  findings: async (printed) => {
    const answered = [...plain(printed).matchAll(/service available: +(\w+)/g)].map(([, is]) => is);
    if (answered.length === 0) return ["it said nothing of whether others were answered"];
    return answered.every((is) => is === "YES") ? [] : ["others were not answered meanwhile"];
  },
});

const injected = (path: string): Scan => ({
  name: `sqlmap ${path}`,
  ...{ program: "sqlmap", debian: "sqlmap" },
  args: ({ url, token, folder }) => [
    ...["-u", url + path, "-H", `Authorization: Bearer ${token}`, "--batch", "--flush-session"],
    ...[
      "--level",
      "2",
      "--risk",
      "2",
      "--ignore-code",
      "400",
      "--output-dir",
      join(folder, "sqlmap"),
    ],
  ],
  findings: async (printed) => {
    const text = plain(printed);
    const found = [...text.matchAll(/^Parameter: .*$|.*is vulnerable.*$/gm)].map(([line]) => line);
    const done = /do not appear to be injectable/.test(text);
    return found.length > 0 || done ? found : [`it came to no end: ${text.slice(-200)}`];
  },
});

interface WapitiReport {
  readonly vulnerabilities: Readonly<Record<string, readonly { info: string; path: string }[]>>;
  readonly anomalies: WapitiReport["vulnerabilities"];
}

/** Its modules that ask nobody outside. */
const MODULES = "csp,http_headers,cookieflags,methods,htaccess,crlf,sql,xss,exec,file,redirect";
const wapiti: Scan = {
  ...{ name: "wapiti", program: "wapiti", debian: "wapiti" },
  args: ({ url, token, folder, seconds }) => [
    ...["-u", `${url}/verify`, "-H", `Authorization: Bearer ${token}`, "-m", MODULES, "-d", "2"],
    ...STARTS.flatMap((path) => ["-s", url + path]),
    ...["--max-scan-time", String(seconds), "--max-attack-time", "20", "--flush-session"],
    ...[
      "-f",
      "json",
      "-o",
      join(folder, "wapiti.json"),
      "--no-bugreport",
      "--store-session",
      folder,
    ],
  ],
  findings: async (_printed, { folder }) => {
    const report = JSON.parse(await readFile(join(folder, "wapiti.json"), "utf8")) as WapitiReport;
    return [report.vulnerabilities, report.anomalies].flatMap((kinds) =>
      Object.entries(kinds).flatMap(([kind, found]) =>
        found.map(({ info, path }) => `${kind}: ${info} (${path})`),
      ),
    );
  },
};
const STARTS = [
  ...["/", "/docs/", "/openapi.json", "/metrics", "/api/v1/session", "/ledger/checkpoint"],
  ...["/api/v1/items?limit=5&stage=sealed", "/api/v1/cases?search=a&limit=5"],
  ...["/api/v1/search?q=clip&limit=5", "/api/v1/actions?limit=5", "/api/v1/users?limit=5"],
];

const tls: Scan = {
  ...{ name: "testssl.sh", program: "testssl", debian: "testssl.sh" },
  args: ({ machine, folder }) => [
    ...["--quiet", "--color", "0", "--warnings", "off", "--jsonfile", join(folder, "testssl.json")],
    machine,
  ],
  findings: async (_printed, { folder }) => {
    const all = JSON.parse(await readFile(join(folder, "testssl.json"), "utf8")) as {
      readonly id: string;
      readonly severity: string;
      readonly finding: string;
    }[];
    return all
      .filter(({ severity }) => !["OK", "INFO", "DEBUG"].includes(severity))
      .map(({ id, severity, finding }) => `${id}: ${severity}: ${finding}`);
  },
};

export const SCANS: readonly Scan[] = [
  slow("-H", "/healthz", []),
  slow("-B", "/api/v1/session", ["-t", "POST", "-s", "8192"]),
  slow("-X", "/openapi.json", ["-w", "10", "-y", "20", "-n", "5", "-z", "32"]),
  injected("/api/v1/search?q=clip&limit=5"),
  injected("/api/v1/cases?search=2026&limit=5"),
  injected("/api/v1/items?limit=5&stage=sealed"),
  injected("/verify?digest=abc"),
  wapiti,
  tls,
];

/** What is found each time and is no fault, by how its line begins; docs/security/scans.md says more. */
export const ANSWERED: readonly (readonly [begins: string, why: string])[] = [
  ["HTTP Secure Headers: X-XSS-Protection", "it is 0: the filters that it ruled did harm"],
  ["HTTP Secure Headers: Strict-Transport-Security", "sent where the address is https"],
  ["cert_chain_of_trust:", "the agency's own root, which devices pin"],
  ["cert_revocation:", "devices pin the root; a restart makes another certificate"],
  ["DNS_CAArecord:", "an address, and no name of a public authority"],
  ["engine_problem:", "of the scanner's own openssl"],
];

export const answerTo = (finding: string): string | null =>
  ANSWERED.find(([begins]) => finding.startsWith(begins))?.[1] ?? null;

/** Without what moves a cursor. */
// oxlint-disable-next-line no-control-regex -- that is what is taken out
const plain = (printed: string): string => printed.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, "");
