import { type Measured, nameRun } from './measure.js'

interface Column {
  heading: string
  width: number
  read(row: Measured): string
}

const figure = (value: number | null, decimals = 1) => (value === null ? '-' : value.toFixed(decimals))

const columns: Column[] = [
  { heading: 'matcher', width: -16, read: row => row.matcher },
  { heading: 'n', width: 6, read: row => `${row.questions}${row.capped ? '*' : ''}` },
  { heading: 'acc@1', width: 7, read: row => figure(row.accuracy) },
  { heading: 'rec@3', width: 7, read: row => figure(row.recall3) },
  { heading: 'AUROC', width: 7, read: row => figure(row.auroc) },
  { heading: 'in right', width: 10, read: row => figure(row.insideRight) },
  { heading: 'out refused', width: 13, read: row => figure(row.outsideRefused) },
  { heading: 'out answered', width: 14, read: row => figure(row.outsideAnswered) },
  { heading: 'MCC', width: 7, read: row => figure(row.mcc) },
  { heading: 'ECE', width: 8, read: row => figure(row.calibrationError, 3) },
  { heading: 'CPU ms/q', width: 10, read: row => figure(row.cpuMs, 3) },
  { heading: 'build ms', width: 10, read: row => String(row.buildMs) }
]

/** The heading over one set's lines. */
export function formatHeading(row: Measured): string {
  const title = `${nameRun(row)}  ${row.entries} entries, ${row.phrasings} phrasings`
  return `\n${title}\n${formatCells(columns.map(({ heading }) => heading))}`
}

export function formatRow(row: Measured): string {
  return formatCells(columns.map(({ read }) => read(row)))
}

export const footnote = '\n* a sample of the test questions, the same for every matcher that was asked as many'

function formatCells(cells: string[]): string {
  return cells
    .map((cell, at) => {
      const { width } = columns[at]!
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width)
    })
    .join('')
}
