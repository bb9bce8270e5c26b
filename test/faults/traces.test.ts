/** Spans reach a collector, tell nothing of who or what is recorded, and are missed by nobody when the collector is away. */
import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { freePort } from "../../infra/host/free-port.ts";
import { answers, receiver } from "../fixtures/webhook-receiver.ts";
import { GoodClient } from "./good-client.ts";
import { ProcessWorld } from "./process-world.ts";

const Attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const Span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: z.array(Attribute).default([]),
});
const Sent = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(Attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(Span) })),
    }),
  ),
});
type Span = z.infer<typeof Span>;

const WAIT = { timeout: 60_000, interval: 100 };
const SOON = { OTEL_BSP_SCHEDULE_DELAY: "100" };
const NAME = "王某 讯问 2026.bin";

let world: ProcessWorld;
afterEach(() => world.close());

async function collector(status = 200) {
  const opened = await receiver(answers(status, { "content-type": "application/json" }));
  onTestFinished(() => opened.close());
  return opened;
}

async function untilSealed(): Promise<void> {
  const client = new GoodClient(world.url, world.deviceToken);
  const { id } = await client.send(randomBytes(300_000), 200_000);
  expect((await client.receipt(id)).statement).toContain('"state":"sealed"');
}

describe("spans", () => {
  it("follow a recording from its request to its seal, below the caller's own, and name no one", async () => {
    const { url, received } = await collector();
    const endpoint = new URL("/", url).href;
    world = await ProcessWorld.build({
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" },
      ...{ OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=trial", ...SOON },
    });
    await world.start("api", "custody");
    const [trace, above] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
    const announced = await fetch(`${world.url}/uploads`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${world.deviceToken}`,
        traceparent: `00-${trace}-${above}-01`,
        ...{ "tus-resumable": "1.0.0", "upload-length": "10" },
        "upload-metadata": `filename ${Buffer.from(NAME).toString("base64")}`,
      },
    });
    expect(announced.status).toBe(201);
    await untilSealed();

    const all = () => received.flatMap(({ body }) => Sent.parse(JSON.parse(body)).resourceSpans);
    const spans = (): Span[] => all().flatMap((one) => one.scopeSpans.flatMap((of) => of.spans));
    const called = (name: string) => {
      const found = spans().find((span) => span.name === name);
      expect(found, name).toBeDefined();
      return found!;
    };
    await vi.waitFor(() => {
      expect(called("POST /uploads")).toMatchObject({ traceId: trace, parentSpanId: above });
      const seal = called("step seal");
      expect(seal.attributes.map(({ key }) => key)).toEqual(
        expect.arrayContaining(["holdfast.item_id", "holdfast.attempt"]),
      );
      const below = spans().filter(({ parentSpanId }) => parentSpanId === seal.spanId);
      expect(below.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^INSERT \w+$/));
    }, WAIT);
    const services = all().flatMap(({ resource }) =>
      resource.attributes
        .filter(({ key }) => key === "service.name" || key === "deployment.environment.name")
        .map(({ value }) => value["stringValue"]),
    );
    expect(new Set(services)).toEqual(new Set(["holdfast-api", "holdfast-custody", "trial"]));
    const told = received.map(({ body }) => body).join("\n");
    for (const secret of [NAME, "王某", world.deviceToken, "DC-0012", world.database.url]) {
      expect(told).not.toContain(secret);
    }
    expect(world.log("api")).toContain(`"traceId":"${trace}"`);
  });

  it("are protobuf where no protocol is said, and the collector's password is in no log", async () => {
    const { url, received } = await collector();
    world = await ProcessWorld.build({
      ...{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/traces`, ...SOON },
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20of-the-collector",
    });
    await world.start("api");
    await fetch(`${world.url}/healthz`);
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), WAIT);
    expect(received[0]?.headers).toMatchObject({
      "content-type": "application/x-protobuf",
      authorization: "Bearer of-the-collector",
    });
    expect(world.log("api")).not.toContain("of-the-collector");
  });
});

describe("without a collector", () => {
  it.each([
    ["that is away", async () => `http://user:pass-word@127.0.0.1:${await freePort()}`],
    ["that refuses", async () => new URL("/", (await collector(500)).url).href],
  ])(
    "one %s costs the spans alone, is told once, and keeps no process from its end",
    async (_, at) => {
      const patience = { OTEL_EXPORTER_OTLP_TIMEOUT: "1000" };
      world = await ProcessWorld.build({
        ...{ OTEL_EXPORTER_OTLP_ENDPOINT: await at(), ...SOON, ...patience },
      });
      await world.start("api", "custody");
      await untilSealed();
      const words = "the collector does not take spans";
      await vi.waitFor(() => expect(world.log("api")).toContain(words), WAIT);
      await untilSealed();
      expect(world.log("api").split(words).length - 1).toBe(1);
      expect(world.log("api")).not.toContain("pass-word");
      world.signal("api", "SIGTERM");
      await vi.waitFor(() => expect(world.isAlive("api")).toBe(false), WAIT);
      expect(world.log("api")).not.toContain("did not end in time");
    },
  );

  it("a variable that cannot be followed is named, and evidence is taken in all the same", async () => {
    world = await ProcessWorld.build({
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    });
    await world.start("api", "custody");
    expect(world.log("api")).toContain('"variables":["OTEL_EXPORTER_OTLP_PROTOCOL"]');
    await untilSealed();
  });
});
