/** Routes: who carried a device when, and corrections of it. */
import { entryAt } from "../access/assignment.ts";
import { type AssignmentDeps, assignDevice } from "../access/assign-device.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { AssignmentId, DeviceId } from "../kernel/ids.ts";
import { assignmentBody } from "./assignment-body.ts";
import { IdPath } from "./api-schema.ts";
import { AssignmentList, AssignmentQuery, AssignmentRequest } from "./device-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

const path = "/devices/{id}/assignments";
const tag = "Devices";

export const assignmentRoutes = (deps: AssignmentDeps): Route[] => [
  route({
    method: "get",
    path,
    tag,
    summary:
      "Who carried this device, everything ever entered, and who had it at a time as known at a time",
    permission: "devices:see",
    params: IdPath,
    query: AssignmentQuery,
    answer: { status: 200, schema: AssignmentList },
    handle: async ({ params, query: { at, known } }) => ({
      json: await listed(deps, params.id as DeviceId, at, known),
    }),
  }),
  route({
    method: "post",
    path,
    tag,
    summary:
      "Enter who carries this device, or correct an entry; nothing that was entered is changed",
    permission: "devices:assign",
    params: IdPath,
    body: AssignmentRequest,
    answer: { status: 201, schema: AssignmentList },
    handle: async (call) => {
      const { officer, from, to, replaces, reason } = call.body;
      const entry = {
        ...{ officer, from, to, reason },
        replaces: replaces as AssignmentId | null,
      };
      const id = call.params.id as DeviceId;
      await assignDevice(deps, id, entry, callerOf(call).person.id);
      return { json: await listed(deps, id, undefined, undefined), status: 201 };
    },
  }),
];

async function listed(
  { assignments, clock }: AssignmentDeps,
  id: DeviceId,
  at: UtcInstant = clock(),
  known: UtcInstant = clock(),
) {
  const entries = await assignments.assignments(id);
  const holder = entryAt(entries, at, known);
  return {
    entries: entries.map(assignmentBody),
    holder: holder === null ? null : assignmentBody(holder),
  };
}
