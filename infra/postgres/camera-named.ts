/** Which device in the register a dock means by the name of a camera: batches and the calendar ask by one rule. */
import { type RawBuilder, sql } from "kysely";
import type { DeviceId } from "../../services/kernel/ids.ts";

/** As a value in a statement; null where there is none, or it is a dock, which records nothing. */
export const cameraNamed = (name: string): RawBuilder<DeviceId | null> =>
  sql`(SELECT id FROM devices WHERE name = ${name} AND kind <> 'dock')`;
