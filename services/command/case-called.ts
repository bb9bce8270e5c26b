/** Which case a person means: by its number or id. */
import { CasePage } from "../review/api-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT } from "./exit-code.ts";
import { VerbFailure } from "./terminal.ts";
import { HOLDS } from "./texts/holds.ts";

/** Answers its id. @throws VerbFailure where there is none. */
export async function caseCalled(api: ApiClient, wanted: string): Promise<string> {
  const search = encodeURIComponent(wanted);
  const { entries } = await api.get(`/api/v1/cases?limit=200&search=${search}`, CasePage);
  const found = entries.find(
    ({ id, number }) => id === wanted || number === wanted.normalize("NFC"),
  );
  if (found === undefined) throw new VerbFailure(EXIT.usage, HOLDS.noCase, { case: wanted });
  return found.id;
}
