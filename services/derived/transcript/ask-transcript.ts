/** Use case: somebody wants the words of one sealed recording heard by a program, as an item of its own. */
import type { ItemId } from "../../kernel/ids.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { type AskOfItemDeps, type Asked, factsOf, infoOf, stemOf } from "../ask-of-item.ts";
import type { DerivedRequest } from "../derived-request.ts";

/** The program that is installed to transcribe. */
export interface InstalledTranscriber {
  readonly name: string;
  readonly version: string;
}

export interface AskTranscriptDeps extends AskOfItemDeps {
  /** Left out: none is installed. */
  readonly transcriber?: InstalledTranscriber;
}

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "evidence/no-such-item"; conflict "derived/no-transcriber"; invalid "derived/no-sound"; as `inputOf`.
 */
export async function planTranscript(
  deps: AskTranscriptDeps,
  itemId: ItemId,
  asked: Asked,
): Promise<DerivedRequest<"transcript">> {
  const item = await deps.items.get(itemId);
  const facts = factsOf(deps, item, asked);
  if (deps.transcriber === undefined) throw noTranscriber();
  const info = infoOf(item);
  if (info !== null && info.audio === null) throw noSound();
  const filename = `${stemOf(item)} transcript.vtt`;
  const announced = { ...facts.announced, filename, mediaType: "text/vtt" };
  return { ...facts, kind: "transcript", parameters: { itemId }, announced };
}

export const noTranscriber = (): Refusal =>
  new Refusal(
    "conflict",
    "derived/no-transcriber",
    "no program that transcribes is installed here",
    {
      fix: "Have one installed in the folder that HOLDFAST_MEDIA_PROGRAMS names (README, Transcripts); holdfast doctor lists what is there.",
    },
  );

export const noSound = (): Refusal =>
  new Refusal("invalid", "derived/no-sound", "there is no sound in the recording", {
    fix: "Name an item with a sound.",
  });
