import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** Where something costly is kept, under the hash of all that it is made from. */
export interface Place {
  /** Written to, and looked in first. */
  folder: string
  /** Looked in after it: what came with the installation. */
  shipped: string
  name: string
  /** Everything that the result depends on, in any order of your own; a change makes it anew. */
  madeFrom: unknown[]
}

/**
 * What `make` gives: read back if it was kept, else made and kept for the next time. It must be plain data. A folder that
 * cannot be written, or a file that cannot be read, costs time and nothing else.
 */
export function keep<T>({ folder, shipped, name, madeFrom }: Place, make: () => T): T {
  const file = `${name}-${hash(madeFrom)}.bin`
  const found = readKept<T>(join(folder, file)) ?? readKept<T>(join(shipped, file))
  if (found !== undefined) return found
  const made = make()
  try {
    mkdirSync(folder, { recursive: true })
    const draft = join(folder, `${file}.${process.pid}.draft`)
    writeFileSync(draft, serialize(made))
    // Another process may read at any moment: the file is there whole or not at all.
    renameSync(draft, join(folder, file))
    for (const old of readdirSync(folder))
      if (old.startsWith(`${name}-`) && old.endsWith('.bin') && old !== file) rmSync(join(folder, old), { force: true })
  } catch {}
  return made
}

function readKept<T>(file: string): T | undefined {
  try {
    return deserialize(readFileSync(file)) as T
  } catch {
    return undefined
  }
}

function hash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
