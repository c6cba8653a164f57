import type { Verdict } from '../domain/verdict.js'

/** The entry that says where to book: it is closed and cautioned like the intent. */
export const bookingEntry = 'booking'

/** Whether a verdict leads to booking, by intent or by entry. */
export const books = (verdict: Verdict) =>
  verdict.decision === 'book' || (verdict.decision === 'answer' && verdict.entry === bookingEntry)
