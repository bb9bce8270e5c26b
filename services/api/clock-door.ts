/** HTTP at /api/v1/devices/clock: a device tells what its clock shows, in two halves, the second of which tells how far the first can be trusted. */
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type AuthenticateDeps, authenticateDevice } from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import { type ClockDeps, checkClock, refineClock } from "../ingest/check-clock.ts";
import { isCameraName } from "../ingest/clock-check.ts";
import { idField, timeField } from "../kernel/fields.ts";
import type { ClockCheckId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { deviceAnswer } from "./device-door.ts";
import { readJson } from "./read-json.ts";

const camera = z.string().refine(isCameraName);

export const Asking = z.union([
  z.strictObject({ deviceTime: timeField, camera: camera.nullable().default(null) }),
  z.strictObject({ check: idField<ClockCheckId>(), heardAt: timeField }),
]);

export type ClockDoorDeps = ClockDeps & AuthenticateDeps;

export function clockDoor(deps: ClockDoorDeps): Router {
  const router = Router();
  const clock = deviceAnswer("/api/v1/devices/clock", (...asked) => answer(deps, ...asked));
  router.post("/clock", clock);
  return router;
}

async function answer(deps: ClockDoorDeps, request: Request, response: Response): Promise<void> {
  // Before anything that takes time.
  const receivedAt = deps.clock();
  const { deviceId } = await authenticateDevice(deps, deviceProof(request));
  const asked = Asking.safeParse(await readJson(request));
  if (!asked.success) {
    throw new Refusal("invalid", "ingest/bad-clock-check", "no clock check as it should be", {
      fix: 'Send {"deviceTime": "<RFC 3339>"}, then {"check": "<id of the answer>", "heardAt": "<RFC 3339>"}.',
    });
  }
  const { data } = asked;
  const check =
    "check" in data
      ? await refineClock(deps, deviceId, data.check, data.heardAt)
      : await checkClock(deps, deviceId, data.camera, data.deviceTime, receivedAt);
  const { id, checkedAt, offsetMs, uncertaintyMs } = check;
  response.status(201).json({ id, checkedAt, offsetMs, uncertaintyMs });
}
