import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from './bench-error.js'
import { readCsv } from './csv.js'
import { type FaqPair, type Labelled, outside } from './few-shot.js'

/** HINT3's own word for a question that no intent answers. */
const noIntent = 'NO_NODES_DETECTED'
/** Rephrasings shorter than this are cut-off rests in StackFAQ's file. */
const shortest = 4

export function isReadable(data: string, file: string): boolean {
  return existsSync(join(data, file))
}

/** The HINT3 bots whose training file lies in the folder. */
export function botsIn(data: string): string[] {
  if (!existsSync(join(data, 'hint3'))) return []
  return readdirSync(join(data, 'hint3'))
    .flatMap(file => /^(\w+)_train\.csv$/.exec(file)?.[1] ?? [])
    .sort()
    .map(bot => `hint3-${bot}`)
}

/** A table of text and label under one heading line. */
export function readLabelled(data: string, file: string): Labelled[] {
  return readCsv(readText(data, file))
    .slice(1)
    .map(([text = '', label = '']): Labelled => [text.trim(), label.trim() === noIntent ? outside : label.trim()])
    .filter(([text, label]) => text !== '' && label !== '')
}

/** StackFAQ: root.qapair with question, answer(s) and `rephr`, each one or a list. */
export function readFaq(data: string, file: string): FaqPair[] {
  const { root } = readJson<{ root: { qapair: { question: unknown; answer?: unknown; rephr?: unknown }[] } }>(
    data,
    file
  )
  return root.qapair.map(({ question, answer, rephr }, at) => ({
    id: `q${at}`,
    question: String(question),
    answer: listOf(answer).join(' '),
    asks: listOf(rephr)
      .filter(text => typeof text === 'string')
      .map(text => text.trim())
      .filter(text => text.length >= shortest)
  }))
}

export function readJson<T>(data: string, file: string): T {
  try {
    return JSON.parse(readText(data, file))
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${join(data, file)} is not JSON: fetch it again.`)
  }
}

function readText(data: string, file: string): string {
  try {
    return readFileSync(join(data, file), 'utf8')
  } catch {
    throw new InputError(`${join(data, file)} cannot be read: check that it is a file you may read.`)
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value ? [value] : []
}
