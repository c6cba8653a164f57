import { z } from 'zod'

/**
 * `en/other-languages.yaml`: by which words or script a language is known, and how we say in it that we speak English only.
 * Words are folded: small letters, no accents.
 */
export const OtherLanguages = z.strictObject({
  languages: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]{2}(-[a-z]+)?$/),
        /** Unicode scripts: "Cyrillic", "Han". */
        scripts: z.array(z.string().regex(/^[A-Z][A-Za-z]+$/)).default([]),
        words: z.array(z.string().min(1)),
        reply: z.string().min(10)
      })
    )
    .min(1)
})
export type OtherLanguages = z.infer<typeof OtherLanguages>
