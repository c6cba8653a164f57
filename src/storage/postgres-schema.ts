/**
 * How the tables came about, step by step, as in SQLite. Conversations are named by a hash of their id, `state` and `body`
 * are sealed (seal.ts). `changed` is the server's own clock: replicas find by it what their doorbell did not tell them.
 */
export const steps = [
  `
CREATE TABLE conversations (
  id text PRIMARY KEY,
  state bytea NOT NULL,
  version integer NOT NULL,
  last integer NOT NULL,
  expires bigint NOT NULL,
  changed timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX conversations_by_expiry ON conversations (expires);
CREATE INDEX conversations_by_change ON conversations (changed);

CREATE TABLE activities (
  conversation text NOT NULL,
  sequence integer NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (conversation, sequence)
);

CREATE TABLE seen (
  conversation text NOT NULL,
  activity text NOT NULL,
  first integer NOT NULL,
  expires bigint NOT NULL,
  PRIMARY KEY (conversation, activity)
);
CREATE INDEX seen_by_expiry ON seen (expires);

CREATE TABLE journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  decision text NOT NULL,
  urgency text NOT NULL,
  flags text NOT NULL,
  entry text,
  rule text NOT NULL,
  expires bigint NOT NULL
);
CREATE INDEX journal_by_expiry ON journal (expires);

CREATE TABLE unanswered (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  day text NOT NULL,
  text text NOT NULL,
  expires bigint NOT NULL
);
CREATE INDEX unanswered_by_expiry ON unanswered (expires);

CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL);

-- A whole turn in one call: over a slow network the six statements would take six times as long. The row of the
-- conversation is taken first, so turns of one conversation pass one after another, whichever replica they run on.
CREATE FUNCTION commit_turn(
  key text, expected integer, new_state bytea, activity_id text, bodies bytea[], forgetting boolean,
  moment bigint, conversation_ends bigint, seen_ends bigint, note jsonb, question jsonb,
  OUT outcome text, OUT first integer
) LANGUAGE plpgsql AS $$
DECLARE
  was conversations%ROWTYPE;
  base integer := 0;
  live boolean;
BEGIN
  SELECT * INTO was FROM conversations WHERE id = key FOR UPDATE;
  live := FOUND AND was.expires > moment;
  IF activity_id IS NOT NULL THEN
    SELECT s.first INTO first FROM seen s WHERE s.conversation = key AND s.activity = activity_id AND s.expires > moment;
    IF FOUND THEN
      outcome := 'repeated';
      RETURN;
    END IF;
  END IF;
  outcome := 'stale';
  IF expected <> (CASE WHEN live THEN was.version ELSE 0 END) THEN
    RETURN;
  END IF;
  IF live THEN
    base := was.last;
  END IF;

  INSERT INTO conversations AS kept (id, state, version, last, expires)
    VALUES (key, new_state, expected + 1, base + cardinality(bodies), conversation_ends)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = excluded.version, last = excluded.last,
      expires = excluded.expires, changed = clock_timestamp()
      WHERE kept.version = was.version AND kept.expires = was.expires;
  -- Two beginnings of one conversation at once: the other one was faster.
  IF NOT FOUND THEN
    RETURN;
  END IF;

  IF forgetting OR NOT live THEN
    DELETE FROM activities WHERE conversation = key;
  END IF;
  IF forgetting THEN
    DELETE FROM seen WHERE conversation = key;
  END IF;
  INSERT INTO activities (conversation, sequence, body)
    SELECT key, base + place, body FROM unnest(bodies) WITH ORDINALITY AS listed (body, place);
  IF activity_id IS NOT NULL THEN
    INSERT INTO seen (conversation, activity, first, expires) VALUES (key, activity_id, base + 1, seen_ends)
      ON CONFLICT (conversation, activity) DO UPDATE SET first = excluded.first, expires = excluded.expires;
  END IF;
  IF note IS NOT NULL THEN
    INSERT INTO journal (at, decision, urgency, flags, entry, rule, expires)
      VALUES (moment, note->>'decision', note->>'urgency', note->>'flags', note->>'entry', note->>'rule',
        (note->>'expires')::bigint);
  END IF;
  IF question IS NOT NULL THEN
    INSERT INTO unanswered (day, text, expires)
      VALUES (question->>'day', question->>'text', (question->>'expires')::bigint);
  END IF;
  outcome := 'done';
  first := base + 1;
END $$;
`,
  // Shared rate limits: not worth a write to the disk, and gone after a crash of the server, which is no loss.
  `
CREATE UNLOGGED TABLE limits (key text PRIMARY KEY, calls integer NOT NULL, ends timestamptz NOT NULL);
CREATE INDEX limits_by_end ON limits (ends);
`,
  // Answers on their way to a channel. The older function stays: replicas of the version before still call it while they are
  // replaced one by one.
  `
CREATE TABLE undelivered (
  conversation text NOT NULL,
  activity text NOT NULL,
  body bytea NOT NULL,
  expires bigint NOT NULL,
  PRIMARY KEY (conversation, activity)
);
CREATE INDEX undelivered_by_expiry ON undelivered (expires);

CREATE FUNCTION commit_turn_to_send(
  key text, expected integer, new_state bytea, activity_id text, bodies bytea[], forgetting boolean,
  moment bigint, conversation_ends bigint, seen_ends bigint, note jsonb, question jsonb, to_send bytea,
  OUT outcome text, OUT first integer
) LANGUAGE plpgsql AS $$
BEGIN
  SELECT t.outcome, t.first INTO outcome, first FROM commit_turn(key, expected, new_state, activity_id, bodies, forgetting,
    moment, conversation_ends, seen_ends, note, question) t;
  IF outcome <> 'done' THEN
    RETURN;
  END IF;
  IF forgetting THEN
    DELETE FROM undelivered WHERE conversation = key;
  END IF;
  IF activity_id IS NOT NULL AND to_send IS NOT NULL THEN
    INSERT INTO undelivered (conversation, activity, body, expires) VALUES (key, activity_id, to_send, conversation_ends)
      ON CONFLICT (conversation, activity) DO UPDATE SET body = excluded.body, expires = excluded.expires;
  END IF;
END $$;
`
]
