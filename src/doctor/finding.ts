/** What is wrong with a deployment, or worth knowing, and what to do about it. */
export interface Finding {
  /** A problem keeps the assistant from its work or from being safe; a note is for the owner to judge. */
  kind: 'problem' | 'note'
  what: string
  cure: string
}

export const problem = (what: string, cure: string): Finding => ({ kind: 'problem', what, cure })
export const note = (what: string, cure: string): Finding => ({ kind: 'note', what, cure })
