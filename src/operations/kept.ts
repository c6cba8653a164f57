import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DefaultDeserializer, serialize } from 'node:v8'

/** Where something costly is kept, under the hash of all that it is made from. */
export interface Place {
  /** Written to, and looked in first. */
  folder: string
  /** Looked in after it: what came with the installation. */
  shipped: string
  name: string
  /** Everything that the result depends on, as plain data or bytes, in any order of your own; a change makes it anew. */
  madeFrom: unknown[]
}

/**
 * What `make` gives: read back if it was kept, else made and kept for the next time. It must be plain data. A folder that
 * cannot be written, or a file that cannot be read or is not as it was written, costs time and nothing else.
 */
export function keep<T>({ folder, shipped, name, madeFrom }: Place, make: () => T): T {
  const file = `${name}-${hash(madeFrom)}.bin`
  const found = readKept<T>(join(folder, file)) ?? readKept<T>(join(shipped, file))
  if (found !== undefined) return found
  const made = make()
  try {
    mkdirSync(folder, { recursive: true })
    const draft = join(folder, `${file}.${process.pid}.draft`)
    const bytes = serialize(made)
    writeFileSync(draft, Buffer.concat([digest(bytes), bytes]))
    // Another process may read at any moment: the file is there whole or not at all.
    renameSync(draft, join(folder, file))
    const ours = new RegExp(`^${name}-[0-9a-f]{16}\\.bin(\\.\\d+\\.draft)?$`)
    for (const old of readdirSync(folder))
      if (ours.test(old) && old !== file) rmSync(join(folder, old), { force: true })
  } catch {}
  return made
}

// A disk that lost a page, or a bit of a sentence, must not change what is said: the digest of the rest comes first.
function readKept<T>(file: string): T | undefined {
  try {
    const bytes = readFileSync(file)
    const rest = bytes.subarray(digestLength)
    return digest(rest).equals(bytes.subarray(0, digestLength))
      ? (new CopyingDeserializer(rest).readAll() as T)
      : undefined
  } catch {
    return undefined
  }
}

const readView = (DefaultDeserializer.prototype as unknown as { _readHostObject(): Uint8Array })._readHostObject

// By default what happens to stand at an even place in the file is a view of it, and keeps all of it in memory: 14 MB for 10 of use.
class CopyingDeserializer extends DefaultDeserializer {
  // Documented by Node, and not among its types.
  _readHostObject(): unknown {
    return readView.call(this).slice()
  }

  readAll(): unknown {
    this.readHeader()
    return this.readValue()
  }
}

const digestLength = 32
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

// Each part with its length: no two lists of parts look the same.
function hash(parts: unknown[]): string {
  const all = createHash('sha256')
  for (const part of parts) {
    const bytes = part instanceof Uint8Array ? part : Buffer.from(JSON.stringify(part) ?? 'undefined')
    all.update(`${bytes.length}:`).update(bytes)
  }
  return all.digest('hex').slice(0, 16)
}
