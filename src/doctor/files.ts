import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Finding, note, problem } from './finding.js'

const megabyte = 1024 * 1024
/** Bytes. Below this a day's conversations may not fit. */
const fewBytes = 200 * megabyte

export interface Places {
  dataDir: string
  /** The built widget. */
  widgetDir: string
  /** The `.env` file, if the settings come from one. */
  envFile: string
  /** Conversations are in a database elsewhere. */
  elsewhere: boolean
}

/** The folders and files that the assistant uses. */
export function examineFiles({ dataDir, widgetDir, envFile, elsewhere }: Places): Finding[] {
  const findings: Finding[] = []
  const place = nearest(dataDir)
  if (!mayWrite(place))
    findings.push(
      problem(
        `DATA_DIR (${dataDir}) cannot be written: conversations and the secret are kept there.`,
        'Give its folder to the user that runs the assistant (chown), or set DATA_DIR to another.'
      )
    )
  else if (!elsewhere && freeBytes(place) < fewBytes)
    findings.push(
      problem(
        `Only ${Math.floor(freeBytes(place) / megabyte)} MB are free in DATA_DIR: a full disk stops the assistant.`,
        'Make room, or set DATA_DIR to a larger disk.'
      )
    )
  for (const file of [join(dataDir, 'direct-line.secret'), join(dataDir, 'clinic.db'), envFile])
    if (isOpen(file))
      findings.push(problem(`Other users of this computer can read ${file}.`, `Close it: chmod 600 ${file}`))
  if (!existsSync(join(widgetDir, 'loader.js')))
    findings.push(note('The widget is not built: pages show no chat.', 'Run "npm run build".'))
  return findings
}

/** A folder that is not there yet is made in the nearest one that is. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Readable for everybody, in a folder that everybody may enter (Windows has other rules). */
const isOpen = (file: string) =>
  process.platform !== 'win32' &&
  existsSync(file) &&
  (statSync(file).mode & 0o004) !== 0 &&
  (statSync(dirname(file)).mode & 0o001) !== 0
