import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { draw, icons } from '../../scripts/draw-icons.mjs'
import { packTeamsApp, type ReadFile } from '../../src/packaging/teams-app.js'
import { crc32 } from '../../src/packaging/zip.js'
import { assistant } from '../assembled.js'
import { run } from '../cli/run.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'teams-'))
afterAll(() => rmSync(folder, { recursive: true }))
const appId = '1B4E28BA-2FA1-11D2-883F-0016D3CCA427'
const publicUrl = 'https://ask.clinic.test:8443'
const settings = { appId, publicUrl, clinicName: 'Glow By Salina' }
const read: ReadFile = name => readFileSync(join(root, name === 'manifest.json' ? name : `teams/${name}`))

/** The files of a ZIP, by its directory at the end, each proved by its checksum. */
function unzip(zip: Buffer): Record<string, Buffer> {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const files: Record<string, Buffer> = {}
  let at = zip.readUInt32LE(end + 16)
  for (let file = 0; file < zip.readUInt16LE(end + 10); file++) {
    const [sum, packed, , nameLength] = [16, 20, 24, 28].map(place => zip.readUInt32LE(at + place))
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength! & 0xffff))
    const start = zip.readUInt32LE(at + 42) + 30 + (nameLength! & 0xffff)
    files[name] = inflateRawSync(zip.subarray(start, start + packed!))
    expect(crc32(files[name])).toBe(sum)
    at += 46 + (nameLength! & 0xffff)
  }
  return files
}

const schemas = join(dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')), 'json-schemas/teams')
const versions = readdirSync(schemas)
  .filter(name => /^v1\.\d+$/.test(name))
  .sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)))

/** The schema of Microsoft's own package, offline. */
function validate(manifest: object, version: string) {
  const require = createRequire(import.meta.url)
  const Ajv = require('ajv-draft-04')
  const ajv = new Ajv({ strict: false, allErrors: true })
  require('ajv-formats')(ajv)
  const schema = JSON.parse(readFileSync(join(schemas, version, 'MicrosoftTeams.schema.json'), 'utf8'))
  const check = ajv.compile(schema)
  return check(manifest) ? [] : check.errors
}

describe('manifest.json', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'))

  test('passes the newest schema, as it stands and as it is packed', () => {
    const newest = versions.at(-1)!
    expect(`v${manifest.manifestVersion}`).toBe(newest)
    expect(validate(manifest, newest)).toEqual([])
    expect(validate(JSON.parse(unzip(packTeamsApp(settings, read))['manifest.json']!.toString()), newest)).toEqual([])
    expect(validate({ ...manifest, bots: [{ botId: 'x' }] }, newest)).not.toEqual([])
  })

  // Where a tenant knows no newer one, only the number need be changed.
  test.each(versions.filter(name => Number(name.slice(3)) >= 16))(
    'says nothing that schema %s does not know',
    version => {
      const older = { ...manifest, manifestVersion: version.slice(1) }
      expect(validate(older, version)).toEqual([])
    }
  )

  test('every command that it offers leads somewhere', () => {
    const { respond, newConversation } = assistant
    const lists: { commands: { title: string }[] }[] = manifest.bots[0].commandLists
    for (const title of lists.flatMap(({ commands }) => commands.map(command => command.title))) {
      const { reply } = respond({ kind: 'message', utterance: { text: title, locale: 'en' } }, newConversation)
      expect(['answer', 'book', 'small-talk'], title).toContain(reply.decision)
    }
  })
})

