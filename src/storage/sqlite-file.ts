import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What SQLite keeps beside the database itself. */
const companions = ['', '-wal', '-shm']

/** A number by which the file at a path is known to be still the same one; 0 when there is none. */
export const identify = (file: string): number => statSync(file, { throwIfNoEntry: false })?.ino ?? 0

export const makeFolder = (file: string): void => void mkdirSync(dirname(file), { recursive: true, mode: 0o700 })

/** Whether SQLite says that this is no database, or no longer a whole one. A full or missing disk is another matter. */
export function isDamage(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)
}

/** Puts a damaged database out of the way, for somebody to look at as long as its conversations might be kept. */
export function setAside(file: string, now: number): void {
  for (const part of companions) {
    try {
      renameSync(file + part, `${file}.damaged-${now}${part}`)
    } catch {}
  }
}

/** What was set aside holds words of people, and goes when they would have gone. */
export function removeSetAside(file: string, before: number): void {
  for (const name of readdirSync(dirname(file))) {
    const at = name.startsWith(`${basename(file)}.damaged-`) && /damaged-(\d+)/.exec(name)?.[1]
    if (at && Number(at) <= before) rmSync(join(dirname(file), name), { force: true })
  }
}

/** How often a text stands in the bytes of the database and its companions. */
export function countInFiles(file: string, text: string): number {
  let count = 0
  for (const part of companions) {
    try {
      const bytes = readFileSync(file + part)
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count++
    } catch {}
  }
  return count
}
