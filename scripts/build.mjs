// Builds dist/: the server with tsc, the widget and the pages' stylesheet with esbuild. `npm run build`.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const widget = join(root, 'src/widget')
const out = join(root, 'dist/widget')

/** Stylesheets become minified text in the bundle: the widget puts them into its shadow root itself. */
const cssAsText = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true })
      return { contents: code.trim(), loader: 'text' }
    })
  }
}

function compileServer() {
  return new Promise((done, fail) => {
    const tsc = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], {
      cwd: root,
      stdio: 'inherit'
    })
    tsc.on('error', fail)
    tsc.on('exit', code => (code === 0 ? done() : fail(new Error('the types of the server do not fit, see above'))))
  })
}

const common = {
  bundle: true,
  minify: true,
  target: ['chrome90', 'firefox90', 'safari15'],
  // A bundle is one function: "use strict" would be bytes for nothing.
  tsconfigRaw: { compilerOptions: { alwaysStrict: false, jsx: 'react-jsx', jsxImportSource: 'preact' } },
  logLevel: 'warning'
}

/**
 * Bundles a script and names it by its content ("panel.1a2b3c4d.js"), so that a browser may keep it for ever and a page may
 * pin it. `known`: the names that it loads others by.
 */
async function bundleScript(name, entry, known = {}) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [join(widget, entry)],
    define: Object.fromEntries(Object.entries(known).map(([key, value]) => [key, JSON.stringify(value)])),
    format: 'iife',
    plugins: [cssAsText],
    write: false
  })
  const { contents } = outputFiles[0]
  const hash = createHash('sha256').update(contents)
  const file = { name: `${name}.${hash.copy().digest('hex').slice(0, 8)}.js`, contents }
  writeFileSync(join(out, file.name), contents)
  return { ...file, integrity: `sha256-${hash.digest('base64')}` }
}

const built = ({ name, integrity }) => [name, integrity]

async function bundleWidget() {
  mkdirSync(out, { recursive: true })
  const typeahead = await bundleScript('typeahead', 'typeahead/main.ts')
  const panel = await bundleScript('panel', 'panel/main.tsx', { TYPEAHEAD: built(typeahead) })
  const loader = await bundleScript('loader', 'loader.ts', { PANEL: built(panel) })
  // The name that a page can keep; the hashed one is for pages that pin what they run.
  writeFileSync(join(out, 'loader.js'), loader.contents)
  await build({ ...common, outdir: out, entryPoints: [join(widget, 'site.css')] })
  copyFileSync(join(widget, 'icon.svg'), join(out, 'icon.svg'))
  return [loader, panel, typeahead]
}

function printFiles(files) {
  for (const { name, contents, integrity } of files) {
    const gzip = gzipSync(contents, { level: 9 }).length
    console.log(`${name.padEnd(24)} ${(gzip / 1000).toFixed(1).padStart(5)} kB gzip  ${integrity}`)
  }
}

try {
  // A file whose source is gone must not live on in dist/.
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const [, files] = await Promise.all([compileServer(), bundleWidget()])
  const command = join(root, 'dist/cli/main.js')
  if (existsSync(command)) chmodSync(command, 0o755)
  printFiles(files)
  // The knowledge that comes along, checked, and what is learned from it are part of the build: the first start is as quick as the next.
  if (
    spawnSync(process.execPath, [command, 'learn', '--into', join(root, 'dist')], { cwd: root, stdio: 'inherit' })
      .status !== 0
  )
    throw new Error('the knowledge cannot be learned, see above')
} catch (error) {
  console.error(`Build failed: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
