/** What items are found by, read from everything that tells of them: one statement for the items, one for each kind of source. */
import { sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { ItemFacts, Named, SourceFacts } from "../../services/search/search-entry.ts";
import { carrier } from "./carried-by.ts";
import type { Database } from "./connection.ts";

/** What the sender says of its own work, and no word of a recording. */
const UNTOLD = new Set(["secrecy"]);

interface FactsRow extends Pick<
  ItemFacts,
  "itemId" | "position" | "stage" | "deviceId" | "sha256"
> {
  readonly activity: string | null;
  readonly filename: string;
  readonly device: string;
  readonly declared: string | null;
  readonly recording: string | null;
  readonly other: Readonly<Record<string, string>>;
  readonly happened: Date;
  readonly isDiffering: boolean;
  readonly source: string | null;
  readonly decoded: string | null;
  readonly isHeld: boolean;
  readonly retention: { readonly isOpen: boolean; readonly until: string } | null;
  readonly notes: readonly NoteBody[];
  readonly people: readonly PersonRow[];
  readonly sourceIds: readonly string[];
}

/** As services/sessions/annotation.ts keeps them. */
interface NoteBody {
  readonly text?: string | null;
  readonly documentNo?: string;
  readonly segments?: readonly { readonly text: string }[];
}

interface PersonRow {
  readonly names: readonly (string | null)[];
  readonly numbers: readonly (string | null)[];
}

interface SourceRow extends Pick<SourceFacts, "id" | "kind" | "caseId"> {
  readonly texts: readonly (string | null)[];
  readonly place: string | null;
  readonly people: readonly PersonRow[];
}

/** What an officer `o` is called by the credential that began last, of those that nothing corrected. */
const CREDENTIAL = sql`LATERAL (SELECT e.name, e.credential_no FROM officer_entries e
  WHERE e.officer_id = o.id AND NOT EXISTS (SELECT FROM officer_entries r WHERE r.replaces = e.id)
  ORDER BY e.valid_from DESC, e.position DESC LIMIT 1) k`;

/** Those that are there and did not end, in no order. */
export async function searchFacts(
  db: Database,
  ids: readonly ItemId[],
): Promise<readonly ItemFacts[]> {
  const { rows } = await sql<FactsRow>`
    SELECT i.id AS "itemId", i.position, i.stage, i.device_id AS "deviceId", i.original_sha256 AS sha256, i.filename, i.activity,
           d.name AS device, i.declared_case AS declared, i.recording, i.other_metadata AS other,
           coalesce(i.recorded_at, i.received_at) AS happened, i.media_check->>'verdict' AS decoded,
           (SELECT v.verdict FROM source_verdicts v WHERE v.item_id = i.id) AS source,
           EXISTS (SELECT FROM fixity_findings f WHERE f.item_id = i.id AND f.ended_at IS NULL) AS "isDiffering",
           EXISTS (SELECT FROM held_items h JOIN holds o ON o.id = h.hold_id
                    WHERE h.item_id = i.id AND o.released_at IS NULL) AS "isHeld",
           (SELECT jsonb_build_object('isOpen', r.is_open, 'until', r.floor_until) FROM retention r WHERE r.item_id = i.id) AS retention,
           (SELECT coalesce(jsonb_agg(a.body), '[]') FROM annotations a WHERE a.item_id = i.id AND a.ended_at IS NULL) AS notes,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('names', ARRAY[u.display_name, k.name],
                     'numbers', ARRAY[u.name, u.staff_number, k.credential_no])), '[]')
              FROM users u LEFT JOIN officers o ON o.user_id = u.id LEFT JOIN ${CREDENTIAL} ON true
             WHERE u.id = ${carrier}) AS people,
           ARRAY(SELECT l.case_id FROM case_links l WHERE l.item_id = i.id AND l.unlinked_at IS NULL
                 UNION ALL SELECT search_parties_of(l.case_id) FROM case_links l WHERE l.item_id = i.id AND l.unlinked_at IS NULL
                    AND EXISTS (SELECT FROM case_parties p WHERE p.case_id = l.case_id)
                 UNION ALL SELECT m.session_id FROM session_members m WHERE m.item_id = i.id
                 UNION ALL SELECT x.id FROM case_documents x WHERE x.item_ids @> ARRAY[i.id]) AS "sourceIds"
      FROM items i JOIN devices d ON d.id = i.device_id
     WHERE i.id = ANY (${[...ids]}::uuid[])`.execute(db);
  const there = rows.filter((row) => !isDisposed(row));
  const sources = await sourceFacts(db, [...new Set(there.flatMap((row) => row.sourceIds))]);
  return there.map((row) => factsOf(row, sources));
}

function factsOf(row: FactsRow, sources: ReadonlyMap<string, SourceFacts>): ItemFacts {
  const { itemId, position, stage, deviceId, sha256, activity } = row;
  const told = Object.entries(row.other).flatMap(([key, text]) => (UNTOLD.has(key) ? [] : [text]));
  const notes = row.notes.flatMap(({ text, documentNo, segments = [] }) => [
    ...[text, documentNo],
    ...segments.map((segment) => segment.text),
  ]);
  return {
    ...{ itemId, position, stage, deviceId, sha256, activity },
    texts: present([
      row.filename,
      row.device,
      row.declared,
      activity,
      row.recording,
      ...told,
      ...notes,
    ]),
    places: present([row.other["place"]]),
    people: row.people.flatMap(namedOf),
    happenedAt: utcInstant(row.happened),
    ...{ isDiffering: row.isDiffering, source: row.source, decoded: row.decoded },
    isHeld: row.isHeld,
    retention:
      row.retention === null
        ? null
        : { isOpen: row.retention.isOpen, until: row.retention.until as CalendarDate | "infinity" },
    sources: row.sourceIds.flatMap((id) => sources.get(id) ?? []),
  };
}

async function sourceFacts(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SourceFacts>> {
  const wanted = sql`${ids}::uuid[]`;
  const { rows } = await sql<SourceRow>`
    SELECT c.id, 'case' AS kind, NULL::uuid AS "caseId", ARRAY[c.number, c.title, c.agency_unit] AS texts, NULL AS place,
           '[]'::jsonb AS people
      FROM cases c WHERE c.id = ANY (${wanted})
    UNION ALL
    SELECT search_parties_of(p.case_id), 'parties', p.case_id, '{}', NULL,
           coalesce(jsonb_agg(jsonb_build_object('names', ARRAY[p.name], 'numbers', '{}'::text[])) FILTER (WHERE p.ended_at IS NULL), '[]')
      FROM case_parties p WHERE search_parties_of(p.case_id) = ANY (${wanted}) GROUP BY p.case_id
    UNION ALL
    SELECT s.id, 'session', NULL, ARRAY[s.number, s.facts->>'place', s.facts->>'documentNo', s.facts->>'notRecorded'] || s.activities
             || ARRAY(SELECT e.words FROM live_events e WHERE e.session_id = s.id AND e.kind IN ('marker', 'announcement')),
           s.facts->>'place',
           (SELECT coalesce(jsonb_agg(jsonb_build_object('names', ARRAY[k.name], 'numbers', ARRAY[k.credential_no])), '[]')
              FROM officers o JOIN ${CREDENTIAL} ON true WHERE o.id = ANY (s.officer_ids))
      FROM recording_sessions s WHERE s.id = ANY (${wanted})
    UNION ALL
    SELECT x.id, 'document', NULL, ARRAY[x.text], NULL, '[]'::jsonb FROM case_documents x WHERE x.id = ANY (${wanted})`.execute(
    db,
  );
  return new Map(
    rows.map(({ id, kind, caseId, texts, place, people }) => [
      id,
      {
        ...{ id, kind, caseId },
        texts: kind === "document" ? present(texts).flatMap(wordsWritten) : present(texts),
        places: present([place]),
        people: people.flatMap(namedOf),
      },
    ]),
  );
}

const present = (texts: readonly (string | null | undefined)[]): readonly string[] =>
  texts.filter((text) => text !== null && text !== undefined);

const namedOf = ({ names, numbers }: PersonRow): readonly Named[] =>
  [...new Set(present(names))].map((name) => ({ name, numbers: present(numbers) }));

const CODE = /^[0-9a-f-]{32,}$/;

/** What a sealed text says in words: neither names of members nor ids and digests. */
function wordsWritten(text: string): readonly string[] {
  const found: string[] = [];
  JSON.parse(text, (_, value: unknown) => {
    if (typeof value === "string" && !CODE.test(value)) found.push(value);
    return value;
  });
  return [...new Set(found)];
}
