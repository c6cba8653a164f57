import { z } from 'zod'

/** One clinic: `clinics/<id>.yaml`. */
export const Clinic = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  country: z.literal('GB'),
  languages: z.array(z.string().min(2)).min(1),
  booking: z.strictObject({
    url: z.url({ protocol: /^https$/ }),
    provider: z.string().min(1),
    /** The entry whose list is the safety check before booking, and what is asked of each of its items, in its own words. */
    check: z.string(),
    asks: z.array(z.string().min(1)).min(1),
    /** The entry that says what to prepare. */
    prepare: z.string()
  }),
  /** How to reach a person. `page` always works; phone and email stay null until the clinic gives them. */
  contact: z.strictObject({
    page: z.url({ protocol: /^https$/ }),
    phone: z.string().nullable(),
    email: z.email().nullable()
  }),
  articles: z.array(z.string().min(1)).min(1),
  /** Up to four entries offered before the first question. */
  suggestions: z.array(z.string()).min(1).max(4)
})
export type Clinic = z.infer<typeof Clinic>
