import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { z } from 'zod'

const Piece = z.union([
  z.string(),
  z.strictObject({ repeat: z.string(), times: z.int() }),
  z.strictObject({ hex: z.string() }),
  z.strictObject({
    gzip: z.array(z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.int() })])),
    keep: z.int().optional()
  })
])
type Piece = z.infer<typeof Piece>
const Pieces = z.union([z.string(), z.array(Piece)])

const Outcome = z.union([z.int(), z.literal('closed')])
const Row = z.strictObject({
  name: z.string(),
  to: z.array(z.string()).default(['']),
  as: z.string().optional(),
  headers: z.record(z.string(), Pieces).default({}),
  body: Pieces.optional(),
  activity: z.record(z.string(), z.unknown()).optional(),
  path: z.array(Piece).optional(),
  raw: z.array(z.string()).optional(),
  upgrade: z.string().optional(),
  chunks: z.int().optional(),
  manyHeaders: z.int().optional(),
  hangUp: z.boolean().default(false),
  gives: z.union([Outcome, z.array(Outcome)]).transform(given => [given].flat())
})
type Row = z.infer<typeof Row>

export interface Hostile {
  name: string
  /** The bytes, once it is known what stands for {id}, {token} and the others. */
  write: (words: Record<string, string>) => Buffer
  hangUp: boolean
  gives: (number | 'closed')[]
}

/** Every row of requests.yaml, once for each address that it is sent to. */
export function readCorpus(): Hostile[] {
  const rows = z.array(Row).parse(parse(readFileSync(new URL('requests.yaml', import.meta.url), 'utf8')))
  return rows.flatMap(row =>
    row.to.map(to => ({
      name: `${row.name}: ${to || row.upgrade || row.raw?.[0]}`.slice(0, 120),
      write: words => write(row, to, words),
      hangUp: row.hangUp,
      gives: row.gives
    }))
  )
}

const fill = (text: string, words: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)

const packed = new Map<Piece, Buffer>()

/** Packing 100 MB takes a while, and the same row goes to many addresses. */
function pack(piece: Extract<Piece, { gzip: unknown }>): Buffer {
  const done = packed.get(piece) ?? gzipSync(bytes(piece.gzip, {}))
  packed.set(piece, done)
  return done
}

function bytes(pieces: string | Piece[], words: Record<string, string>): Buffer {
  return Buffer.concat(
    [pieces].flat().map(piece => {
      if (typeof piece === 'string') return Buffer.from(fill(piece, words))
      if ('hex' in piece) return Buffer.from(piece.hex, 'hex')
      if ('repeat' in piece) return Buffer.from(piece.repeat.repeat(piece.times))
      return pack(piece).subarray(0, piece.keep)
    })
  )
}

function write(row: Row, to: string, words: Record<string, string>): Buffer {
  if (row.raw) return Buffer.from(fill(row.raw.join('\r\n'), words), 'latin1')
  if (row.upgrade) return head('GET', fill(row.upgrade, words), row, words, upgradeHeaders)
  const [method = 'GET', address = '/'] = to.split(' ')
  const path = row.path ? bytes(row.path, words).toString() : fill(address, words)
  const body = row.activity ? Buffer.from(JSON.stringify(activity(row.activity, words))) : bytes(row.body ?? '', words)
  const size: Record<string, string> = row.chunks
    ? { 'transfer-encoding': 'chunked' }
    : body.length > 0
      ? { 'content-length': String(body.length) }
      : {}
  return Buffer.concat([head(method, path, row, words, { connection: 'close', ...size }), ...cut(body, row.chunks)])
}

const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ=='
}

function head(
  method: string,
  path: string,
  row: Row,
  words: Record<string, string>,
  more: Record<string, string>
): Buffer {
  const given = Object.fromEntries(
    Object.entries(row.headers).map(([name, value]) => [name, bytes(value, words).toString()])
  )
  const many = Array.from({ length: row.manyHeaders ?? 0 }, (_, index) => [`x-${index}`, 'x'])
  const bearer = row.as ? { authorization: `Bearer ${fill(row.as, words)}` } : {}
  const headers = { host: 'localhost', ...more, ...bearer, ...given, ...Object.fromEntries(many) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
}

function cut(body: Buffer, chunks?: number): Buffer[] {
  if (!chunks) return [body]
  const size = Math.ceil(body.length / chunks)
  const parts = Array.from({ length: chunks }, (_, index) => body.subarray(index * size, (index + 1) * size))
  return [
    ...parts.flatMap(part => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
    Buffer.from('0\r\n\r\n')
  ]
}

/** A message as Teams brings it, with these fields over it. */
export function activity(given: object, words: Record<string, string>): object {
  const usual = {
    type: 'message',
    id: `${Math.random()}`,
    text: 'hello',
    channelId: 'msteams',
    serviceUrl: '{serviceUrl}',
    deliveryMode: 'expectReplies',
    from: { id: '29:anna' },
    recipient: { id: '28:bot' },
    conversation: { id: 'hostile' }
  }
  return JSON.parse(fill(JSON.stringify({ ...usual, ...given }), words))
}
