import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keep } from './operations/kept.js'

/** What is made, and what it is made from: values, and the rooms of our own code that make it. */
interface Making<T> {
  name: string
  from: unknown[]
  rooms: string[]
  make: () => T
}

/** What costs seconds is made once: kept in `folder`, or shipped by the build, until what it is made from changes. */
export function keepMade<T>(folder: string, { name, from, rooms, make }: Making<T>): T {
  return keep({ folder, shipped: here, name, madeFrom: [...from, readVersions(), ...rooms.flatMap(readRoom)] }, make)
}

/** Also where the build puts what is made from the knowledge that comes with the project. */
const here = fileURLToPath(new URL('.', import.meta.url))

/** What another version of ours made is not this one's. */
function readRoom(room: string): Uint8Array[] {
  const folder = join(here, room)
  return readdirSync(folder, { withFileTypes: true })
    .filter(file => file.isFile())
    .map(file => file.name)
    .sort()
    .map(name => readFileSync(join(folder, name)))
}

/** Nor is what another version of a library made. */
function readVersions(): unknown {
  return JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')).dependencies
}
