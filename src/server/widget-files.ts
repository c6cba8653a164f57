import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'restify'

/** A file of the built widget, with what is sent along. */
interface WidgetFile {
  name: string
  headers: Record<string, string>
  tag: string
  plain: Buffer
  packed: Buffer
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** "panel.1a2b3c4d.js": what has its hash in its name never changes. */
const cacheOf = (name: string) =>
  /\.[0-9a-f]{8}\.js$/.test(name) ? 'public, max-age=31536000, immutable' : 'public, no-cache'

/**
 * The built widget, read and packed once: the panel is a third as large, seconds where reception is bad. restify's own
 * `gzipResponse` together with its file server ends the process ("write after end").
 */
export function readWidgetFiles(folder: string): WidgetFile[] {
  return readdirSync(folder)
    .filter(name => types[extname(name)])
    .map(name => {
      const plain = readFileSync(join(folder, name))
      const tag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`
      const headers = {
        'Content-Type': types[extname(name)]!,
        'Cache-Control': cacheOf(name),
        ETag: tag,
        Vary: 'Accept-Encoding',
        // Other sites load it by a script element, and pin it by its hash: that is what it is for.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Access-Control-Allow-Origin': '*'
      }
      return { name, headers, tag, plain, packed: gzipSync(plain, { level: 9 }) }
    })
}

/** Sends a file as the caller can take it, or 304 when the caller has it. */
export function sendFile({ headers: asked }: Request, response: Response, file: WidgetFile): void {
  const { headers, tag, plain, packed } = file
  if (asked['if-none-match']?.includes(tag)) {
    response.writeHead(304, headers)
    response.end()
    return
  }
  const packs = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(asked['accept-encoding'] ?? ''))
  const body = packs ? packed : plain
  response.writeHead(200, {
    ...headers,
    ...(packs ? { 'Content-Encoding': 'gzip' } : {}),
    'Content-Length': String(body.length)
  })
  response.end(body)
}
