import type { Assessment } from '../domain/assessment.js'

/** "no fever, just a stiff back" -> "no , just a stiff back": what is denied is not what is asked about. */
export function leaveOutDenied(text: string, { findings }: Assessment): string {
  const denied = findings.filter(finding => finding.assertion === 'negated')
  const left = text
    .split('')
    .filter((_, at) => !denied.some(({ start, end }) => start <= at && at < end))
    .join('')
  return left.trim() === '' ? text : left
}
