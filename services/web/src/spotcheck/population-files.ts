/** What the exact text of a population says for people, and the files that prove it; named as `holdfast spotcheck export` names them. */
import type {
  SpotCheckDetailBody,
  SpotCheckRequestBody,
  SpotUnitBody,
} from "../../../review/spot-check-schema.ts";
import type { Language } from "../texts/text.ts";

type Proven = SpotCheckDetailBody["population"];
type InBoth = Readonly<Record<Language, string>>;

export interface PopulationFacts {
  readonly period: { readonly first: string; readonly last: string; readonly zone: string };
  readonly filter: Required<NonNullable<SpotCheckRequestBody["filter"]>>;
  readonly sheet: { readonly grades: SpotUnitBody["sheet"]["grades"] };
  readonly drawRule: InBoth;
  readonly covers: InBoth;
}

/** The service wrote it, and read it strictly before it gave it out. */
export const factsIn = (text: string): PopulationFacts => JSON.parse(text) as PopulationFacts;

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Signature and proof where they are there already. */
export const filesOf = ({
  text,
  signature,
  ledger,
}: Proven): readonly (readonly [name: string, file: () => Blob])[] => [
  ["population.json", () => new Blob([text])],
  ...(signature === null
    ? []
    : [["population.json.p7s", () => new Blob([bytesOf(signature)])] as const]),
  ...(ledger === null ? [] : [["population.tlog-proof", () => new Blob([ledger.proof])] as const]),
];

/** With openssl's neighbours alone: coreutils, sed and jq. */
export const AGAIN = `seed=$(sed -n '/^$/,$p' population.tlog-proof | sed -n 4p | base64 -d | od -An -v -tx1 | tr -d ' \\n')
jq -r '.population[]' population.json | while read -r unit; do
  printf '%s %s\\n' "$(printf '%s:%s' "$seed" "$unit" | sha256sum | cut -c1-64)" "$unit"
done | sort | head -n "$(jq .sampleSize population.json)"`;
