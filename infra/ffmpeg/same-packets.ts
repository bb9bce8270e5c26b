/** Whether the packets of a copy are those of its original: each stream's are hashed in both, and compared. */
import { join } from "node:path";
import type { KeptPackets } from "../../services/evidence/derivative.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import { type Digests, type FirstForms, keptPackets, wantedOf } from "./kept-packets.ts";
import { packetDigests } from "./packet-digests.ts";
import { type Coded, type Opened, type PacketForm, isFramedAnew, streamsOf } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

export interface Copied {
  readonly original: Opened;
  /** The streams that were taken over. */
  readonly coded: Coded;
  /** The copy ends there; null: it has all. */
  readonly mostMs: number | null;
  readonly limits: RunLimits;
}

/** Samples of a film by its index, read by somebody else than ffmpeg; null where they cannot be. */
export type ReadSamples = (path: string, signal: AbortSignal) => Promise<Digests | null>;

interface Before {
  readonly digests: Digests;
  readonly by: "ffmpeg" | "index";
}

/** Hashes an original from the moment it is made, beside the work that copies it; leaves no process when it is disposed of. */
export class SamePackets implements AsyncDisposable {
  readonly #box: readonly [sandbox: Pick<Sandbox, "launcher">, folder: string];
  readonly #copied: Copied;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  readonly #firstForms: FirstForms;
  /** Of the original, in its first forms; whoever compares takes each once. */
  readonly #begun = new Map<PacketForm, Promise<Before>>();
  readonly #running: Promise<unknown>[] = [];

  /** `readSamples`: for an original that has such an index; ffmpeg reads it only where that cannot be followed, or the copy's is another. */
  constructor(
    sandbox: Pick<Sandbox, "launcher">,
    folder: string,
    copied: Copied,
    signal: AbortSignal,
    readSamples: ReadSamples | null = null,
  ) {
    this.#box = [sandbox, folder];
    this.#copied = copied;
    this.#signal = AbortSignal.any([signal, this.#ending.signal]);
    this.#firstForms = firstForms(copied);
    const { family, isList } = copied.original;
    const reader = family === "mov" && !isList ? readSamples : null;
    for (const [wanted, form] of this.#firstForms) {
      const before = this.#before(wanted, form, form === "whole" ? reader : null);
      before.catch(() => undefined); // heard by whoever compares, if anybody does
      this.#running.push(before);
      this.#begun.set(form, before);
    }
  }

  /**
   * What was kept of the streams that were copied; null where none was. `samples`: of the copy, as somebody else than ffmpeg
   * read them; they spare ffmpeg's reading where they are what was found in the original, and say nothing where they are not.
   * @throws Refusal invalid "media/unreadable" if a packet was lost or altered; else as MediaTools.make.
   */
  in(outputFile: string, samples: Digests | null = null): Promise<KeptPackets | null> {
    const copy: Opened = { file: outputFile, family: "mov", isList: false };
    const { original, coded } = this.#copied;
    const wholes = this.#begun.get("whole");
    return keptPackets(coded, this.#firstForms, async (where, wanted, form) => {
      const begun = this.#begun.get(form);
      if (where === "original") this.#begun.delete(form);
      if (form === "whole" && samples !== null) {
        const whole = (await wholes)?.digests;
        const isSame = (stream: keyof Coded): boolean =>
          whole?.[stream] !== undefined && whole[stream] === samples[stream];
        if (streamsOf(wanted).every(isSame)) return samples;
      }
      if (where === "copy") return this.#digests(copy, wanted, form);
      const before = await begun;
      // An index that tells of other samples than the copy has is no word against the copy: ffmpeg has it.
      return before?.by === "ffmpeg" ? before.digests : this.#digests(original, wanted, form);
    });
  }

  async #before(wanted: Coded, form: PacketForm, read: ReadSamples | null): Promise<Before> {
    const { original } = this.#copied;
    const [, folder] = this.#box;
    const digests = (await read?.(join(folder, original.file), this.#signal)) ?? null;
    if (digests !== null) return { digests, by: "index" };
    return { digests: await this.#digests(original, wanted, form), by: "ffmpeg" };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled(this.#running);
  }

  #digests(opened: Opened, coded: Coded, form: PacketForm): Promise<Digests> {
    const { mostMs, limits } = this.#copied;
    const hashed = { opened, coded, form, mostMs };
    const digests = packetDigests(...this.#box, hashed, limits, this.#signal);
    this.#running.push(digests);
    return digests;
  }
}

/** The "whole" packets first, where they can be the same at all. */
function firstForms({ original, coded }: Copied): FirstForms {
  const forms: FirstForms = [
    [wantedOf(coded, (stream) => !isFramedAnew(original.family, coded[stream])), "whole"],
    [wantedOf(coded, (stream) => isFramedAnew(original.family, coded[stream])), "content"],
  ];
  return forms.filter(([wanted]) => streamsOf(wanted).length > 0);
}
