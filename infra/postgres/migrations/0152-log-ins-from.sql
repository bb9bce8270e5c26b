-- Where each log-in came from, as connection and browser said it (services/access/log-in-from.ts): shown to its person and to
-- who manages accounts. Null: it began before this was kept.
ALTER TABLE sessions ADD COLUMN address text CHECK (length(address) <= 45);
ALTER TABLE sessions ADD COLUMN user_agent text CHECK (length(user_agent) <= 256);
