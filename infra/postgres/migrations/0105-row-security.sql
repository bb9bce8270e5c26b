-- Behind the walls in each statement (infra/postgres/walls.ts): what is read for a person is read as a role that sees
-- only rows this person may know of, so that a wall that was forgotten hides too much and never too little.
-- Who asks stands in settings of the transaction (infra/postgres/ask-as.ts); without them nothing is seen.

DO $$
BEGIN
  IF to_regrole('holdfast_reader') IS NULL THEN
    BEGIN
      CREATE ROLE holdfast_reader NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was first
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'holdfast_reader', 'MEMBER') THEN
    EXECUTE format('GRANT holdfast_reader TO %I', current_user);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'this database''s owner may not make the role holdfast_reader'
    USING HINT = format('As a superuser: CREATE ROLE holdfast_reader NOLOGIN; GRANT holdfast_reader TO %I; then start again.', current_user);
END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO holdfast_reader;
-- Secrets are for nobody who reads for a person. A table that comes later is readable once its migration says so.
REVOKE SELECT ON users, devices, sessions, api_tokens, sign_ons, enrolment_codes, login_failures, item_keys, guests, partners FROM holdfast_reader;
GRANT SELECT (id, name, display_name, role, created_at, disabled_at) ON users TO holdfast_reader;
GRANT SELECT (id, name, kind, created_at, retired_at, sequence) ON devices TO holdfast_reader;

-- Who asks. Empty where nobody does: then no comparison holds.
CREATE FUNCTION asker() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('holdfast.person', true), '')::uuid $$;
CREATE FUNCTION asker_role() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('holdfast.role', true), '') $$;
CREATE FUNCTION asker_rank() RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('holdfast.rank', true), '')::integer $$;
CREATE FUNCTION asker_duties() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('holdfast.duties', true), '')::text[] $$;
CREATE FUNCTION asker_day() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('holdfast.day', true), '')::date $$;

-- Whether a label in force stands between the asker and what it is on: `blocks` in walls.ts.
CREATE FUNCTION label_blocks(kind text, rank integer, until date, scope uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (until IS NULL OR until > asker_day()) AND (rank > asker_rank()
    OR (kind IN ('work', 'trade', 'privacy', 'minor', 'informant') AND NOT kind = ANY (asker_duties()))
    OR (kind = 'set-apart' AND asker_role() <> 'admin')
    OR (scope IS NOT NULL AND NOT asker() = ANY (scope))) $$;

-- What the walls in statements read, as their owner sees it: a wall must see what it hides.
CREATE VIEW standing_links AS SELECT item_id, case_id FROM case_links WHERE unlinked_at IS NULL;
CREATE VIEW every_case AS SELECT id, number, title FROM cases;
CREATE VIEW every_session AS SELECT id, case_id FROM recording_sessions;
CREATE VIEW session_members AS
  SELECT session_id, item_id FROM session_items WHERE ended_at IS NULL
  UNION ALL
  SELECT s.id, i.id FROM recording_sessions s JOIN items i ON i.other_metadata->>'session' = s.number
   WHERE NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);
CREATE VIEW submitted_sessions AS SELECT case_id, number, session_ids FROM legal_reviews WHERE kind = 'submission';
GRANT SELECT ON standing_links, every_case, every_session, session_members, submitted_sessions TO holdfast_reader;

-- The walls once more, of one thing each, as their owner. In PL/pgSQL, because its plans are made once a connection: as part
-- of a statement they make planning it take longer than running it. Of what is not there, they answer as of what bears nothing.
CREATE FUNCTION sees_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  IF asker() IS NULL THEN RETURN false; END IF;
  -- Where much is hidden it is by labels of its own: the least look first.
  IF EXISTS (SELECT FROM public.secrecy_labels l WHERE l.item_id = item AND l.ended_at IS NULL
                AND public.label_blocks(l.kind, public.secrecy_rank(l.kind, l.status), l.until, l.scope)) THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM public.secrecy_walls w WHERE w.item_id = item AND public.label_blocks(w.kind, w.rank, w.until, w.scope)) THEN
    RETURN false;
  END IF;
  IF asker_role() IN ('admin', 'auditor', 'records', 'legal') THEN RETURN true; END IF;
  -- To a guest nothing is open that a share does not open, a case of nobody neither.
  RETURN (asker_role() <> 'guest' AND coalesce((SELECT bool_or(p.user_id = public.asker()) FROM public.standing_links k
                    JOIN public.case_people p ON p.case_id = k.case_id
                    WHERE k.item_id = item AND (p.until IS NULL OR p.until > public.asker_day())), true))
      OR EXISTS (SELECT FROM public.access_grants g WHERE g.user_id = public.asker() AND g.revoked_at IS NULL
                    AND g.from_day <= public.asker_day() AND g.until > public.asker_day()
                    AND (item = ANY (g.item_ids) OR g.case_id IN (SELECT k.case_id FROM public.standing_links k WHERE k.item_id = item)));
