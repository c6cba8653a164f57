import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { assembleAssistant } from './assemble.js'
import { openStore } from './assemble-store.js'
import { createAdmission } from './channels/admission.js'
import { createBot } from './channels/bot.js'
import { createCloudEndpoint } from './channels/cloud.js'
import { createDirectLine } from './channels/directline/direct-line.js'
import { createQueue } from './channels/queue.js'
import type { Config } from './config.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import { KnowledgeError } from './knowledge/problem.js'
import { createLog, describeError } from './operations/log.js'
import { createMetrics } from './operations/metrics.js'
import { collectWords, createNoteUnanswered } from './operations/unanswered.js'
import { composeSafetyLine } from './replies/safety-line.js'
import { createMemoryLimits, type Limits } from './server/limits.js'
import { createMetricsPort } from './server/metrics-port.js'
import { renderArticle } from './server/pages/article.js'
import { renderChat } from './server/pages/chat.js'
import { renderFaq } from './server/pages/faq.js'
import { renderHome } from './server/pages/home.js'
import { renderLegal } from './server/pages/legal.js'
import { renderNotFound } from './server/pages/not-found.js'
import { missingPageKeys } from './server/pages/page-keys.js'
import { renderSettings } from './server/pages/settings.js'
import { createServer, type Pages, type RunningServer } from './server/server.js'
import { createSharedLimits } from './server/shared-limits.js'
import { sweepRegularly } from './storage/sweeper.js'

const minute = 60_000

/** Builds the server around the core, by hand. Apart from `assemble.ts`, so that the command line never loads botbuilder. */
export async function assembleServer(config: Config, given?: Limits): Promise<RunningServer> {
  const { base, respond } = assembleAssistant(config, progress => console.log(progress))
  const missing = missingPageKeys(base.messages)
  if (missing.length > 0)
    throw new KnowledgeError(
      missing.map(key => ({
        file: 'en/messages.yaml',
        line: 1,
        message: `\`page.${key}\` is missing: write the sentence`
      }))
    )

  const clock = () => Date.now()
  const log = createLog(config.logLevel)
  const metrics = createMetrics({ streams: () => directLine.streams.size() })
  const { store, secret, lifetimes, count } = await openStore(config, {
    onError(error) {
      metrics.storeFailed()
      log.warn({ event: 'store-unreachable', error: describeError(error) })
    },
    onDamage(error) {
      metrics.storeBeganAnew()
      log.error({ event: 'store-began-anew', error: describeError(error) })
    }
  })
  const safetyLine = composeSafetyLine(base.clinic, base.messages).text
  const noteUnanswered = createNoteUnanswered(collectWords(listTexts(base)))
  const queue = createQueue()
  const admission = createAdmission({
    safetyLine,
    onRefused(door, isNews) {
      metrics.refused(door)
      if (isNews) log.warn({ event: 'busy', door })
    }
  })
  const bot = createBot({ respond, store, log, clock, safetyLine, queue, admission, noteUnanswered, metrics })
  const retention = lifetimes.conversation
  const directLine = createDirectLine({ bot, store, log, clock, secret, safetyLine, queue, retention })
  const { app, playground } = config
  const limits = given ?? (count ? createSharedLimits(count) : createMemoryLimits())
  const cloud = createCloudEndpoint({ bot, log, app, playground, limit: limits.turns })
  const widgetDir = fileURLToPath(new URL('../dist/widget', import.meta.url))
  let draining = false
  const server = createServer({
    ...config,
    directLine,
    cloud,
    pages: createPages(base, config),
    ...(existsSync(widgetDir) ? { widgetDir } : {}),
    isReady: async () => {
      if (draining) return false
      await store.read('', clock())
      return true
    },
    admission,
    limits,
    log
  })
  const stopSweeping = sweepRegularly({
    store,
    clock,
    every: minute,
    onSwept: metrics.swept,
    onError(error) {
      metrics.storeFailed()
      log.error({ event: 'sweep-failed', error: describeError(error) })
    }
  })
  const metricsPort = config.metricsPort === null ? null : createMetricsPort(config.metricsPort, metrics.text)
  return {
    async listen() {
      await metricsPort?.listen()
      return server.listen()
    },
    async close() {
      draining = true
      await wait(config.drainSeconds * 1000)
      await server.close()
      metricsPort?.close()
      stopSweeping()
      await store.close()
    }
  }
}

/** The pages are made once: nothing in them changes while the server runs. */
function createPages(base: KnowledgeBase, config: Config): Pages {
  const { clinic, messages, entries, articles, legal } = base
  const suggestions = clinic.suggestions.flatMap(id => entries.filter(entry => entry.id === id))
  const home = renderHome({ clinic, messages, articles, suggestions })
  const faq = renderFaq({ clinic, messages, entries, articles })
  const chat = renderChat({ clinic, messages })
  const bySlug = new Map(articles.map(article => [article.slug, renderArticle({ article, clinic, messages })]))
  const { retentionMinutes: minutes, seenHours: seen, journalDays: journal, unansweredDays: unanswered } = config
  const kept = { minutes, seen, journal, unanswered }
  const privacy = renderLegal({ clinic, messages, kept, page: legal.privacy })
  const terms = renderLegal({ clinic, messages, kept, page: legal.terms })
  const notFound = renderNotFound({ clinic, messages })
  const settings = renderSettings({ clinic, messages, entries })
  return {
    home: () => home,
    faq: () => faq,
    chat: () => chat,
    article: slug => bySlug.get(slug),
    privacy: () => privacy,
    terms: () => terms,
    notFound: () => notFound,
    settings: wanted => (wanted === undefined || wanted === clinic.id ? settings : undefined)
  }
}

/** What the knowledge folder says and hears: a visitor's word that stands in it is no name. */
function listTexts({ entries, outOfScope, lexicon, intents }: KnowledgeBase): string[] {
  return [
    ...entries.flatMap(({ question, phrasings, passage }) => [question, ...phrasings, passage.text]),
    ...outOfScope.kinds.flatMap(({ examples }) => examples),
    ...intents.intents.flatMap(({ phrases }) => phrases),
    ...lexicon['stop-words'],
    ...[lexicon.synonyms, lexicon.abbreviations, lexicon.slang].flatMap(words => Object.entries(words).flat())
  ]
}
