-- What becomes of a docking visit is told to those who may know of everything that its dock listed. And a webhook that was away
-- for longer than the line of events is kept stops, and says so.

ALTER TABLE published_events ADD COLUMN batch_id uuid;

-- By the rule of the list of visits: with the rights of whoever asks the policies ask, which may read no batch itself.
CREATE FUNCTION sees_batch(batch uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT EXISTS (SELECT FROM public.batches b WHERE b.id = batch AND public.sees_all(b.uploads, NULL)) $$;

CREATE POLICY seen_batch ON published_events AS RESTRICTIVE FOR SELECT TO holdfast_reader
  USING (batch_id IS NULL OR sees_batch(batch_id));

ALTER TABLE webhooks DROP CONSTRAINT webhooks_stopped_why_check,
  ADD CONSTRAINT webhooks_stopped_why_check CHECK (stopped_why IN ('by-hand', 'failing', 'gone', 'account', 'forgotten'));
