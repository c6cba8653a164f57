import { z } from 'zod'

/** From nothing to 999, in rising order: the place in this list is the rank. */
export const urgencies = ['none', 'wait', 'gp', 'urgent', 'emergency'] as const

/** `emergency` 999 or A&E now; `urgent` NHS 111 or GP today; `gp` ask a GP before massage; `wait` give it 24 to 48 hours. */
export const Urgency = z.enum(urgencies)
export type Urgency = z.infer<typeof Urgency>

/** Somebody should be seen today, or at once: nothing is sold and nothing else is answered beside it. */
export function isAcute(urgency: Urgency): boolean {
  return urgency === 'emergency' || urgency === 'urgent'
}

/** Above 0 when the first is the more urgent one, 0 when both are alike: for `sort` and for comparing. */
export function compareUrgency(a: Urgency, b: Urgency): number {
  return urgencies.indexOf(a) - urgencies.indexOf(b)
}

export function higherUrgency(a: Urgency, b: Urgency): Urgency {
  return compareUrgency(a, b) >= 0 ? a : b
}
