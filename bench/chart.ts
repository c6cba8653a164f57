/** The drawing area inside the picture, in its own units; both charts have shares from 0 to 1 on both axes. */
export const area = { left: 64, top: 24, width: 400, height: 320 }

export const x = (share: number) => round(area.left + share * area.width)
export const y = (share: number) => round(area.top + (1 - share) * area.height)

/** Readable on white and on near-black: text and lines change with the reader's scheme. */
const style = `
  .page { fill: #ffffff }
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .grid { stroke: #d1d9e0; stroke-width: 1 }
  .even { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 4 4 }
  .line { fill: none; stroke-width: 1.5 }
  .line.ours { stroke-width: 3 }
  .c1 { stroke-dasharray: 7 3 } .c2 { stroke-dasharray: 2 2 } .c3 { stroke-dasharray: 9 3 2 3 } .c4 { stroke-dasharray: 4 3 }
  .bar { fill: #0969da; fill-opacity: 0.75 }
  .c0 { stroke: #0969da } .c1 { stroke: #bc4c00 } .c2 { stroke: #1a7f37 } .c3 { stroke: #8250df } .c4 { stroke: #9a6700 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 }
    text { fill: #e6edf3 }
    .grid { stroke: #3d444d }
    .even { stroke: #e6edf3 }
    .bar { fill: #58a6ff }
    .c0 { stroke: #58a6ff } .c1 { stroke: #f0883e } .c2 { stroke: #3fb950 } .c3 { stroke: #bc8cff } .c4 { stroke: #d29922 }
  }`

export interface Chart {
  title: string
  /** What the picture shows, for those who do not see it. */
  description: string
  horizontal: string
  vertical: string
  width: number
  body: string[]
}

/** A standalone SVG with axes from 0 to 100 %. */
export function drawChart({ title, description, horizontal, vertical, width, body }: Chart): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap(share => [
    `<line class="grid" x1="${x(share)}" y1="${y(0)}" x2="${x(share)}" y2="${y(1)}"/>`,
    `<line class="grid" x1="${x(0)}" y1="${y(share)}" x2="${x(1)}" y2="${y(share)}"/>`,
    `<text x="${x(share)}" y="${y(0) + 18}" text-anchor="middle">${100 * share}</text>`,
    `<text x="${x(0) - 8}" y="${y(share) + 4}" text-anchor="end">${100 * share}</text>`
  ])
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 392" width="${width}" height="392" role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(title)}</title>
<desc id="desc">${escapeXml(description)}</desc>
<style>${style}
</style>
<rect class="page" width="${width}" height="392"/>
${ticks.map(tidy).join('\n')}
<text x="${x(0.5)}" y="${y(0) + 38}" text-anchor="middle">${escapeXml(horizontal)}</text>
<text transform="translate(18 ${y(0.5)}) rotate(-90)" text-anchor="middle">${escapeXml(vertical)}</text>
${body.join('\n')}
</svg>
`
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function tidy(line: string): string {
  return line.replace(/\d+\.\d{3,}/g, number => String(round(Number(number))))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
