-- When a person last showed who they are: dangerous acts ask for that anew after ten minutes.

ALTER TABLE sessions ADD COLUMN confirmed_at timestamptz;
UPDATE sessions SET confirmed_at = created_at;
ALTER TABLE sessions ALTER COLUMN confirmed_at SET NOT NULL;

ALTER TABLE api_tokens ADD COLUMN confirmed_at timestamptz;   -- null: never since it was made

-- A browser that was sent to the provider to confirm a session that is open, and not to begin one.
ALTER TABLE sign_ons ADD COLUMN confirms text;
