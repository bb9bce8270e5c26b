/**
 * What clients called and what they heard, and what follows from that alone: a judge that knows nothing of how the house works.
 * An answer that never came may mean anything; what was answered must be true of the house as it is found in the end.
 */
import { hashLeaf, rootOf } from "../../services/ledger/merkle.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";

export interface Head {
  readonly origin: string;
  readonly size: number;
  readonly rootSha256: string;
}

/** What was asked, with what was heard where it went well. */
export type Asked =
  | { readonly op: "announce"; readonly lengthBytes: number; readonly heard: string | null }
  | { readonly op: "offset"; readonly upload: string; readonly heard: number | null }
  | {
      readonly op: "append";
      readonly upload: string;
      readonly offset: number;
      readonly bytes: Buffer;
      readonly heard: number | null;
    }
  | {
      readonly op: "receipt";
      readonly upload: string;
      readonly heard: {
        readonly sha256: string;
        readonly index: number;
        readonly leaf: string;
        readonly head: Head;
      } | null;
    }
  | { readonly op: "checkpoint"; readonly heard: Head | null }
  | { readonly op: "hold"; readonly upload: string; readonly heard: true | null }
  /** Whatever would end an original. */
  | { readonly op: "end"; readonly upload: string; readonly heard: true | null };

/** By one client, from one moment to another of one clock. */
export type Call = Asked & {
  readonly client: string;
  readonly beganAt: number;
  readonly endedAt: number;
};

/** As onlookers find it when all is quiet. */
export interface Found {
  /** Originals, of whatever upload they came. */
  readonly originals: readonly {
    readonly upload: string;
    readonly bytes: Buffer;
    readonly sha256: string;
    readonly isHeld: boolean;
  }[];
  /** Leaves of each log, in order. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
}

export type Rule =
  | "offsets-never-go-back"
  | "acknowledged-bytes-are-kept"
  | "one-original-each"
  | "receipts-have-entries"
  | "ledger-only-grows"
  | "holds-win";

export interface Broken {
  readonly rule: Rule;
  readonly what: string;
}

type Of<Op extends Asked["op"]> = Call & Extract<Asked, { op: Op }>;

export function judge(history: readonly Call[], found: Found): readonly Broken[] {
  const calls = new Calls(history);
  return [
    ...offsets(calls),
    ...keptBytes(calls, found),
    ...oneOriginal(calls, found),
    ...receipts(calls, found),
    ...ledger(calls, found),
    ...holds(calls, found),
  ];
}

class Calls {
  readonly #all: readonly Call[];

  constructor(all: readonly Call[]) {
    this.#all = all;
  }

  of<Op extends Asked["op"]>(op: Op): readonly Of<Op>[] {
    return this.#all.filter((call): call is Of<Op> => call.op === op);
  }

  /** Each answer that named how far an upload has come. */
  reached(): readonly { call: Call; upload: string; bytes: number }[] {
    return [...this.of("offset"), ...this.of("append")].flatMap((call) =>
      call.heard === null ? [] : [{ call, upload: call.upload, bytes: call.heard }],
    );
  }
}

const broken = (rule: Rule, what: string): Broken => ({ rule, what });

/** Pairs of which the one had ended before the other began. */
function* after<T>(all: readonly T[], callOf: (of: T) => Call): Iterable<readonly [T, T]> {
  for (const one of all) {
    for (const other of all) {
      if (callOf(one).endedAt < callOf(other).beganAt) yield [one, other];
    }
  }
}

/** What was told to be there is there for whoever asks later, on whichever node. */
function offsets(calls: Calls): readonly Broken[] {
  const all = [...Map.groupBy(calls.reached(), ({ upload }) => upload).values()];
  return all.flatMap((of) =>
    [...after(of, ({ call }) => call)]
      .filter(([one, other]) => other.bytes < one.bytes)
      .map(([one, other]) =>
        broken("offsets-never-go-back", `${one.upload}: ${one.bytes}, then ${other.bytes}`),
      ),
  );
}

function keptBytes(calls: Calls, { originals }: Found): readonly Broken[] {
  const rule = "acknowledged-bytes-are-kept";
  const acknowledged = calls.of("append").filter(({ heard }) => heard !== null);
  return originals.flatMap(({ upload, bytes }) => {
    const reached = calls.reached().filter((each) => each.upload === upload);
    const most = Math.max(0, ...reached.map((each) => each.bytes));
    const short = most > bytes.length ? [broken(rule, `${upload}: ${most} were told`)] : [];
    const other = acknowledged
      .filter((call) => call.upload === upload)
      .filter(({ offset, bytes: sent, heard }) => {
        const kept = bytes.subarray(offset, heard!);
        return !kept.equals(sent.subarray(0, heard! - offset));
      })
      .map(({ offset }) => broken(rule, `${upload}: others at ${offset}`));
    return [...short, ...other];
  });
}

