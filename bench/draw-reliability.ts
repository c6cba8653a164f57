import { binByConfidence, calibrationError, type Sure } from './calibration.js'
import { drawChart, x, y } from './chart.js'

/** A bar a bin: how often answers of that confidence were right. On the dashed line a confidence means what it says. */
export function drawReliability(run: string, { name, answers }: { name: string; answers: Sure[] }): string {
  const bins = binByConfidence(answers)
  const error = calibrationError(bins).toFixed(3)
  const told = bins.flatMap(({ count, confidence, accuracy }) =>
    count > 0 ? [`at ${percent(confidence)} confidence ${percent(accuracy)} right of ${count}`] : []
  )
  return drawChart({
    title: `Reliability of ${name}'s confidence on ${run}, expected calibration error ${error}`,
    description: `How often the best candidate was right, for each part of the confidence's range: ${told.join('; ')}.`,
    horizontal: 'Confidence of the best candidate (%)',
    vertical: 'Right (%)',
    width: 500,
    body: [
      ...bins.flatMap(({ count, accuracy }, at) => {
        if (count === 0) return []
        const left = x(at / bins.length) + 1
        const width = x((at + 1) / bins.length) - 1 - left
        const height = y(0) - y(accuracy)
        return `<rect class="bar" x="${left}" y="${y(accuracy)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`
      }),
      `<line class="even" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
      `<text x="${x(0.03)}" y="${y(0.94)}">expected calibration error ${error}</text>`,
      `<text x="${x(0.03)}" y="${y(0.88)}">n ${answers.length}</text>`
    ]
  })
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}
