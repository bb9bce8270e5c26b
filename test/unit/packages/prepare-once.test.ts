/** What a package tells and draws for people is made once: to see that there is room, and to go in; and nothing of one that ended meanwhile. */
import { expect, it } from "vitest";
import type { CertificateDocument } from "../../../services/packages/certificate-document.ts";
import type { Package } from "../../../services/packages/package-store.ts";
import { preparePackage } from "../../../services/packages/prepare-package.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { makeWorld } from "../../fixtures/small-package.ts";

it("and once more where the run that drew it was cut off: nothing of that is kept", async () => {
  const world = await makeWorld();
  const itemId = await world.sealedItem(Buffer.from("film"));
  const drawn: CertificateDocument[] = [];
  let told = 0;
  const { printer, completeness, signer } = world.deps;
  Object.assign(world.deps, {
    printer: {
      print: (document: CertificateDocument) => {
        drawn.push(document);
        return printer.print(document);
      },
    },
    completeness: {
      tell: (request: Parameters<typeof completeness.tell>[0]) => {
        told += 1;
        return completeness.tell(request);
      },
    },
    signer: { ...signer, sign: () => Promise.reject(new Error("cut")) },
  });
  await expect(world.prepare(itemId)).rejects.toThrow("cut");
  expect([drawn.length, told]).toEqual([2, 1]);
  Object.assign(world.deps, { signer });
  const [waiting] = await world.deps.packages.waiting(1);
  expect(await preparePackage(world.deps, waiting!)).toMatchObject({ state: "ready" });
  expect([drawn.length, told]).toEqual([4, 2]);
  await world.close();
});

it("custody does not say of an item that it was packaged once the package has ended", async () => {
  const world = await makeWorld();
  const itemId = await world.sealedItem(Buffer.from("film"));
  const { packages, completeness } = world.deps;
  Object.assign(world.deps, {
    completeness: {
      tell: async (request: Parameters<typeof completeness.tell>[0]) => {
        const [{ id }] = (await packages.waiting(1)) as [Package];
        await packages.finish(id, { failure: "exports/withdrawn" }, ANY_ACTION);
        return completeness.tell(request);
      },
    },
  });
  const before = await world.deps.items.custody(itemId);
  expect(await world.prepare(itemId)).toMatchObject({
    ...{ state: "failed", failure: "exports/withdrawn" },
  });
  expect(await world.deps.items.custody(itemId)).toEqual(before);
  await world.close();
});
