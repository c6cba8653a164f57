import type { IncomingMessage } from 'node:http'
import { Refusal } from '../channels/refusal.js'

/** Bytes. Teams sends at most 28 kB in a message. */
export const largestBody = 64 * 1024
export const deepestJson = 64

const tooLarge = () => new Refusal(413, 'TooLarge', `A request may have at most ${largestBody} bytes.`)

/** Reads a JSON body; undefined when there is none. restify's own reader unpacks without limit and dies of broken gzip. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Without destroyOnReturn the connection would be cut before the refusal is out.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > largestBody) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    // Whoever hung up half-way is no error of ours.
    throw error instanceof Refusal ? error : new Refusal(400, 'Incomplete', 'The body ended too early.')
  }
  if (size === 0) return undefined
  return parseJson(Buffer.concat(chunks).toString('utf8'))
}

const largestUpload = 1024 * 1024

/**
 * Reads a body away, up to a size. A sender that is refused while it still writes sees a cut connection instead of the
 * answer (Node 22's fetch, and browsers), and then tries again.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > largestUpload) return
    }
  } catch {
    // Whoever hung up half-way needs no answer.
  }
}

export function parseJson(text: string): unknown {
  if (isTooDeep(text))
    throw new Refusal(400, 'BadArgument', `JSON may be nested ${deepestJson} levels deep and no more.`)
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the body.
    throw new Refusal(400, 'BadArgument', 'The body is not valid JSON.')
  }
}

/** Counts brackets outside strings, before anything recursive touches the text. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      if (++depth > deepestJson) return true
    } else if (character === '}' || character === ']') depth--
  }
  return false
}
