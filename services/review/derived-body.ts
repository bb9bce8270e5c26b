/** What is told of a recording that is made of others, kind by kind. */
import type { KeptDerived } from "../derived/derived-store.ts";
import type { DerivedKind, Taken } from "../evidence/derivation.ts";
import type { LabelTaken } from "../evidence/label-taken.ts";
import type { RebuiltTaken } from "../evidence/rebuilt-taken.ts";
import type { DerivedBody, JoinedBody } from "./derived-schema.ts";
import { programBody } from "./program-body.ts";

/** Of what is not made yet its inputs alone are known. */
export function derivedBody(kept: KeptDerived): DerivedBody {
  switch (kept.kind) {
    case "joined":
      return joinedBody(kept);
    case "excerpt":
      return { kind: kept.kind, ...kept.parameters, taken: takenOf(kept), ...factsOf(kept) };
    case "still":
      return { kind: kept.kind, ...kept.parameters, taken: takenOf(kept), ...factsOf(kept) };
    case "redacted":
      return redactedBody(kept);
    case "rebuilt": {
      const taken = rebuiltBody(takenOf(kept));
      return { kind: kept.kind, ...kept.parameters, taken, ...factsOf(kept) };
    }
    case "transcript":
      return transcriptBody(kept);
    case "labelled": {
      const { lines, ...label } = kept.parameters;
      const taken = labelledBody(takenOf(kept));
      return { kind: kept.kind, ...label, lines: [...lines], taken, ...factsOf(kept) };
    }
  }
}

type TakenOf = { [Each in Taken as Each["kind"]]: Each extends { taken: infer T } ? T : never };

/** What is made of a request is of its kind: `make` in derived/make-derived.ts. */
const takenOf = <K extends DerivedKind>({ made }: KeptDerived<K>): TakenOf[K] | null =>
  made !== null && "taken" in made ? (made.taken as TakenOf[K]) : null;

function redactedBody(kept: KeptDerived<"redacted">): DerivedBody {
  const { itemId, pictures, sound } = kept.parameters;
  return {
    ...{ kind: kept.kind, itemId, proof: takenOf(kept)?.proof ?? null, ...factsOf(kept) },
    pictures: pictures.map((mask) => ({ ...mask, points: [...mask.points] })),
    sound: [...sound],
  };
}

function transcriptBody(kept: KeptDerived<"transcript">): DerivedBody {
  const taken = takenOf(kept);
  const facts = { kind: kept.kind, ...kept.parameters, ...factsOf(kept) };
  const program = taken && programBody(taken);
  return { ...facts, taken: taken && program && { ...taken, program } };
}

const labelledBody = (taken: LabelTaken | null) =>
  taken && {
    ...{ zeroUs: taken.zeroUs, frames: taken.frames },
    ...{ widthPx: taken.widthPx, heightPx: taken.heightPx },
  };

const rebuiltBody = (taken: RebuiltTaken | null) =>
  taken && {
    ...{ ...taken, assumed: [...taken.assumed] },
    unused: { ...taken.unused, ranges: [...taken.unused.ranges] },
  };

export const joinedBody = (kept: KeptDerived<"joined">): JoinedBody => ({
  ...{ kind: kept.kind, ...kept.parameters, ...factsOf(kept) },
});

function factsOf(kept: KeptDerived) {
  const { made, inputs, announced } = kept;
  const from = made?.from ?? inputs.map((input) => ({ ...input, beginsAtMs: null }));
  return {
    ...{ id: kept.id, sessionId: kept.sessionId },
    ...{ filename: announced.filename, askedBy: kept.askedBy, askedAt: kept.askedAt },
    ...{ purpose: kept.purpose, state: kept.state, failure: kept.failure, progress: kept.progress },
    failedTake: kept.failedTake,
    from: [...from],
    madeBy:
      made === null
        ? null
        : {
            ...{ sha256: made.sha256, sizeBytes: made.sizeBytes, method: made.madeBy.method },
            ...{ tool: made.madeBy.tool, version: made.madeBy.version },
            ...{ arguments: [...made.madeBy.arguments], packets: made.madeBy.packets ?? null },
            program: programBody(made.madeBy),
          },
  };
}
