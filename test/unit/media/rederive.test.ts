/** Making copies again: what counts as the same, and what is said where it cannot be. */
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { CopyPlan } from "../../../services/media/viewing-plan.ts";
import { viewingPlans } from "../../../services/media/viewing-plan.ts";
import { type KeptCopy, rederive } from "../../../services/media/rederive.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const FILM = Buffer.from("\0\0\0\x20ftypisom and then a film", "latin1");
const OTHER = Buffer.from("\0\0\0\x20ftypisom and another film", "latin1");
const never = new AbortController().signal;
const original = { sha256: sha256(FILM), sizeBytes: FILM.byteLength, read: async () => once(FILM) };
async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function house() {
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  tools.know(FILM, mediaInfo());
  tools.know(OTHER, mediaInfo());
  return { folders, tools };
}

/** What was written down of the copy by this method. */
async function kept(
  { folders, tools }: ReturnType<typeof house>,
  method: CopyPlan["method"],
  bytes = FILM,
): Promise<KeptCopy> {
  const plan = viewingPlans(mediaInfo(), 9).find((each) => each.method === method);
  if (plan === undefined) throw new Error("no plan");
  await using job = await folders.open();
  await folders.fill(job, once(bytes));
  const { path, madeBy } = await tools.make(job, plan, () => undefined, never);
  return {
    ...{ kind: plan.kind, sha256: sha256(folders.files.get(path) ?? ""), method },
    ...{ version: tools.version, arguments: madeBy.arguments, packets: madeBy.packets ?? null },
  };
}

const again = (deps: ReturnType<typeof house>, copy: KeptCopy, from = original) =>
  rederive(deps, from, copy, () => undefined, never);

describe("a copy that is made again", () => {
  test.each(["remux", "encode"] as const)("is the same: %s", async (method) => {
    const deps = house();
    const copy = await kept(deps, method);
    expect(await again(deps, copy)).toEqual({
      ...{ kind: "viewing", verdict: "same", expected: copy.sha256, sha256: copy.sha256 },
      ...{ madeWith: "fake 1", version: "fake 1", code: null },
    });
    expect(deps.folders.files.size).toBe(0);
  });

  test("by another version of the tool holds the same packets, if it was rewrapped", async () => {
    const deps = house();
    const copies = [await kept(deps, "remux"), await kept(deps, "encode")] as const;
    deps.tools.version = "fake 2";
    const found = [await again(deps, copies[0]), await again(deps, copies[1])];
    expect(found.map(({ verdict }) => verdict)).toEqual(["same-packets", "differs"]);
    expect(found[1]).toMatchObject({ madeWith: "fake 1", version: "fake 2" });
  });

  test("of which the sound alone was encoded anew is not called the same for its picture", async () => {
    const deps = house();
    const copy = { ...(await kept(deps, "remux")), method: "encode" };
    deps.tools.version = "fake 2";
    expect((await again(deps, copy)).verdict).toBe("differs");
  });

  test("differs where other packets, or none, were written down", async () => {
    const deps = house();
    const copy = await kept(deps, "remux");
    const foreign = await kept(deps, "remux", OTHER);
    deps.tools.version = "fake 2";
    for (const packets of [
      foreign.packets,
      null,
      { ...copy.packets, audio: { form: "whole", sha256: copy.sha256 } as const },
      { video: { form: "content", sha256: copy.packets?.video?.sha256 ?? copy.sha256 } as const },
    ]) {
      expect((await again(deps, { ...copy, packets })).verdict).toBe("differs");
    }
  });

  test("differs where its digest is another", async () => {
    const deps = house();
    const copy = await kept(deps, "encode");
    expect((await again(deps, { ...copy, sha256: sha256("x") })).verdict).toBe("differs");
  });

  test("fails where its arguments are none of ours, or nothing can be read, and says so", async () => {
    const deps = house();
    const copy = await kept(deps, "encode");
    const forged = { ...copy, arguments: ["-i", "file:/etc/passwd", "file:out/viewing"] };
    expect(await again(deps, forged)).toMatchObject({ verdict: "failed", code: "media/not-ours" });
    const unknown = Buffer.from("\0\0\0\x20ftypisom nobody knows it", "latin1");
    const from = {
      ...{ sha256: sha256(unknown), sizeBytes: unknown.byteLength },
      read: async () => once(unknown),
    };
    const found = await again(deps, copy, from);
    expect(found).toMatchObject({ verdict: "failed", sha256: null, code: "media/unreadable" });
  });

  test("is not made of anything but the original", async () => {
    const deps = house();
    const copy = await kept(deps, "encode");
    for (const bytes of [OTHER, FILM.subarray(1), Buffer.concat([FILM, FILM])]) {
      const from = { ...original, read: async () => once(bytes) };
      const error: unknown = await again(deps, copy, from).catch((thrown: unknown) => thrown);
      expect(isRefusal(error, "media/original-differs")).toBe(true);
    }
    expect(deps.folders.files.size).toBe(0);
  });
});
