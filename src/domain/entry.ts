import { z } from 'zod'
import type { Passage } from './passage.js'

export const EntryId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens only')

/** Front matter of `en/entries/<id>.md`; the passage is the text below it. */
export const EntryHead = z.strictObject({
  id: EntryId,
  question: z.string().min(3),
  /** Other ways in which visitors ask the same. */
  phrasings: z.array(z.string().min(1)).min(8, 'at least 8 phrasings, in visitors’ own voice'),
  /** Near questions that belong to another entry: `{question, entry}`. */
  'not-for': z.array(z.strictObject({ question: z.string().min(3), entry: EntryId })).default([]),
  category: z.enum([
    'about',
    'effect',
    'conditions',
    'techniques',
    'safety',
    'frequency',
    'session',
    'aftercare',
    'clinic'
  ]),
  source: z.strictObject({
    article: z.string().min(1),
    section: z.string().min(1),
    /** Line numbers of the article's file, single (27) or a range ("27-31"), in the order of the passage. */
    lines: z.array(z.union([z.int().positive(), z.string().regex(/^\d+-\d+$/)])).min(1)
  }),
  /** Who reviewed the entry and when; null until a person has done so. */
  reviewed: z.strictObject({ by: z.string().min(1).nullable(), on: z.iso.date().nullable() }),
  'follow-ups': z.array(EntryId).min(1),
  booking: z.enum(['offer', 'none', 'withhold']),
  caution: z.enum(['none', 'note', 'see-doctor'])
})
export type EntryHead = z.infer<typeof EntryHead>

/** One thing that we can answer. */
export interface Entry {
  id: string
  question: string
  phrasings: string[]
  notFor: { question: string; entry: string }[]
  category: EntryHead['category']
  passage: Passage
  reviewed: EntryHead['reviewed']
  followUps: string[]
  booking: EntryHead['booking']
  caution: EntryHead['caution']
  file: string
}

/** The entry that says where to book: beside it booking is checked, cautioned and closed like the wish to book. */
export const bookingEntry = 'booking'