describe('the package', () => {
  test('holds the manifest with this clinic’s id, name and address, and both icons', () => {
    const files = unzip(packTeamsApp(settings, read))
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png'])
    const manifest = JSON.parse(files['manifest.json']!.toString())
    const id = appId.toLowerCase()
    expect([manifest.id, manifest.bots[0].botId, manifest.developer.name]).toEqual([id, id, 'Glow By Salina'])
    expect(manifest.developer.privacyUrl).toBe(`${publicUrl}/privacy`)
    expect(manifest.validDomains).toEqual(['ask.clinic.test:8443'])
    expect(JSON.stringify(manifest)).not.toMatch(/clinic\.example|0000-0000/)
    expect(files['color.png']).toEqual(read('color.png'))
  })

  test('is the same bytes for the same settings', () =>
    expect(packTeamsApp(settings, read)).toEqual(packTeamsApp(settings, read)))

  test.runIf(existsSync('/usr/bin/unzip'))('opens in another program', () => {
    const file = join(folder, 'teams.zip')
    writeFileSync(file, packTeamsApp(settings, read))
    expect(execFileSync('/usr/bin/unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors detected')
  })

  const without =
    (missing: string): ReadFile =>
    name =>
      name === missing ? undefined : read(name)
  test.each([
    [{ appId: undefined }, read, /MicrosoftAppId is missing: set it/],
    [{ appId: 'ask-the-clinic' }, read, /"ask-the-clinic" is no app id: give the GUID/],
    [{ appId: '00000000-0000-0000-0000-000000000000' }, read, /is no app id: give the GUID/],
    [{ publicUrl: undefined }, read, /PUBLIC_URL is missing: set it/],
    [{ publicUrl: 'http://ask.clinic.test' }, read, /is no address for Teams: give the https address/],
    [{ publicUrl: 'https://localhost' }, read, /is no address for Teams/],
    [{ publicUrl: 'https://clinic' }, read, /is no address for Teams/],
    [{ publicUrl: 'ask.clinic.test' }, read, /is no address for Teams/],
    [{}, without('color.png'), /teams\/color\.png is missing or no PNG: draw it with "node scripts\/draw-icons\.mjs"/],
    [{}, () => read('color.png'), /Unexpected token|JSON/],
    [
      {},
      (name: string) => (name === 'outline.png' ? read('color.png') : read(name)),
      /outline\.png is 192 x 192: Teams wants 32 x 32/
    ],
    [{}, without('manifest.json'), /manifest\.json is missing: restore it/],
    [{ appId: 'x', publicUrl: 'x' }, without('outline.png'), /app id[\s\S]*address for Teams[\s\S]*outline\.png/]
  ])('%o is refused with its cure', (wrong, reader, sentence) => {
    expect(() => packTeamsApp({ ...settings, ...wrong }, reader)).toThrow(sentence)
  })
})

test.each(Object.entries(icons))('teams/%s is what scripts/draw-icons.mjs draws', (name, { size, paint }) => {
  const png = read(name)!
  const start = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)))
  const pixels = Buffer.concat(
    Array.from({ length: size }, (_, row) => rows.subarray(row * (size * 4 + 1) + 1, (row + 1) * (size * 4 + 1)))
  )
  expect(pixels.equals(draw(size, paint))).toBe(true)
  if (name === 'outline.png')
    for (let at = 0; at < pixels.length; at += 4) expect([...pixels.subarray(at, at + 3)]).toEqual([255, 255, 255])
})

describe('the command', () => {
  const out = join(folder, 'out.zip')
  test('writes the package', async () => {
    const ran = await run(['teams-package', '--out', out], { env: { MicrosoftAppId: appId, PUBLIC_URL: publicUrl } })
    expect(ran).toMatchObject({ code: 0, error: '' })
    expect(Object.keys(unzip(readFileSync(out)))).toHaveLength(3)
    const given = await run(['teams-package', '--out', out, '--app-id', appId, '--url', publicUrl])
    expect(given.code).toBe(0)
  })

  test.each([
    [[], {}, 2, /takes --out FILE/],
    [['--out', out, 'more'], {}, 2, /takes --out FILE/],
    [['--out', out], {}, 1, /MicrosoftAppId is missing[\s\S]*PUBLIC_URL is missing/],
    [['--out', out], { MicrosoftAppId: 'x' }, 1, /MicrosoftAppId is not usable: give the GUID/],
    [['--out', join(folder, 'no', 'where.zip'), '--app-id', appId, '--url', publicUrl], {}, 1, /cannot be written/]
  ])('%j with %o says what is wrong', async (args, env, code, sentence) => {
    const ran = await run(['teams-package', ...args], { env })
    expect(ran.code).toBe(code)
    expect(ran.error).toMatch(sentence)
    expect(ran.error).not.toMatch(/\n\s+at /)
  })
})
