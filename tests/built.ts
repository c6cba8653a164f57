import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const newestOf = (folder: string) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs)
  )

/** A file of the built product: it starts in a third of the time that the sources take. An old build would prove nothing. */
export function built(name: string): string {
  const path = join(root, 'dist', name)
  if (!existsSync(path)) throw new Error(`dist/${name} is missing: run \`npm run build\` first.`)
  if (statSync(path).mtimeMs < newestOf(join(root, 'src')))
    throw new Error('dist/ is older than src/: run `npm run build` first.')
  return path
}
