// Builds dist/: the server with tsc, the widget and the pages' stylesheet with esbuild. `npm run build`.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
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

async function bundleWidget() {
  const common = {
    bundle: true,
    minify: true,
    outdir: out,
    target: ['chrome90', 'firefox90', 'safari15'],
    logLevel: 'warning'
  }
  await Promise.all([
    build({ ...common, entryPoints: [join(widget, 'loader.ts')], format: 'iife', plugins: [cssAsText] }),
    build({
      ...common,
      entryPoints: { panel: join(widget, 'panel/main.tsx') },
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      plugins: [cssAsText]
    }),
    build({ ...common, entryPoints: [join(widget, 'site.css')] })
  ])
  copyFileSync(join(widget, 'icon.svg'), join(out, 'icon.svg'))
}

function printSizes() {
  for (const name of ['loader.js', 'panel.js', 'site.css']) {
    const gzip = gzipSync(readFileSync(join(out, name)), { level: 9 }).length
    console.log(`${basename(name).padEnd(10)} ${(gzip / 1000).toFixed(1).padStart(5)} kB gzip`)
  }
}

try {
  // A file whose source is gone must not live on in dist/.
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  await Promise.all([compileServer(), bundleWidget()])
  const command = join(root, 'dist/cli/main.js')
  if (existsSync(command)) chmodSync(command, 0o755)
  printSizes()
  // What is learned from the knowledge that comes along is part of the build: the first start is as quick as the next.
  if (
    spawnSync(process.execPath, [command, 'learn', '--into', join(root, 'dist')], { cwd: root, stdio: 'inherit' })
      .status !== 0
  )
    throw new Error('the knowledge cannot be learned, see above')
} catch (error) {
  console.error(`Build failed: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
