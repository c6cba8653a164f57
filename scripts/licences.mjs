// Prints docs/licences.md: every package that runs with the product, by licence, out of package-lock.json.
//   node scripts/licences.mjs > docs/licences.md
import { readFileSync } from 'node:fs'

/** Its readme says so; its package.json does not. */
const told = { 'escape-regexp-component': 'MIT' }

export function listLicences(lock) {
  const byLicence = new Map()
  for (const [path, { dev, devOptional, license, version }] of Object.entries(lock.packages)) {
    if (path === '' || dev || devOptional) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const licence = license ?? told[name] ?? 'not told'
    byLicence.set(licence, new Set(byLicence.get(licence)).add(`${name} ${version}`))
  }
  const rows = [...byLicence].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
  const count = rows.reduce((sum, [, names]) => sum + names.size, 0)
  return `# Licences of what runs with the product

Made by \`node scripts/licences.mjs > docs/licences.md\` from \`package-lock.json\`; a test holds it. \`npm sbom --sbom-format cyclonedx
--omit dev\` gives the same as a list for machines. ${count} packages, none of them copyleft; what is used for building and testing alone
is not among them.

${rows.map(([licence, names]) => `## ${licence} (${names.size})\n\n${[...names].sort().join(', ')}`).join('\n\n')}
`
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(listLicences(JSON.parse(readFileSync('package-lock.json', 'utf8'))))
