import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assembleAssistant } from './assemble.js'
import { createBot } from './channels/bot.js'
import { createCloudEndpoint } from './channels/cloud.js'
import { createDirectLine } from './channels/directline/direct-line.js'
import { keepSecret } from './channels/directline/secret.js'
import type { Config } from './config.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import { KnowledgeError } from './knowledge/problem.js'
import { createLog, describeError } from './operations/log.js'
import { composeSafetyLine } from './replies/safety-line.js'
import { createMemoryLimits, type Limits } from './server/limits.js'
import { renderArticle } from './server/pages/article.js'
import { renderFaq } from './server/pages/faq.js'
import { renderHome } from './server/pages/home.js'
import { renderNotFound } from './server/pages/not-found.js'
import { missingPageKeys } from './server/pages/page-keys.js'
import { renderSettings } from './server/pages/settings.js'
import { createServer, type Pages, type RunningServer } from './server/server.js'
import { createSqliteStore } from './storage/sqlite.js'
import { lifetimes } from './storage/store.js'
import { sweepRegularly } from './storage/sweeper.js'

const minute = 60_000

/** Builds the server around the core, by hand. Apart from `assemble.ts`, so that the command line never loads botbuilder. */
export function assembleServer(config: Config, limits: Limits = createMemoryLimits()): RunningServer {
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
  const keep = lifetimes(config.retentionMinutes)
  const store = createSqliteStore(join(config.dataDir, 'clinic.db'), keep)
  const safetyLine = composeSafetyLine(base.clinic, base.messages).text
  const bot = createBot({ respond, store, log, clock, safetyLine })
  const secret = config.directLineSecret ?? keepSecret(config.dataDir)
  const directLine = createDirectLine({ bot, store, log, clock, secret, safetyLine, retention: keep.conversation })
  const { app, playground } = config
  const cloud = createCloudEndpoint({ bot, log, app, playground, limit: limits.turns })
  const widgetDir = fileURLToPath(new URL('../dist/widget', import.meta.url))
  const server = createServer({
    ...config,
    directLine,
    cloud,
    pages: createPages(base),
    ...(existsSync(widgetDir) ? { widgetDir } : {}),
    isReady: async () => {
      await store.read('', clock())
      return true
    },
    limits,
    log
  })
  const stopSweeping = sweepRegularly({
    store,
    clock,
    every: minute,
    onError: error => log.error({ event: 'sweep-failed', error: describeError(error) })
  })
  return {
    listen: server.listen,
    close: async () => {
      await server.close()
      stopSweeping()
      await store.close()
    }
  }
}

/** The pages are made once: nothing in them changes while the server runs. */
function createPages(base: KnowledgeBase): Pages {
  const { clinic, messages, entries, articles } = base
  const suggestions = clinic.suggestions.flatMap(id => entries.filter(entry => entry.id === id))
  const home = renderHome({ clinic, messages, articles, suggestions })
  const faq = renderFaq({ clinic, messages, entries, articles })
  const bySlug = new Map(articles.map(article => [article.slug, renderArticle({ article, clinic, messages })]))
  const notFound = renderNotFound({ clinic, messages })
  const settings = renderSettings({ clinic, messages, suggestions })
  return {
    home: () => home,
    faq: () => faq,
    article: slug => bySlug.get(slug),
    notFound: () => notFound,
    settings: () => settings
  }
}
