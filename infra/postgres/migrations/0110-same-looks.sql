-- Where a request is masked (services/review/mask-hidden.ts) all is looked at, whatever the first look finds: else a hidden thing
-- answers sooner than a missing one. Lists go on ending at the first wall. The rules are those of 0105.

CREATE OR REPLACE FUNCTION sees_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  wholly boolean := coalesce(current_setting('holdfast.wholly', true), '') = 'yes';
  seen boolean := true;
  known boolean;
BEGIN
  IF asker() IS NULL THEN RETURN false; END IF;
  -- Where much is hidden it is by labels of its own: the least look first.
  IF EXISTS (SELECT FROM public.secrecy_labels l WHERE l.item_id = item AND l.ended_at IS NULL
                AND public.label_blocks(l.kind, public.secrecy_rank(l.kind, l.status), l.until, l.scope)) THEN
    IF NOT wholly THEN RETURN false; END IF;
    seen := false;
  END IF;
  IF EXISTS (SELECT FROM public.secrecy_walls w WHERE w.item_id = item AND public.label_blocks(w.kind, w.rank, w.until, w.scope)) THEN
    IF NOT wholly THEN RETURN false; END IF;
    seen := false;
  END IF;
  IF asker_role() IN ('admin', 'auditor', 'records', 'legal') THEN RETURN seen; END IF;
  -- To a guest nothing is open that a share does not open, a case of nobody neither.
  known := (asker_role() <> 'guest' AND coalesce((SELECT bool_or(p.user_id = public.asker()) FROM public.standing_links k
                    JOIN public.case_people p ON p.case_id = k.case_id
                    WHERE k.item_id = item AND (p.until IS NULL OR p.until > public.asker_day())), true))
      OR EXISTS (SELECT FROM public.access_grants g WHERE g.user_id = public.asker() AND g.revoked_at IS NULL
                    AND g.from_day <= public.asker_day() AND g.until > public.asker_day()
                    AND (item = ANY (g.item_ids) OR g.case_id IN (SELECT k.case_id FROM public.standing_links k WHERE k.item_id = item)));
  RETURN seen AND known;
END $$;

CREATE OR REPLACE FUNCTION sees_case(held uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  wholly boolean := coalesce(current_setting('holdfast.wholly', true), '') = 'yes';
  seen boolean := true;
  known boolean;
BEGIN
  IF asker() IS NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM public.secrecy_labels l WHERE l.case_id = held AND l.ended_at IS NULL
                AND public.label_blocks(l.kind, public.secrecy_rank(l.kind, l.status), l.until, l.scope)) THEN
    IF NOT wholly THEN RETURN false; END IF;
    seen := false;
  END IF;
  IF asker_role() IN ('admin', 'auditor', 'records', 'legal') THEN RETURN seen; END IF;
  known := (asker_role() <> 'guest' AND coalesce((SELECT bool_or(p.user_id = public.asker()) FROM public.case_people p
                    WHERE p.case_id = held AND (p.until IS NULL OR p.until > public.asker_day())), true))
      OR EXISTS (SELECT FROM public.access_grants g WHERE g.user_id = public.asker() AND g.revoked_at IS NULL
                    AND g.from_day <= public.asker_day() AND g.until > public.asker_day() AND g.case_id = held);
  RETURN seen AND known;
END $$;
