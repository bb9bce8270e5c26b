/** Who carried the camera of a recording when it was made, in PostgreSQL: as services/access/assign-device.ts (`carrierOf`) has it. */
import { type RawBuilder, sql } from "kysely";
import type { UserId } from "../../services/kernel/ids.ts";

const happened = (item: RawBuilder<unknown>): RawBuilder<Date> =>
  sql`coalesce(${item}.recorded_at, ${item}.received_at)`;

/**
 * Of a row `i` of items; null: nobody, as far as is known now. That an entry was not corrected is a look into an index: as NOT EXISTS
 * PostgreSQL read the whole calendar for each item.
 */
export const carrier: RawBuilder<UserId | null> = sql`(SELECT a.user_id FROM device_assignments a
   WHERE a.device_id = coalesce((SELECT n.id FROM devices n, devices s WHERE s.id = i.device_id AND s.kind = 'dock'
                                   AND n.kind <> 'dock' AND n.name = normalize(i.other_metadata->>'device')), i.device_id)
     AND (SELECT r.position FROM device_assignments r WHERE r.replaces = a.id) IS NULL
     AND a.from_at <= ${happened(sql`i`)} AND (a.to_at IS NULL OR ${happened(sql`i`)} < a.to_at)
   ORDER BY a.from_at DESC, a.position DESC LIMIT 1)`;

/** Whether `i` was recorded by them: looked for among what came of cameras that they ever carried, at the time. */
export const carriedBy = (user: UserId): RawBuilder<boolean> => sql`(i.id IN (
  SELECT c.id FROM device_assignments a JOIN items c ON c.device_id = a.device_id WHERE ${had(user)}
  UNION ALL
  SELECT c.id FROM device_assignments a JOIN devices n ON n.id = a.device_id
    JOIN items c ON length(c.other_metadata->>'device') <= 200 AND normalize(c.other_metadata->>'device') = n.name WHERE ${had(user)})
  AND ${carrier} = ${user})`;

const had = (user: UserId): RawBuilder<boolean> =>
  sql`a.user_id = ${user} AND a.from_at <= ${happened(sql`c`)} AND (a.to_at IS NULL OR ${happened(sql`c`)} < a.to_at)`;
