/** Port: what the agency says of the completeness of the sessions and cases that items of a package belong to. */
import { LANGUAGES, type Text } from "../kernel/language.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import { COMPLETENESS_JSON, completenessText } from "./package-layout.ts";
import type { Package } from "./package-store.ts";

export interface ToldCompleteness {
  /** Strict JSON on one line. */
  readonly json: string;
  /** The same for people. */
  readonly text: Text;
  /** One sentence of it, for the certificate. */
  readonly sentence: Text;
}

export interface CompletenessTeller {
  /** As far as whoever asked for the package may know of it; null where no item is of a session or a case. */
  tell(request: Pick<Package, "itemIds" | "requestedBy">): Promise<ToldCompleteness | null>;
}

export const completenessFiles = (told: ToldCompleteness | null): readonly PackageFile[] =>
  told === null
    ? []
    : [
        fileOf(COMPLETENESS_JSON, told.json),
        ...LANGUAGES.map((language) => fileOf(completenessText(language), told.text[language])),
      ];
