/** Maker of joined recordings: every take is looked at, all must be coded alike, and they are put behind one another. */
import { Readable } from "node:stream";
import type { DerivedInput } from "../evidence/derivation.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { MadeFile } from "../media/media-tools.ts";
import { type WantedInput, inputGone, requireAlike } from "./derived-request.ts";
import { type JoinLook, type JoinedFile, type Joiner, joinList } from "./joiner.ts";
import type { Made, Maker, Making } from "./maker.ts";

/** Of a take in the folder "in". */
export const joinedName = (place: number): string => String(place + 1);

export const joinedMaker = (joiner: Joiner): Maker<"joined"> => ({
  inputName: joinedName,
  make: (making) => makeJoined(joiner, making),
});

async function makeJoined(
  joiner: Joiner,
  { request, files, ...making }: Making<"joined">,
): Promise<Made> {
  const numbers = files.map(
    ({ item }, place) => takeOf(item) ?? request.parameters.firstTake + place,
  );
  const { path, madeBy, looks } = await joinFiles(joiner, files, numbers, making);
  return { path, derivation: { kind: "joined", from: begins(request.inputs, looks), madeBy } };
}

/** `numbers`: of the takes, for whoever hears that they are not coded alike. @throws as Joiner.join; Refusal invalid "derived/takes-differ". */
export async function joinFiles(
  joiner: Joiner,
  files: readonly JoinedFile[],
  numbers: readonly number[],
  { job, folders, onProgress, signal }: Omit<Making, "request" | "files">,
): Promise<MadeFile & { readonly looks: readonly JoinLook[] }> {
  const looks: JoinLook[] = [];
  for (const file of files) looks.push(await joiner.look(job, file, signal));
  requireAlike(
    looks.map(({ fingerprint }, place) => `${files[place]?.family} ${fingerprint}`),
    numbers,
  );
  const [look] = looks;
  if (look === undefined) throw inputGone();
  await folders.fill(job, Readable.from([Buffer.from(joinList(files))]));
  const whole = { coded: look.coded, durationMs: lengthOf(looks) };
  const made = await joiner.join(job, files, whole, onProgress, signal);
  onProgress(1);
  return { ...made, looks };
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
