import { z } from 'zod'

/** A page of the clinic's duties: sections of paragraphs, with `{clinic}` and `{minutes}` to be filled in. */
const Page = z.strictObject({
  title: z.string().min(1),
  sections: z.array(z.strictObject({ heading: z.string().min(1), text: z.array(z.string().min(1)).min(1) })).min(1)
})
export type LegalPage = z.infer<typeof Page>

/** What a Teams app must link to, and what visitors may want to know before they write. */
export const Legal = z.strictObject({ privacy: Page, terms: Page })
export type Legal = z.infer<typeof Legal>
