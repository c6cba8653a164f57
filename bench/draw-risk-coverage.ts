import type { Sure } from './calibration.js'
import { area, drawChart, escapeXml, x, y } from './chart.js'
import { type CoveragePoint, riskByCoverage } from './risk-coverage.js'

/** More points than this cannot be told apart at the picture's size. */
const most = 200
const colours = 5

/** One line a matcher: the surest answers on the left, everything answered on the right; lower is better. */
export function drawRiskCoverage(run: string, matchers: { name: string; answers: Sure[] }[]): string {
  const lines = matchers
    .slice(0, colours)
    .map(({ name, answers }) => ({ name, count: answers.length, points: riskByCoverage(answers) }))
  const half = lines.map(({ name, points }) => `${name} ${(100 * riskAt(points, 0.5)).toFixed(1)} %`).join(', ')
  return drawChart({
    title: `Risk and coverage on ${run}`,
    description: `When each matcher answers only the questions it is surest of, how many of those answers are wrong. Wrong among the surest half: ${half}.`,
    horizontal: 'Coverage: share of questions answered, surest first (%)',
    vertical: 'Risk: wrong among them (%)',
    width: 660,
    body: lines.flatMap(({ name, count, points }, at) => [
      `<polyline class="line c${at}${at === 0 ? ' ours' : ''}" points="${thin(points)
        .map(({ coverage, risk }) => `${x(coverage)},${y(risk)}`)
        .join(' ')}"/>`,
      `<line class="line c${at}${at === 0 ? ' ours' : ''}" x1="480" y1="${legendY(at)}" x2="504" y2="${legendY(at)}"/>`,
      `<text x="510" y="${legendY(at) + 4}">${escapeXml(name)} (n ${count})</text>`
    ])
  })
}

/** The risk when at least this share is answered. */
function riskAt(points: CoveragePoint[], share: number): number {
  return points.find(({ coverage }) => coverage >= share)?.risk ?? 0
}

function thin(points: CoveragePoint[]): CoveragePoint[] {
  const step = Math.ceil(points.length / most)
  return points.filter((_, at) => at % step === 0 || at === points.length - 1)
}

function legendY(at: number): number {
  return area.top + 12 + 24 * at
}
