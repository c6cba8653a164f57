import { auroc } from './auroc.js'
import { binByConfidence, calibrationError, type Sure } from './calibration.js'
import { outside } from './few-shot.js'
import type { Answer } from './matcher.js'
import { mcc } from './mcc.js'

/** A question's right label and what a matcher said. */
export interface Told {
  label: string
  answer: Answer
}

/** Percentages with one decimal; null where the set has no such question or the matcher no such figure. */
export interface Figures {
  questions: number
  accuracy: number | null
  recall3: number | null
  auroc: number | null
  insideRight: number | null
  outsideRefused: number | null
  outsideAnswered: number | null
  mcc: number
  calibrationError: number | null
}

/** All figures of one matcher on one set. README.md says what each means. */
export function measureFigures(told: readonly Told[], bounded: boolean): Figures {
  const inside = told.filter(({ label }) => label !== outside)
  const out = told.filter(({ label }) => label === outside)
  const refused = ({ answer }: Told) => answer.outcome === 'fallback'
  const confidences = (list: Told[]) => list.map(({ answer }) => answer.candidates[0]?.score ?? 0)
  const area = auroc(confidences(inside), confidences(out))
  return {
    questions: told.length,
    accuracy: share(inside, isTop),
    recall3: share(inside, ({ label, answer }) => answer.candidates.slice(0, 3).some(({ entry }) => entry === label)),
    auroc: area === null ? null : percent(area),
    insideRight: share(inside, one => !refused(one) && isTop(one)),
    outsideRefused: share(out, refused),
    outsideAnswered: share(out, ({ answer }) => answer.outcome === 'answer'),
    mcc: percent(mcc(told.map(one => [one.label, refused(one) ? outside : topOf(one)]))),
    calibrationError: bounded ? round(calibrationError(binByConfidence(surenessOf(told))), 4) : null
  }
}

/** Each question's confidence in its best entry, and whether that was right: never for one that no entry answers. */
export function surenessOf(told: readonly Told[]): Sure[] {
  return told.map(one => ({ confidence: one.answer.candidates[0]?.score ?? 0, right: isTop(one) }))
}

function topOf({ answer }: Told): string {
  return answer.candidates[0]?.entry ?? outside
}

function isTop(one: Told): boolean {
  return one.label !== outside && topOf(one) === one.label
}

function share(list: readonly Told[], holds: (one: Told) => boolean): number | null {
  return list.length > 0 ? percent(list.filter(holds).length / list.length) : null
}

function percent(part: number): number {
  return round(100 * part, 1)
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals
}
