import { z } from 'zod'

/** What people also type and no entry answers: `en/out-of-scope.yaml`, by kind, each kind with its fitting reply. */
export const OutOfScope = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
        /** Key of `messages.yaml` under `fallback`: what is said for this kind. */
        reply: z.string().min(1),
        examples: z.array(z.string().min(1)).min(5)
      })
    )
    .min(1)
})
export type OutOfScope = z.infer<typeof OutOfScope>
