import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readClinic } from '../assemble.js'
import { readTeamsSettings } from '../config.js'
import { PackageError, packTeamsApp } from '../packaging/teams-app.js'
import { InputError, UsageError } from './usage.js'

/** `teams-package --out FILE [--app-id GUID] [--url URL]`: the ZIP that is uploaded to Teams. */
export function teamsPackage(args: string[]): number {
  const { out, 'app-id': givenId, url } = readOptions(args)
  const settings = readTeamsSettings()
  const appId = givenId ?? settings.appId
  const publicUrl = url ?? settings.publicUrl
  try {
    writeFileSync(out, packTeamsApp({ appId, publicUrl, clinicName: readClinic(settings).name }, readPart))
  } catch (error) {
    if (error instanceof PackageError) throw new InputError(error.message)
    if ((error as NodeJS.ErrnoException).code) throw new InputError(`${out} cannot be written: choose another place.`)
    throw error
  }
  console.log(`${out} is ready: in Teams choose Apps, Manage your apps, Upload an app.`)
  return 0
}

function readOptions(args: string[]) {
  const usage = 'teams-package takes --out FILE, and if they are not set --app-id GUID and --url URL'
  try {
    const options = { out: { type: 'string' }, 'app-id': { type: 'string' }, url: { type: 'string' } } as const
    const { values } = parseArgs({ args, options })
    if (values.out) return { ...values, out: values.out }
  } catch {}
  throw new UsageError(usage)
}

/** The manifest stands at the top of the project, its icons in teams/. */
function readPart(name: string): Buffer | undefined {
  const path = name === 'manifest.json' ? '../../manifest.json' : `../../teams/${name}`
  try {
    return readFileSync(fileURLToPath(new URL(path, import.meta.url)))
  } catch {
    return undefined
  }
}
