import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

export interface Row {
  name: string
  figures: Record<string, number | string>
}

/** A row's figures under their names, as many to a line as fit. */
export function formatRow({ name, figures }: Row): string {
  const cells = Object.entries(figures).map(([label, value]) => `${label} ${value}`)
  const lines: string[] = []
  for (const cell of cells) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + cell.length < 86) lines[lines.length - 1] = `${line}, ${cell}`
    else lines.push(cell)
  }
  return lines.map((line, at) => (at === 0 ? name : '').padEnd(34) + line).join('\n')
}

/** A time means nothing without the machine that it was measured on, and what else ran there. */
export const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGB: Math.round(totalmem() / 1e9),
  node: process.version,
  loadAverage: loadavg().map(value => Math.round(value * 10) / 10)
})

export const formatMachine = ({ processor, cores, memoryGB, node, loadAverage }: ReturnType<typeof machine>) =>
  `${processor}, ${cores} cores, ${memoryGB} GB, Node ${node}; load average ${loadAverage.join(', ')}; the generator runs on the same machine`

export const writeJson = (file: string, content: unknown): void =>
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
