-- The walls for guests: to them nothing is open that a share does not open, a case of nobody neither.

GRANT SELECT ON shares TO holdfast_reader;
REVOKE SELECT ON guests, partners FROM holdfast_reader;
ALTER TABLE shares ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON shares FOR SELECT TO holdfast_reader
  USING (sees_all(item_ids, NULL) AND (case_id IS NULL OR sees_case(case_id)));

CREATE OR REPLACE FUNCTION sees_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
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
  RETURN (asker_role() <> 'guest' AND coalesce((SELECT bool_or(p.user_id = public.asker()) FROM public.standing_links k JOIN public.case_people p ON p.case_id = k.case_id
                    WHERE k.item_id = item AND (p.until IS NULL OR p.until > public.asker_day())), true))
      OR EXISTS (SELECT FROM public.access_grants g WHERE g.user_id = public.asker() AND g.revoked_at IS NULL
                    AND g.from_day <= public.asker_day() AND g.until > public.asker_day()
                    AND (item = ANY (g.item_ids) OR g.case_id IN (SELECT k.case_id FROM public.standing_links k WHERE k.item_id = item)));
END $$;

CREATE OR REPLACE FUNCTION sees_case(held uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
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
