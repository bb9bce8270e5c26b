-- Failed log-ins are counted by name and by where they come from: whoever guesses slows down themself alone.
ALTER TABLE login_failures ADD COLUMN source text NOT NULL DEFAULT '';
ALTER TABLE login_failures DROP CONSTRAINT login_failures_pkey;
ALTER TABLE login_failures ADD PRIMARY KEY (name, source);
