import { z } from 'zod'
import { type Assistant, assembleAssistant } from '../assemble.js'
import { readConfig } from '../config.js'
import { explain } from './explain.js'
import { explainMatching } from './explain-matching.js'
import { readJsonLines } from './json-lines.js'
import { UsageError } from './usage.js'

const Asked = z.object({ text: z.string(), prev: z.union([z.string(), z.array(z.string())]).optional() })

/** `ask "QUESTION"` prints the reply; `--explain` what every step saw; `--jsonl` answers a line for each line read. */
export async function ask(args: string[]): Promise<number> {
  const options = new Set(args.filter(arg => arg.startsWith('--')))
  const words = args.filter(arg => !arg.startsWith('--'))
  const unknown = [...options].find(option => option !== '--jsonl' && option !== '--explain')
  if (unknown) throw new UsageError(`ask has no option ${unknown}: use --explain or --jsonl`)
  if (options.has('--jsonl') === words.length > 0)
    throw new UsageError(
      'ask takes one question in quotes ("how often should I come?"), or --jsonl and questions on standard input'
    )
  const assistant = assembleAssistant(readConfig())
  if (options.has('--jsonl')) {
    for await (const { text, prev } of readJsonLines(
      process.stdin,
      Asked,
      '{"text": "...", "prev"?: "..." or ["..."]}'
    ))
      process.stdout.write(`${JSON.stringify(answerLine(assistant, text, [prev ?? []].flat()))}\n`)
    return 0
  }
  const { reply, trace } = play(assistant, words.join(' '), [])
  if (options.has('--explain')) {
    console.log(explain(trace, assistant.base.redFlags))
    if (trace.read !== null) console.log(explainMatching(assistant.explain(trace.read)))
    console.log()
  }
  console.log(reply.text)
  if (reply.actions.length > 0) console.log(`\n${reply.actions.map(action => `[ ${action.label} ]`).join('\n')}`)
  return 0
}

function play({ respond, newConversation }: Assistant, text: string, previous: string[]) {
  const turn = (said: string) => ({ kind: 'message' as const, utterance: { text: said, locale: 'en' } })
  const before = previous.reduce(
    (conversation, said) => respond(turn(said), conversation).conversation,
    newConversation
  )
  return respond(turn(text), before)
}

function answerLine(assistant: Assistant, text: string, previous: string[]) {
  const { reply, trace } = play(assistant, text, previous)
  const shown = reply.entries.length > 0
  return {
    text,
    decision: reply.decision,
    entry: shown ? trace.entry : null,
    ...(reply.entries.length > 1 ? { entries: reply.entries } : {}),
    confidence: shown ? trace.confidence : null,
    urgency: reply.urgency,
    flags: reply.flags,
    candidates: trace.candidates,
    reply: { text: reply.text, links: reply.links, actions: reply.actions.map(action => action.label) }
  }
}
