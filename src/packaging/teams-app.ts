import { writeZip } from './zip.js'

/** What is put into the manifest. */
export interface TeamsSettings {
  /** The "Microsoft App ID" of the Azure Bot; the app in Teams gets the same. */
  appId: string | undefined
  /** The public address of the assistant. */
  publicUrl: string | undefined
  clinicName: string
}

/** Reads one of the files of the package; undefined when it is not there. */
export type ReadFile = (name: string) => Buffer | undefined

/** Why there is no package: every reason, with its cure. */
export class PackageError extends Error {}

const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** Stands in manifest.json where the app's own id and address come. */
const placeholder = { id: '00000000-0000-0000-0000-000000000000', url: 'https://ask.clinic.example' }
const iconSizes = { color: 192, outline: 32 }

/** The ZIP for "Upload a custom app": the manifest with this clinic's id, name and address, and its icons. */
export function packTeamsApp(settings: TeamsSettings, read: ReadFile): Buffer {
  const problems = findProblems(settings, read)
  if (problems.length > 0) throw new PackageError(problems.join('\n'))
  const { color, outline } = iconNames(read)
  return writeZip({
    'manifest.json': Buffer.from(fill(read('manifest.json')!.toString('utf8'), settings)),
    [color]: read(color)!,
    [outline]: read(outline)!
  })
}

function fill(text: string, { appId, publicUrl, clinicName }: TeamsSettings): string {
  const { host, origin } = new URL(publicUrl!)
  const filled = text
    .replaceAll(placeholder.id, appId!.toLowerCase())
    .replaceAll(placeholder.url, origin)
    .replaceAll(new URL(placeholder.url).host, host)
  const manifest = JSON.parse(filled)
  // Teams takes 32 characters here.
  manifest.developer.name = clinicName.slice(0, 32).trim()
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function findProblems({ appId, publicUrl }: TeamsSettings, read: ReadFile): string[] {
  const problems: string[] = []
  if (!appId)
    problems.push(
      'MicrosoftAppId is missing: set it, or give --app-id, the GUID that Azure shows as "Microsoft App ID".'
    )
  else if (!guid.test(appId) || appId === placeholder.id)
    problems.push(
      `"${appId}" is no app id: give the GUID that Azure shows as "Microsoft App ID", 32 digits in five groups.`
    )
  problems.push(...findAddressProblems(publicUrl))
  if (!read('manifest.json')) return [...problems, 'manifest.json is missing: restore it from the project.']
  for (const [kind, name] of Object.entries(iconNames(read))) {
    const wanted = iconSizes[kind as keyof typeof iconSizes]
    const size = pngSize(read(name))
    if (size === undefined)
      problems.push(`teams/${name} is missing or no PNG: draw it with "node scripts/draw-icons.mjs".`)
    else if (size !== `${wanted} x ${wanted}`)
      problems.push(
        `teams/${name} is ${size}: Teams wants ${wanted} x ${wanted} pixels; draw it with "node scripts/draw-icons.mjs".`
      )
  }
  return problems
}

function findAddressProblems(publicUrl: string | undefined): string[] {
  const cure = 'give the https address that visitors use, such as https://ask.clinic.example'
  if (!publicUrl) return [`PUBLIC_URL is missing: set it, or give --url; ${cure}.`]
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined
  const local = /^(localhost|127\.|\[|10\.|192\.168\.)/
  if (url?.protocol !== 'https:' || local.test(url.hostname) || !url.hostname.includes('.'))
    return [`"${publicUrl}" is no address for Teams: ${cure}.`]
  return []
}

function iconNames(read: ReadFile): { color: string; outline: string } {
  return JSON.parse(read('manifest.json')!.toString('utf8')).icons
}

/** "192 x 192" out of the head of a PNG. */
function pngSize(bytes: Buffer | undefined): string | undefined {
  if (!bytes || bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined
  return `${bytes.readUInt32BE(16)} x ${bytes.readUInt32BE(20)}`
}
