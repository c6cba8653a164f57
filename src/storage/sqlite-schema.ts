/**
 * How the tables came about, step by step; a file's `user_version` is the number of steps that it has taken. A change is a
 * new step at the end: steps that have been released stay as they are.
 *
 * Text of people stands only in `activities`, which has no life of its own: it goes with its conversation.
 */
export const steps = [
  `
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  last INTEGER NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX conversations_by_expiry ON conversations (expires);

CREATE TABLE activities (
  conversation TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (conversation, sequence)
) WITHOUT ROWID;

CREATE TABLE seen (
  conversation TEXT NOT NULL,
  activity TEXT NOT NULL,
  first INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (conversation, activity)
) WITHOUT ROWID;
CREATE INDEX seen_by_expiry ON seen (expires);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  decision TEXT NOT NULL,
  urgency TEXT NOT NULL,
  flags TEXT NOT NULL,
  entry TEXT,
  rule TEXT NOT NULL,
  expires INTEGER NOT NULL
);
CREATE INDEX journal_by_expiry ON journal (expires);
`,
  // In the order of a random number, and expiring at a day's end: the order of rows must not tell whose question it was.
  `
CREATE TABLE unanswered (
  id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  text TEXT NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX unanswered_by_expiry ON unanswered (expires);
`,
  // Answers on their way to a channel, in our words; the row goes when the channel has taken them.
  `
CREATE TABLE undelivered (
  conversation TEXT NOT NULL,
  activity TEXT NOT NULL,
  body TEXT NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (conversation, activity)
) WITHOUT ROWID;
CREATE INDEX undelivered_by_expiry ON undelivered (expires);
`
]
