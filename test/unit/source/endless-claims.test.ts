/** Tests of streams made to cost time: claims that fit nothing end the walk, and a stop is heard on the way. */
import { expect, it } from "vitest";
import { type Nal, nalOf } from "../../../services/source/nal.ts";
import { checkOnvif } from "../../../services/source/onvif-check.ts";
import {
  ONVIF_ROOT,
  isOnvifSei,
  isSlice,
  onvifFile,
  unitsOf,
} from "../../fixtures/onvif-recordings.ts";

const units = unitsOf(onvifFile("to-the-end.h264"));
const picture = nalOf("h264", units.filter(isSlice)[1]!)!;
const sei = nalOf("h264", units.find(isOnvifSei)!)!;
const trust = { roots: [ONVIF_ROOT], at: new Date("2027-01-01T12:00:00Z") };

it("ends where more claims fit nothing than may", async () => {
  let given = 0;
  async function* nals(): AsyncGenerator<Nal> {
    for (given = 0; given < 5_000; given += 1) yield given < 20 ? picture : sei;
  }
  const verdict = await checkOnvif(nals, trust, new AbortController().signal);
  expect(verdict).toMatchObject({ verdict: "invalid" });
  expect(verdict.reasons).toContain("pictures-differ");
  expect(given).toBeLessThan(30);
});

it("hears a stop between units that come without waiting", async () => {
  const stop = new AbortController();
  async function* nals(): AsyncGenerator<Nal> {
    yield sei;
    for (let given = 0; given < 5_000; given += 1) yield picture;
  }
  setImmediate(() => stop.abort(new Error("stopped")));
  await expect(checkOnvif(nals, trust, stop.signal)).rejects.toThrow("stopped");
});

it("hears a stop while it looks for the hash, which no unit may name", async () => {
  const stop = new AbortController();
  let given = 0;
  async function* nals(): AsyncGenerator<Nal> {
    for (given = 0; given < 5_000; given += 1) yield picture;
  }
  setImmediate(() => stop.abort(new Error("stopped")));
  await expect(checkOnvif(nals, trust, stop.signal)).rejects.toThrow("stopped");
  expect(given).toBeLessThan(5_000);
});
