import { choiceOf, nearOf, sequenceOf } from './nodes.js'
import type { Near, Node, Part, Pattern, Step } from './pattern.js'
import type { Term } from './spelling.js'
import { Vocabulary } from './vocabulary.js'

export interface Compiler {
  pattern: (source: string) => Pattern
  /** Every word that the compiled patterns hold, as visitors write it. */
  lexicon: () => Set<string>
  vocabulary: Vocabulary
}

const pieces = /\s*(\.\.\.|\.\.\d+|<[a-z-]+>|\[[^\]]*\]|"[^"]+"|@[a-z0-9_]+|~\d+|[&+()|?]|[^\s()|?<>[\]"&+~@]+)/gy
const measure = /^\[(temperature|age|then|pregnant|weeks|lasting|ago|weight)(?: (>=|<=|<|>) (\d+(?:\.\d+)?))?\]$/
const sameSentence = 40
const longestExcepted = 25

/** Compiles patterns over named slots. `terms` reads a written word as the visitor's words are read. Throws on a bad pattern. */
export function createCompiler(slots: Record<string, string[]>, terms: (word: string) => Term[]): Compiler {
  const compiled = new Map<string, Node>()
  const brackets = new Map<string, Node>()
  const nears = new Map<string, Near>()
  const open = new Set<string>()
  const lexicon = new Set<string>()
  const vocabulary = new Vocabulary()

  function slot(name: string): Node | null {
    const known = compiled.get(name)
    if (known) return known
    const phrases = slots[name]
    if (!phrases) return null
    if (open.has(name)) throw new Error(`slot <${name}> is made of itself`)
    open.add(name)
    try {
      const node = choice(phrases.map(phrase => new Parser(phrase).alone()))
      compiled.set(name, node)
      return node
    } finally {
      open.delete(name)
    }
  }

  const choice = (nodes: Node[]) => choiceOf(nodes, vocabulary.choices++)

  class Parser {
    private readonly tokens: string[]
    private at = 0

    constructor(private readonly source: string) {
      this.tokens = [...source.matchAll(pieces)].map(match => match[1]!)
      if (this.tokens.join('').replace(/\s+/g, '') !== source.replace(/\s+/g, ''))
        this.fail('has a sign that is not part of the language')
    }

    whole(): Pattern {
      const parts = [this.part()]
      while (this.take('+')) parts.push(this.part())
      const unless: Pattern['unless'] = []
      while (this.take('unless')) unless.push({ within: this.within(), part: this.near() })
      if (this.at < this.tokens.length) this.fail(`cannot be read from "${this.tokens[this.at]}"`)
      return { source: this.source, parts, unless }
    }

    /** How far an `unless` looks. */
    private within(): number | 'message' {
      if (this.take('+')) return 'message'
      const sign = this.tokens[this.at]
      if (!sign?.startsWith('~')) return longestExcepted
      this.at++
      return Number(sign.slice(1))
    }

    /** A slot's phrase: one sequence and nothing after it. */
    alone(): Node {
      const node = this.sequence()
      if (this.at < this.tokens.length) this.fail(`cannot be read from "${this.tokens[this.at]}"`)
      return node
    }

    private part(): Part {
      const flag = this.tokens[this.at]
      if (!flag?.startsWith('@')) return this.near()
      this.at++
      return { flag: flag.slice(1) }
    }

    private near(): Near {
      const from = this.at
      const anchor = this.sequence()
      const near: Near['near'] = []
      for (;;) {
        const sign = this.tokens[this.at]
        if (sign !== '&' && !sign?.startsWith('~')) break
        this.at++
        const within = sign === '&' ? sameSentence : Number(sign.slice(1))
        near.push({ node: this.sequence(), within, clause: sign !== '&' })
      }
      return once(nears, this.said(from), () => nearOf(anchor, near))
    }

    private sequence(): Node {
      const parts: Step[] = []
      let gap = 0
      for (;;) {
        const token = this.tokens[this.at]
        if (token === undefined || /^([|)&+]|unless|~\d+)$/.test(token)) break
        if (token.startsWith('..')) {
          gap = token === '...' ? 6 : Number(token.slice(2))
          this.at++
          continue
        }
        for (const node of this.item()) {
          parts.push({ node, gap, optional: false })
          gap = 0
        }
        if (this.take('?')) parts.at(-1)!.optional = true
      }
      if (!parts.some(part => !part.optional)) this.fail('has a part that any text would fit')
      return sequenceOf(parts)
    }

    private item(): Node[] {
      const token = this.tokens[this.at++]!
      if (token === '(') {
        const from = this.at
        const options = [this.sequence()]
        while (this.take('|')) options.push(this.sequence())
        if (!this.take(')')) this.fail('has a bracket that is not closed')
        return [once(brackets, this.said(from), () => choice(options))]
      }
      if (token.startsWith('<')) {
        const node = slot(token.slice(1, -1))
        if (!node) this.fail(`names a slot that does not exist: ${token}`)
        return [node!]
      }
      if (token.startsWith('[')) {
        const match = measure.exec(token)
        if (!match) this.fail(`has a measure that cannot be read: ${token}`)
        return [{ kind: 'measure', of: match![1]!, compare: match![2] ?? '>=', value: Number(match![3] ?? 0) }]
      }
      if (token.startsWith('"')) {
        const form = token.slice(1, -1).toLowerCase()
        lexicon.add(form)
        return [{ kind: 'word', id: vocabulary.learnForm(form) }]
      }
      const read = terms(token)
      if (read.length === 0 || !/[\p{L}\p{N}]/u.test(token)) this.fail(`cannot be read at "${token}"`)
      for (const term of read) lexicon.add(term.word)
      return read.map(term => ({ kind: 'word', id: vocabulary.learnStem(term.stem) }))
    }

    /** The tokens read since `from`: what is written alike is compiled once, and worked out once a message. */
    private said(from: number): string {
      return this.tokens.slice(from, this.at).join(' ')
    }

    private take(token: string): boolean {
      if (this.tokens[this.at] !== token) return false
      this.at++
      return true
    }

    private fail(why: string): never {
      throw new Error(`pattern "${this.source}" ${why}`)
    }
  }

  return { pattern: source => new Parser(source).whole(), lexicon: () => lexicon, vocabulary }
}

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key) ?? make()
  made.set(key, known)
  return known
}