END $$;

CREATE FUNCTION sees_case(held uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  IF asker() IS NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM public.secrecy_labels l WHERE l.case_id = held AND l.ended_at IS NULL
                AND public.label_blocks(l.kind, public.secrecy_rank(l.kind, l.status), l.until, l.scope)) THEN
    RETURN false;
  END IF;
  IF asker_role() IN ('admin', 'auditor', 'records', 'legal') THEN RETURN true; END IF;
  RETURN (asker_role() <> 'guest' AND coalesce((SELECT bool_or(p.user_id = public.asker()) FROM public.case_people p
                    WHERE p.case_id = held AND (p.until IS NULL OR p.until > public.asker_day())), true))
      OR EXISTS (SELECT FROM public.access_grants g WHERE g.user_id = public.asker() AND g.revoked_at IS NULL
                    AND g.from_day <= public.asker_day() AND g.until > public.asker_day() AND g.case_id = held);
END $$;

CREATE FUNCTION sees_session(session uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  IF asker() IS NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM public.secrecy_labels l WHERE l.session_id = session AND l.ended_at IS NULL
                AND public.label_blocks(l.kind, public.secrecy_rank(l.kind, l.status), l.until, l.scope)) THEN
    RETURN false;
  END IF;
  RETURN NOT EXISTS (SELECT FROM public.every_session s WHERE s.id = session AND NOT public.sees_case(s.case_id))
     AND NOT EXISTS (SELECT FROM public.session_members m WHERE m.session_id = session AND NOT public.sees_item(m.item_id));
END $$;

-- What names several things is known to whoever may know of all of them.
CREATE FUNCTION sees_all(items uuid[], sessions uuid[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  RETURN asker() IS NOT NULL
    AND NOT EXISTS (SELECT FROM unnest(items) AS u (id) WHERE NOT public.sees_item(u.id))
    AND NOT EXISTS (SELECT FROM unnest(sessions) AS u (id) WHERE NOT public.sees_session(u.id));
END $$;

CREATE FUNCTION sees_hold(items uuid[], held uuid, session uuid, query jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  RETURN public.sees_all(items, ARRAY[session]) AND public.sees_case(held)
    AND NOT EXISTS (SELECT FROM public.every_case c WHERE c.number = query->>'declaredCase' AND NOT public.sees_case(c.id));
END $$;

DO $$
DECLARE
  wall record;
BEGIN
  FOR wall IN SELECT * FROM (VALUES
    ('items', 'sees_item(id)'), ('cases', 'sees_case(id)'), ('recording_sessions', 'sees_session(id)'),
    -- What belongs to one of them is known with it.
    ('annotations', 'sees_item(item_id)'), ('custody_events', 'sees_item(item_id)'), ('derivatives', 'sees_item(item_id)'),
    ('disposal_items', 'sees_item(item_id)'), ('held_items', 'sees_item(item_id)'), ('item_flags', 'sees_item(item_id)'),
    ('retention', 'sees_item(item_id)'), ('retention_told', 'sees_item(item_id)'), ('retention_extensions', 'sees_item(item_id)'),
    ('retention_reviews', 'sees_item(item_id)'), ('session_items', 'sees_item(item_id)'),
    ('source_verdicts', 'sees_item(item_id)'), ('tombstones', 'sees_item(item_id)'), ('viewings', 'sees_item(item_id)'),
    ('case_file_orders', 'sees_case(case_id)'), ('case_parties', 'sees_case(case_id)'), ('case_publicity', 'sees_case(case_id)'),
    ('case_told', 'sees_case(case_id)'), ('session_flags', 'sees_session(session_id)'),
    ('case_links', 'sees_item(item_id) AND sees_case(case_id)'),
    ('told_conditions', 'CASE WHEN item_id IS NULL THEN sees_case(case_id) ELSE sees_item(item_id) END'),
    ('shares', 'sees_all(item_ids, NULL) AND (case_id IS NULL OR sees_case(case_id))'),
    ('packages', 'sees_all(item_ids, session_ids)'), ('holds', 'sees_hold(item_ids, case_id, session_id, query)'),
    ('case_documents', 'sees_case(case_id) AND sees_all(item_ids, session_ids)'),
    -- An opinion names no session, and is as secret as what it is on.
    ('legal_reviews', 'sees_case(case_id) AND sees_all(item_ids, (SELECT r.session_ids FROM submitted_sessions r
      WHERE r.case_id = legal_reviews.case_id AND r.number = legal_reviews.number))')) AS v (name, rule)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wall.name);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT TO holdfast_reader USING (%s)', wall.name, wall.rule);
  END LOOP;
END $$;
