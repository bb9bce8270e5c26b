/** The types of the client are those of the description, as it is now; `-u` writes them anew. */
import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";
import { openApiDocument } from "../../../services/api/openapi.ts";
import { everyRoute } from "../../fixtures/every-route.ts";

const FILE = new URL("../../../services/client/api.d.ts", import.meta.url).pathname;
const HEAD =
  "/** Made from /openapi.json by openapi-typescript (test/unit/client/generated.test.ts): not to be changed by hand. */\n";

test("services/client/api.d.ts is made from the description as it is now", async () => {
  const { "x-problem-codes": _codes, ...document } = openApiDocument(everyRoute(), "0", "");
  const source = document as unknown as Parameters<typeof openapiTS>[0];
  const types = astToString(await openapiTS(source, { defaultNonNullable: false }));
  await expect(HEAD + types).toMatchFileSnapshot(FILE);
});
