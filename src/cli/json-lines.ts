import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { InputError } from './usage.js'

/** Reads one JSON value a line, as it comes, each checked against a schema. A bad line stops with its number and the cure. */
export async function* readJsonLines<T>(input: Readable, schema: z.ZodType<T>, shape: string): AsyncGenerator<T> {
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const result = schema.safeParse(parse(line))
    if (!result.success) throw new InputError(`line ${number} is not ${shape}: correct it and start again`)
    yield result.data
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
