/** How a recording was made of others, where it was made and not received. Shared by derived, sealing, packages and review. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { MadeBy } from "./derivative.ts";
import type { ExcerptTaken } from "./excerpt-taken.ts";
import type { RebuiltTaken } from "./rebuilt-taken.ts";
import type { LabelTaken } from "./label-taken.ts";
import type { RedactionTaken } from "./redaction-taken.ts";
import type { TranscriptTaken } from "./transcript-taken.ts";
import type { StillTaken } from "./still-taken.ts";

/** Each has its maker (derived/maker.ts), its form in a manifest (sealing/derived-manifest.ts) and in verify.sh (packages/derived-forms.ts). */
export const DERIVED_KINDS = [
  "joined",
  "excerpt",
  "still",
  "redacted",
  "rebuilt",
  "labelled",
  "transcript",
] as const;
export type DerivedKind = (typeof DERIVED_KINDS)[number];

export interface DerivedInput {
  readonly itemId: ItemId;
  readonly sha256: Sha256;
  /** Where it begins in what was made, as its container says how long those before it are; null: that is not known. */
  readonly beginsAtMs: number | null;
  /** When this service began to receive it, by its own clock; null: not said. */
  readonly begunAt: UtcInstant | null;
}

/** What was taken of the inputs, or done to them: signed, so that it is read without this service. All that a kind has none of is in `from`. */
export type Taken =
  | { readonly kind: "joined" }
  | { readonly kind: "excerpt"; readonly taken: ExcerptTaken }
  | { readonly kind: "still"; readonly taken: StillTaken }
  | { readonly kind: "redacted"; readonly taken: RedactionTaken }
  | { readonly kind: "rebuilt"; readonly taken: RebuiltTaken }
  | { readonly kind: "labelled"; readonly taken: LabelTaken }
  | { readonly kind: "transcript"; readonly taken: TranscriptTaken };

export type Derivation = Taken & {
  /** In order. */
  readonly from: readonly DerivedInput[];
  readonly madeBy: MadeBy;
};
