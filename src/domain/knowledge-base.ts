import type { Article } from './article.js'
import type { Clinic } from './clinic.js'
import type { CueTable } from './cue.js'
import type { Entry } from './entry.js'
import type { FlaggedMessage } from './flagged-message.js'
import type { IntentTable } from './intent.js'
import type { Legal } from './legal.js'
import type { Lexicon } from './lexicon.js'
import type { Messages } from './messages.js'
import type { OtherLanguages } from './other-languages.js'
import type { OutOfScope } from './out-of-scope.js'
import type { RedFlagTable } from './red-flag.js'
import type { UnclearTable } from './unclear.js'

/** All that the assistant knows and says, read once from `knowledge/`, checked and never changed. */
export interface KnowledgeBase {
  clinic: Clinic
  articles: Article[]
  entries: Entry[]
  redFlags: RedFlagTable
  cues: CueTable
  unclear: UnclearTable
  flaggedMessages: FlaggedMessage[]
  intents: IntentTable
  lexicon: Lexicon
  outOfScope: OutOfScope
  otherLanguages: OtherLanguages
  messages: Messages
  legal: Legal
}
