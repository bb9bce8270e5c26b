/** Both descriptions are OpenAPI 3.1 by its own schema. */
import { type SpecData, Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { type OutsideRoutesDeps, outsideRoutes } from "../../../services/anchors/routes.ts";
import { openDoorsDocument } from "../../../services/api/openapi-doors.ts";
import { openApiDocument } from "../../../services/api/openapi.ts";
import { everyRoute } from "../../fixtures/every-route.ts";

test.each([
  ["/openapi.json", openApiDocument(everyRoute(), "0.1.0", "https://holdfast.test")],
  ["/openapi-doors.json", openDoorsDocument("0.1.0", "https://holdfast.test")],
])("%s", async (_name, document) => {
  const validator = new Validator();
  const found = await validator.validate(structuredClone(document) as unknown as SpecData);
  expect(found).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
  const text = JSON.stringify(document);
  const operations = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name);
  expect(new Set(operations).size).toBe(operations.length);
  // Whatever is named is there.
  for (const [, ref] of text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
    const [kind = "", name = ""] = ref!.split("/");
    expect(document.components).toHaveProperty([kind, name]);
  }
});

test("what others said of the log is described, each address of it", () => {
  const { paths = {} } = openDoorsDocument("0.1.0", "https://holdfast.test");
  const served = outsideRoutes({} as OutsideRoutesDeps).stack.map(({ route }) => route?.path);
  expect(served.length).toBeGreaterThan(5);
  const described = Object.keys(paths).filter((path) => /stamps|cosigned/.test(path));
  expect(described.toSorted()).toEqual(served.toSorted());
});

test("no shape with a name may be null: where null may stand, its use says so", () => {
  const { components } = openApiDocument(everyRoute(), "0.1.0", "https://holdfast.test");
  const shapes = Object.entries(components?.schemas ?? {});
  expect(shapes.length).toBeGreaterThan(200);
  const isNullable = ([, shape]: (typeof shapes)[number]) =>
    JSON.stringify(shape).startsWith('{"type":["object","null"]');
  expect(shapes.filter(isNullable).map(([name]) => name)).toEqual([]);
});

test("a document that is none is found", async () => {
  const document = openDoorsDocument("0.1.0", "https://holdfast.test");
  const found = await new Validator().validate({ ...document, paths: { nowhere: 1 } });
  expect(found.valid).toBe(false);
});
