/** A request that /openapi.json allows is not refused for its form, and one that it forbids is refused. */
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { openApiDocument } from "../../../services/api/openapi.ts";
import { everyRoute, nameOf } from "../../fixtures/every-route.ts";
import { valuesOf } from "../../fixtures/schema-arbitrary.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: object;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
}

const routes = everyRoute();
const document = openApiDocument(routes, "0", "https://holdfast.test");
const resolve = (ref: string): unknown =>
  ref
    .split("/")
    .slice(1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document);
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema({ $id: "doc", components: document.components });

const operationOf = ({ method, path }: (typeof routes)[number]): Operation =>
  (document.paths as Record<string, Record<string, Operation>>)[path]![method]!;
const bodyOf = (route: (typeof routes)[number]): object =>
  operationOf(route).requestBody!.content["application/json"]!.schema;
const withBody = routes.filter(({ body }) => body !== undefined);

/** What a shape cannot say: how members go together, whether a day exists, what trimming leaves. */
const isForm = ({ code }: z.core.$ZodIssue): boolean => code !== "custom";

describe.each(withBody.map((route) => [nameOf(route), route] as const))("%s", (_name, route) => {
  const schema = bodyOf(route);
  const values = valuesOf(schema, resolve);

  test("takes what its description allows", () => {
    fc.assert(
      fc.property(values, (value) => {
        const { success, error } = route.body!.safeParse(value);
        expect(success ? [] : error.issues.filter(isForm)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("refuses what its description forbids", () => {
    const isAllowed = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')) as object,
    );
    const broken = fc.tuple(values, fc.string({ minLength: 1 }), fc.jsonValue(), fc.nat());
    let forbidden = 0;
    fc.assert(
      fc.property(broken, ([value, stranger, other, at]) => {
        const good = value as Record<string, unknown>;
        const names = Object.keys(good);
        const one = names[at % Math.max(1, names.length)] ?? stranger;
        const { [one]: _left, ...rest } = good;
        for (const bad of [{ ...good, [stranger]: other }, { ...good, [one]: other }, rest]) {
          if (isAllowed(bad)) continue;
          forbidden += 1;
          expect([bad, route.body!.safeParse(bad).success]).toEqual([bad, false]);
        }
      }),
      { numRuns: 30 },
    );
    expect(forbidden).toBeGreaterThan(0);
  });
});

const withQuery = routes.filter(({ query }) => query !== undefined);

/** Players of HLS add parameters of their own to the address of a playlist (RFC 8216bis §6.2.5). */
test.each(withQuery.map((route) => [nameOf(route), route] as const))(
  "%s takes the parameters that its description allows, and no other",
  (_name, route) => {
    const described = (operationOf(route).parameters ?? []).filter((one) => one.in === "query");
    const members = described.map(({ name, schema }) => [name, valuesOf(schema, resolve)]);
    const requiredKeys = described.filter(({ required }) => required).map(({ name }) => name);
    const asked = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(asked, (values) => {
        const said = Object.entries(values).map(([name, value]) => [name, String(value)]);
        const { success, error } = route.query!.safeParse(Object.fromEntries(said));
        expect(success ? [] : error.issues.filter(isForm)).toEqual([]);
      }),
      { numRuns: 20 },
    );
    const strange = route.query!.safeParse({ "no-such-parameter": "1" });
    expect(strange.success).toBe(route.path.endsWith("/tracks/{file}"));
  },
);
