/** What the ledger holds: short texts that name by its digest what was signed, and what that is about. */
import { type UtcInstant, parseInstant } from "../kernel/clock.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { isOrigin } from "./checkpoint.ts";
import {
  type BatchId,
  type ClockCheckId,
  type DeviceId,
  type DisposalId,
  type ItemId,
  type PackageId,
  parseId,
} from "../kernel/ids.ts";
import { KEY_ROLES, KEY_SUITES, REVOCATION_REASONS, oneOf } from "./key-words.ts";

/** Longest leaf text; a row of the ledger's unique index holds no more. */
export const LEAF_MAX_BYTES = 2_000;

/** One line of a leaf: its words, and what follows them as a property. */
interface Line<Name extends string, Value extends string> {
  readonly words: string;
  readonly name: Name;
  readonly parse: (text: string) => Value | null;
}
const line = <Name extends string, Value extends string>(
  words: string,
  name: Name,
  parse: (text: string) => Value | null,
): Line<Name, Value> => ({ words, name, parse });

const item = line("item", "itemId", parseId<ItemId>);
const manifest = line("manifest sha256", "manifestSha256", parseSha256);
const hour = (text: string): string | null =>
  /^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/.test(text) ? parseInstant(text) : null;
const count = (text: string): string | null => (/^(0|[1-9]\d{0,15})$/.test(text) ? text : null);
const day = (text: string): string | null => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : null);
const word = (text: string): string | null => (/^[a-z][a-z0-9-]{0,31}$/.test(text) ? text : null);

const number = (text: string): string | null => (/^[1-9]\d{0,8}$/.test(text) ? text : null);
const act = (text: string): "prepared" | "downloaded" | null =>
  text === "prepared" || text === "downloaded" ? text : null;
/** SHA-256 of 32 random bytes and the exact text of the event. */
const commitment = line("commitment sha256", "commitmentSha256", parseSha256);
/** Records of the hours before, by the root over their digests (RFC 6962 §2.1). */
const batched = [
  line("until", "until", hour),
  line("records", "records", number),
  line("root sha256", "rootSha256", parseSha256),
] as const;

const device = line("device", "deviceId", parseId<DeviceId>);
const instant = (text: string): UtcInstant | null => {
  const parsed = parseInstant(text);
  return parsed === text ? parsed : null;
};
const at = line("at", "at", instant);
const milliseconds = (text: string): string | null =>
  /^-?[1-9]\d{0,15}$/.test(text) ? text : null;

const role = line("role", "role", oneOf(KEY_ROLES));
/** SHA-256 of a key's SubjectPublicKeyInfo (RFC 5280 4.1), by which a key is called. */
const spki = line("spki sha256", "spkiSha256", parseSha256);

