/** Which packets of an original a copy holds, by their digests: whole, or at least their content. */
import type { KeptPackets, Packets } from "../../services/evidence/derivative.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { type Coded, type PacketForm, streamsOf } from "./recipes.ts";

/** What ffmpeg calls "streamhash" of each; a stream that was not asked for is left out. */
export type Digests = Readonly<Partial<Record<"video" | "audio", Sha256>>>;

export type HashPackets = (
  where: "original" | "copy",
  wanted: Coded,
  form: PacketForm,
) => Promise<Digests>;

/** Streams that are compared in a form first, each stream in one. */
export type FirstForms = readonly (readonly [wanted: Coded, form: PacketForm])[];

/**
 * What is not the same as a "whole" is tried as "content". Null: no stream was copied.
 * @throws Refusal invalid "media/unreadable" if a packet was lost or altered.
 */
export async function keptPackets(
  coded: Coded,
  firstForms: FirstForms,
  hashed: HashPackets,
): Promise<KeptPackets | null> {
  const copied = streamsOf(coded);
  if (copied.length === 0) return null;
  const kept: { video?: Packets; audio?: Packets } = {};
  const compare = async (wanted: Coded, form: PacketForm): Promise<void> => {
    if (streamsOf(wanted).length === 0) return;
    const both = [hashed("original", wanted, form), hashed("copy", wanted, form)] as const;
    const [before, after] = await Promise.all(both);
    for (const stream of streamsOf(wanted)) {
      const sha256 = after[stream];
      if (sha256 !== undefined && sha256 === before[stream]) kept[stream] = { form, sha256 };
    }
  };
  for (const [wanted, form] of firstForms) await compare(wanted, form);
  const wholes = firstForms.filter(([, form]) => form === "whole");
  for (const [wanted] of wholes)
    await compare(
      wantedOf(wanted, (stream) => kept[stream] === undefined),
      "content",
    );
  if (copied.every((stream) => kept[stream] !== undefined)) return kept;
  throw new Refusal("invalid", "media/unreadable", "packets were lost when they were copied");
}

export const wantedOf = (coded: Coded, isWanted: (stream: keyof Coded) => boolean): Coded =>
  Object.fromEntries(
    streamsOf(coded)
      .filter(isWanted)
      .map((stream) => [stream, coded[stream]]),
  );

/** Lines of ffmpeg's streamhash: "0,v,SHA256=…". */
export function readDigests(text: string): Digests {
  const found: { -readonly [Stream in keyof Digests]: Digests[Stream] } = {};
  for (const [, kind, digest] of text.matchAll(/^\d+,([va]),SHA256=([0-9a-f]{64})$/gm)) {
    found[kind === "v" ? "video" : "audio"] = digest as Sha256;
  }
  return found;
}
