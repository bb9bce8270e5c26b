/** The verbs of proof of live recordings: what proves one is taken away, and checked without the service. */
import { createReadStream } from "node:fs";
import { mkdir, readFile, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { sha256OfStream } from "../kernel/digest.ts";
import { type LiveFiles, type LiveReport, type PaperFiles, checkLive } from "../live/check-live.ts";
import { parseListText } from "../live/live-papers.ts";
import { ProvenText } from "../review/case-file-schema.ts";
import { LiveHeadsBody, LiveListsBody, LiveSessionBody } from "../review/live-schema.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { LivePinned, LiveProofVerbs } from "./live-proof-commands.ts";
import { signedFiles } from "./signed-files.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { LIVE_PROOF, LIVE_SAID } from "./texts/live-proof.ts";
import type { Attempts, VerbDeps } from "./verb-deps.ts";
import { writeNew, writeNewFrom } from "./write-new.ts";

export const liveProofVerbs = (
  { signatures }: Pick<VerbDeps, "signatures">,
  { attempt, asAdministrator }: Attempts,
): LiveProofVerbs => ({
  liveExport: (session, { out, ...options }) =>
    asAdministrator(options, (api, term) => liveExport(api, term, session, out)),
  liveCheck: (folder, segments, options) =>
    attempt(options, async (term) =>
      liveCheck(await signatures(), term, folder, segments, options),
    ),
});

const LIST = "live-list.json";

/** Files beside one another, as openssl, any tlog software and a few lines of any language take them. */
export async function liveExport(
  api: ApiClient,
  term: Terminal,
  session: string,
  out: string,
): Promise<ExitCode> {
  const at = `/api/v1/recording-sessions/${encodeURIComponent(session)}/live`;
  const [{ channels, status }, { lists }] = [
    await api.get(at, LiveSessionBody),
    await api.get(`${at}/lists`, LiveListsBody),
  ];
  await mkdir(out, { recursive: true });
  const written: string[] = [];
  const write = async (name: string, paper: Parameters<typeof signedFiles>[1]): Promise<void> => {
    for (const [file, bytes] of signedFiles(name, paper)) {
      await writeNew(join(out, file), bytes);
      written.push(file);
    }
  };
  const [newest] = lists;
  const list = newest && (await api.get(`${at}/lists/${newest.number}`, ProvenText));
  if (list !== undefined) await write(LIST, list);
  const listed = list === undefined ? null : parseListText(list.text);
  for (const { id, name, links } of channels) {
    const { heads } = await api.get(`${at}/channels/${id}/heads`, LiveHeadsBody);
    const head = heads.find(({ ledger }) => ledger !== null);
    if (head !== undefined) await write(`head-${id}.json`, head);
    const until = listed?.channels.find(({ channel }) => channel === id)?.links ?? links;
    term.say(LIVE_PROOF.exporting, { name, links: until });
    const file = `links-${id}.jsonl`;
    await writeNewFrom(join(out, file), () =>
      api.stream(`${at}/channels/${id}/links?until=${until}`),
    );
    written.push(file);
  }
  const isWhole = status === "sealed" && list?.ledger != null;
  term.result({ files: written, sealed: isWhole });
  term.say(isWhole ? LIVE_PROOF.exported : LIVE_PROOF.exportedEarly, { folder: out });
  return isWhole ? EXIT.ok : EXIT.negative;
}

const EXITS = {
  PASSED: EXIT.ok,
  FAILED: EXIT.negative,
  INDETERMINATE: EXIT.attention,
} as const;

/** Offline. `segments`: files of segments, or of whole takes, as somebody has them. */
export async function liveCheck(
  signatures: SignatureVerifier,
  term: Terminal,
  folder: string,
  segments: readonly string[],
  { root, ledgerKey }: LivePinned,
): Promise<ExitCode> {
  const report = await checkLive(signatures, await filesIn(folder, segments), {
    rootCertificatePem: root === undefined ? null : await readFile(root, "utf8"),
    // A key may be given as a file or as it is.
    ledgerKeys:
      ledgerKey === undefined || /^\S+\+[0-9a-f]{8}\+\S+$/.test(ledgerKey)
        ? (ledgerKey ?? null)
        : await readFile(ledgerKey, "utf8"),
  });
  term.result(report);
  tell(term, report);
  return EXITS[report.verdict];
}

function tell(term: Terminal, { findings, verdict }: LiveReport): void {
  for (const { code, verdict: one, facts } of findings) {
    term.say(LIVE_PROOF.finding, {
      verdict: one,
      what: LIVE_SAID[code][term.language],
      ...told(facts),
    });
  }
  term.say(LIVE_PROOF[verdict]);
}

const told = (facts: Readonly<Record<string, string | number>>) => ({
  facts: Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(", "),
});

async function filesIn(folder: string, segments: readonly string[]): Promise<LiveFiles> {
  const names = await readdir(folder).catch(() => {
    throw new VerbFailure(EXIT.usage, LIVE_PROOF.noFolder, { folder });
  });
  const heads = names.filter((name) => /^head-[0-9a-f-]{36}\.json$/.test(name)).toSorted();
  const links = new Set(names.filter((name) => name.startsWith("links-")));
  return {
    list: names.includes(LIST) ? await paperAt(folder, LIST) : null,
    heads: await Promise.all(heads.map((name) => paperAt(folder, name))),
    links: (channel) => {
      const name = `links-${channel}.jsonl`;
      if (!links.has(name)) return null;
      return createInterface({ input: createReadStream(join(folder, name)), crlfDelay: Infinity });
    },
    segments: await Promise.all(segments.map(segmentAt)),
  };
}

async function paperAt(folder: string, name: string): Promise<PaperFiles> {
  const stem = name.replace(/[.]json$/, "");
  const [text, signature, salt, proof] = await Promise.all(
    [name, `${name}.p7s`, `${stem}.salt`, `${stem}.tlog-proof`].map((file) =>
      readFile(join(folder, file)).catch(() => null),
    ),
  );
  return {
    ...{ text: text?.toString("utf8") ?? "", signature: signature ?? null, salt: salt ?? null },
    proof: proof?.toString("utf8") ?? null,
  };
}

async function segmentAt(path: string) {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true)
    throw new VerbFailure(EXIT.usage, LIVE_PROOF.noFile, { file: path });
  const { sha256 } = await sha256OfStream(createReadStream(path));
  return { name: basename(path), sha256 };
}