/** The kinds of leaves and their lines, in order. A kind is never changed; a new form gets a new version. */
const LEAVES = {
  /** The manifest of an original. */
  clip: { version: 1, lines: [item, manifest] },
  /** The manifest of a file made from it; `kind` of the derivative, e.g. "viewing". */
  derive: { version: 1, lines: [item, line("kind", "kind", word), manifest] },
  /** A dock's statement. */
  batch: {
    version: 1,
    lines: [
      line("batch", "batchId", parseId<BatchId>),
      line("statement sha256", "statementSha256", parseSha256),
    ],
  },
  /** What is said of signatures inside an original. */
  source: { version: 1, lines: [item, line("verdict sha256", "verdictSha256", parseSha256)] },
  /** Until when an item is kept at least, by which decision. */
  "retention-set": {
    version: 1,
    lines: [
      item,
      line("decision sha256", "decisionSha256", parseSha256),
      line("until", "until", (text) => (text === "permanent" ? text : day(text))),
    ],
  },
  /** That an item was put to a case, or taken from it: told to nobody who does not hold the event and its salt. */
  "case-link": { version: 1, lines: [commitment] },
  "case-unlink": { version: 1, lines: [commitment] },
  /** The same that a hold came to lie on an item, and that it was released. */
  hold: { version: 1, lines: [commitment] },
  release: { version: 1, lines: [commitment] },
  /** That a case file was sealed: told to nobody who does not hold its text and salt. */
  "case-file": { version: 1, lines: [commitment] },
  /** That a case was submitted to legal review, and that an opinion was given: told alike. */
  "legal-review": { version: 1, lines: [commitment] },
  /** That the population of a spot check was fixed, a sheet of it closed, or answered: told alike. */
  "spot-check": { version: 1, lines: [commitment] },
  /** Where the chain of a live channel stood, and that a live session was listed as a whole: told alike. */
  "live-head": { version: 1, lines: [commitment] },
  "live-list": { version: 1, lines: [commitment] },
  /** That what is said of its secrecy changed: told alike. */
  label: { version: 1, lines: [commitment] },
  /** That somebody said of it what retention rests on, or took that back: told alike. */
  flag: { version: 1, lines: [commitment] },
  /** Who saw which item, and who was refused. */
  "access-batch": { version: 1, lines: batched },
  /** What was done to the house itself. */
  "admin-batch": { version: 1, lines: batched },
  /** That a package was prepared, and each time that it was taken out. */
  export: {
    version: 1,
    lines: [
      line("package", "packageId", parseId<PackageId>),
      line("act", "act", act),
      line("statement sha256", "statementSha256", parseSha256),
      line("action sha256", "actionSha256", parseSha256),
    ],
  },
  /** That a pack of rules became this agency's, by two people; its exact text is kept under that digest. */
  policy: {
    version: 1,
    lines: [
      line("pack sha256", "packSha256", parseSha256),
      line("act", "act", (text) => (text === "applied" ? text : null)),
      line("action sha256", "actionSha256", parseSha256),
    ],
  },
  /** That a batch begins to end: by which exact text, which two people approved. */
  disposal: {
    version: 1,
    lines: [
      line("disposal", "disposalId", parseId<DisposalId>),
      line("appraisal sha256", "appraisalSha256", parseSha256),
    ],
  },
  /** That an archive has what went there: which package, by the digest of its signed list, and the digest of the receipt. */
  transfer: {
    version: 1,
    lines: [
      line("disposal", "disposalId", parseId<DisposalId>),
      line("appraisal sha256", "appraisalSha256", parseSha256),
      line("package", "packageId", parseId<PackageId>),
      line("statement sha256", "statementSha256", parseSha256),
      line("receipt sha256", "receiptSha256", parseSha256),
    ],
  },
  /** That an item ended: nothing of what its manifest tells of lies in the house any more. */
  tombstone: {
    version: 1,
    lines: [item, manifest, line("appraisal sha256", "appraisalSha256", parseSha256)],
  },
  /** That a device came into the register, got a certificate, and left. */
  "device-enrol": { version: 1, lines: [device, at] },
  "device-certificate": {
    version: 1,
    lines: [device, line("certificate sha256", "certificateSha256", parseSha256), at],
  },
  "device-retire": { version: 1, lines: [device, at] },
  /** That a device's clock, or that of the camera it speaks of, jumped by so much since it was checked last. */
  "clock-step": {
    version: 1,
    lines: [
      device,
      line("check", "checkId", parseId<ClockCheckId>),
      line("step ms", "stepMs", milliseconds),
      at,
    ],
  },
  /** That the house has a key, which one took another's place, and that one counts no more, from `since` on. */
  "key-add": {
    version: 1,
    lines: [
      role,
      line("suite", "suite", oneOf(KEY_SUITES)),
      spki,
      /** "none": a bare key. */
      line("certificate sha256", "certificateSha256", (text) =>
        text === "none" ? text : parseSha256(text),
      ),
      at,
    ],
  },
  "key-rotate": {
    version: 1,
    lines: [role, line("from spki sha256", "fromSpkiSha256", parseSha256), spki, at],
  },
  "key-revoke": {
    version: 1,
    lines: [
      role,
      spki,
      line("reason", "reason", oneOf(REVOCATION_REASONS)),
      line("since", "since", instant),
      at,
    ],
  },
  /** Nothing else was entered for an hour: the log is alive. */
  pulse: { version: 1, lines: [line("hour", "hour", hour)] },
  /** That the time stamps over a log were stamped anew: which log, for which time, over which list. */
  renewal: {
    version: 1,
    lines: [
      line("log", "origin", (text) => (isOrigin(text) ? text : null)),
      line("renewal", "number", number),
      line("list sha512", "listSha512", (text) => (/^[0-9a-f]{128}$/.test(text) ? text : null)),
    ],
  },
  /** What was read again on one day (UTC); the list of results is kept in the database as exact text. */
  fixity: {
    version: 1,
    lines: [
      line("day", "day", day),
      line("part", "part", count),
      line("objects", "objects", count),
      line("bytes", "bytes", count),
      line("failures", "failures", count),
      line("results sha256", "resultsSha256", parseSha256),
    ],
  },
} as const;

type Leaves = typeof LEAVES;
type LeafOf<Type extends keyof Leaves> = { readonly type: Type } & {
  readonly [L in Leaves[Type]["lines"][number] as L["name"]]: NonNullable<ReturnType<L["parse"]>>;
};
export type Leaf = { [Type in keyof Leaves]: LeafOf<Type> }[keyof Leaves];
export type KeyAddLeaf = LeafOf<"key-add">;
export type KeyRevokeLeaf = LeafOf<"key-revoke">;
export type ManifestLeaf = LeafOf<"clip"> | LeafOf<"derive">;

/** The exact text that is entered; its bytes are UTF-8, its lines end in LF. */
export function leafText(leaf: Leaf): string {
  const values: Readonly<Record<string, string>> = leaf;
  const { version, lines } = LEAVES[leaf.type];
  return [
    `${leaf.type}/v${version}`,
    ...lines.map(({ words, name }) => `${words} ${values[name]}`),
    "",
  ].join("\n");
}

/** `text` as a leaf, or null if it is not byte for byte what `leafText` would write. */
export function parseLeaf(text: string): Leaf | null {
  const type = text.slice(0, text.indexOf("/"));
  if (!isType(type)) return null;
  const given = text.split("\n").slice(1);
  const values = LEAVES[type].lines.map(({ words, name, parse }, at) => {
    const said = given[at] ?? "";
    return [
      name,
      said.startsWith(`${words} `) ? parse(said.slice(words.length + 1)) : null,
    ] as const;
  });
  if (values.some(([, value]) => value === null)) return null;
  const leaf = { type, ...Object.fromEntries(values) } as Leaf;
  return leafText(leaf) === text ? leaf : null;
}

const isType = (text: string): text is keyof Leaves => Object.hasOwn(LEAVES, text);
