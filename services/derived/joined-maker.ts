/** Maker of joined recordings: every take is looked at, all must be coded alike, and they are put behind one another. */
import { Readable } from "node:stream";
import type { DerivedInput } from "../evidence/derivation.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type WantedInput, inputGone, requireAlike } from "./derived-request.ts";
import { type JoinLook, type Joiner, joinList } from "./joiner.ts";
import type { Made, Maker, Making } from "./maker.ts";

export const joinedMaker = (joiner: Joiner): Maker<"joined"> => ({
  inputName: (place) => String(place + 1),
  make: (making) => makeJoined(joiner, making),
});

async function makeJoined(
  joiner: Joiner,
  { request, job, folders, files, onProgress, signal }: Making<"joined">,
): Promise<Made> {
  const looks: JoinLook[] = [];
  for (const file of files) looks.push(await joiner.look(job, file, signal));
  requireAlike(
    looks.map(({ fingerprint }, place) => `${files[place]?.family} ${fingerprint}`),
    files.map(({ item }, place) => takeOf(item) ?? request.parameters.firstTake + place),
  );
  const [look] = looks;
  if (look === undefined) throw inputGone();
  await folders.fill(job, Readable.from([Buffer.from(joinList(files))]));
  const whole = { coded: look.coded, durationMs: lengthOf(looks) };
  const { path, madeBy } = await joiner.join(job, files, whole, onProgress, signal);
  onProgress(1);
  return { path, derivation: { kind: "joined", from: begins(request.inputs, looks), madeBy } };
}

const lengthOf = (looks: readonly JoinLook[]): number | null =>
  looks.reduce<number | null>(
    (sum, { durationMs }) => (sum === null || durationMs === null ? null : sum + durationMs),
    0,
  );

/** Its number within its channel, as it was told when it was taken in. */
const takeOf = ({ announced }: EvidenceItem): number | null => {
  const told = announced.other["take"] ?? "";
  return /^[1-9]\d{0,8}$/.test(told) ? Number(told) : null;
};

function begins(
  inputs: readonly WantedInput[],
  looks: readonly JoinLook[],
): readonly DerivedInput[] {
  let atMs: number | null = 0;
  return inputs.map(({ itemId, sha256, begunAt }, place) => {
    const input = { itemId, sha256, begunAt, beginsAtMs: atMs };
    const lengthMs: number | null = looks[place]?.durationMs ?? null;
    atMs = atMs === null || lengthMs === null ? null : atMs + lengthMs;
    return input;
  });
}
