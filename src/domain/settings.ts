/** What the core is told of the place in which it runs. */
export interface Settings {
  /** Where our own pages stand ("https://ask.example.org"), without a slash at the end. */
  publicUrl: string
  /** How long a conversation is kept after its last message. */
  retentionMinutes: number
}
