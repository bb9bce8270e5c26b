/** What the page's tests use of the demo: its people, and all its clips at the end of their way. */
import type { z } from "zod";
import type { ItemPage } from "../../../services/review/api-schema.ts";
import type { System } from "../start-system.ts";
import type { Person } from "./browser.ts";

type ItemSummary = z.infer<typeof ItemPage>["entries"][number];

const DEMO_CLIPS = 4;
const PATIENCE_MS = 150_000;

export function personOf(system: System, role: string): Person {
  const person = system.users.find((user) => user.role === role);
  if (person === undefined) throw new Error(`the demo has nobody with the role ${role}`);
  return person;
}

const done = ({ stage, viewingStage }: ItemSummary): boolean =>
  stage === "sealed" && (viewingStage === "ready" || viewingStage === "none");

/** The demo's items once all are sealed and have their copies, or none for good. */
export async function everythingSealed(system: System): Promise<readonly ItemSummary[]> {
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await system.fetch("/api/v1/items?limit=50");
    const { entries } = (await response.json()) as z.infer<typeof ItemPage>;
    if (entries.length >= DEMO_CLIPS && entries.every(done)) return entries;
    if (Date.now() > limit) {
      const stages = entries.map(({ stage, viewingStage }) => `${stage}/${viewingStage}`);
      throw new Error(`the demo is not done: ${stages.join(", ")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
