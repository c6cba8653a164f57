import { z } from 'zod'

/** What a yes/no question can be answered with. Where a sign is asked about, `unsure` counts as `yes`. */
export const YesNo = z.enum(['yes', 'no', 'unsure'])
export type YesNo = z.infer<typeof YesNo>

const phrases = z.array(z.string().min(1)).min(3)

/**
 * How visitors say so: by one of these phrases, or by a message that begins with one that ends in "..." ("yeah, a bit").
 * A word of `doubt` anywhere makes a no unsure: "no, but it feels odd".
 */
export const AnswerTable = z.strictObject({ yes: phrases, no: phrases, unsure: phrases, doubt: phrases })
export type AnswerTable = z.infer<typeof AnswerTable>