/** Of an upload of which every byte was acknowledged there is one original, and of none more than one. */
function oneOriginal(calls: Calls, { originals }: Found): readonly Broken[] {
  const counts = new Map<string, number>();
  for (const { upload } of originals) counts.set(upload, (counts.get(upload) ?? 0) + 1);
  const twice = [...counts].filter(([, times]) => times > 1).map(([upload]) => `${upload}: many`);
  const whole = calls.of("announce").filter(({ heard, lengthBytes }) => {
    const reached = calls.reached().filter(({ upload }) => upload === heard);
    return reached.some(({ bytes }) => bytes === lengthBytes);
  });
  const none = whole
    .filter(({ heard }) => !counts.has(heard!))
    .map(({ heard }) => `${heard}: none`);
  return [...twice, ...none].map((what) => broken("one-original-each", what));
}

function receipts(calls: Calls, { originals, logs }: Found): readonly Broken[] {
  const rule = "receipts-have-entries";
  const said = calls.of("receipt").filter(({ heard }) => heard !== null);
  const first = new Map<string, string>();
  return said.flatMap(({ upload, heard }) => {
    const { sha256, index, leaf, head } = heard!;
    const words = JSON.stringify([sha256, index, leaf]);
    const before = first.get(upload) ?? words;
    first.set(upload, before);
    const original = originals.find((each) => each.upload === upload);
    return [
      ...(logs.get(head.origin)?.[index] === leaf ? [] : ["no such entry"]),
      ...(index < head.size ? [] : ["beyond its head"]),
      ...(leaf.includes(upload) ? [] : ["of another item"]),
      ...(original?.sha256 === sha256 ? [] : ["of other bytes"]),
      ...(words === before ? [] : ["another than before"]),
    ].map((what) => broken(rule, `${upload}: ${what}`));
  });
}

/** Whatever head anybody ever saw is the root of what stands now, and who asks later sees no shorter one. */
function ledger(calls: Calls, { logs }: Found): readonly Broken[] {
  const rule = "ledger-only-grows";
  const asked = calls.of("checkpoint").filter(({ heard }) => heard !== null);
  const shown = calls.of("receipt").flatMap(({ heard }) => (heard === null ? [] : [heard.head]));
  const heads = [...asked.map(({ heard }) => heard!), ...shown];
  const names = new Map(
    heads.map((head) => [`${head.origin} ${head.size} ${head.rootSha256}`, head]),
  );
  const hashes = new Map<string, readonly Sha256[]>();
  for (const [origin, leaves] of logs)
    hashes.set(
      origin,
      leaves.map((leaf) => hashLeaf(leaf)),
    );
  const strange = [...names.values()].filter(({ origin, size, rootSha256 }) => {
    const all = hashes.get(origin) ?? [];
    return size > all.length || rootOf(all.slice(0, size)) !== rootSha256;
  });
  const back = [...after(asked, (call) => call)].filter(
    ([one, other]) =>
      one.heard!.origin === other.heard!.origin && other.heard!.size < one.heard!.size,
  );
  return [
    ...strange.map(({ origin, size }) => broken(rule, `${origin}: another root of ${size}`)),
    ...back.map(([one, other]) => broken(rule, `${one.heard!.size}, then ${other.heard!.size}`)),
  ];
}

/** Nothing ends that was held before somebody asked for its end, and it is held still. */
function holds(calls: Calls, { originals }: Found): readonly Broken[] {
  const rule = "holds-win";
  return calls
    .of("hold")
    .filter(({ heard }) => heard !== null)
    .flatMap((hold) => {
      const ended = calls
        .of("end")
        .filter(
          ({ upload, beganAt, heard }) =>
            heard !== null && upload === hold.upload && beganAt > hold.endedAt,
        );
      const original = originals.find(({ upload }) => upload === hold.upload);
      return [
        ...ended.map(() => broken(rule, `${hold.upload}: ended all the same`)),
        ...(original?.isHeld === true ? [] : [broken(rule, `${hold.upload}: not held`)]),
      ];
    });
}
