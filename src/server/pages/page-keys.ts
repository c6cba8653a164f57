import type { Messages } from '../../domain/messages.js'

/** The keys of `messages.yaml` under `page` that our pages say. */
const pageKeys = [
  'skip',
  'nav',
  'nav-home',
  'nav-article',
  'nav-faq',
  'launcher',
  'suggestions',
  'contact',
  'safety',
  'privacy',
  'terms',
  'faq-title',
  'faq-lead',
  'faq-contents',
  'category-about',
  'category-effect',
  'category-conditions',
  'category-techniques',
  'category-safety',
  'category-frequency',
  'category-session',
  'category-aftercare',
  'category-clinic',
  'article-by',
  'article-contents',
  'article-back',
  'chat-title',
  'not-found-title',
  'not-found-text'
] as const
export type PageKey = (typeof pageKeys)[number]

/** What the widget says; it gets the whole map from `/widget/settings.json`. */
const widgetKeys = [
  'panel-title',
  'notice',
  'close',
  'log',
  'you',
  'assistant',
  'follow-ups',
  'input',
  'send',
  'typing',
  'connecting',
  'offline',
  'not-sent',
  'try-again',
  'too-long',
  'ended',
  'start-again',
  'new-tab',
  'away',
  'too-many',
  'at',
  'unread',
  'matches',
  'suggested',
  'menu',
  'copy',
  'copied',
  'not-copied',
  'print',
  'not-printed',
  'delete',
  'delete-sure',
  'delete-words'
] as const

/** The keys that `messages.yaml` lacks: the server refuses to start with any, a visitor should not find out first. */
export function missingPageKeys(messages: Messages): string[] {
  return [...pageKeys, ...widgetKeys].filter(key => !messages.page[key])
}

/** A sentence of the pages with its `{placeholders}` filled. */
export function say(messages: Messages, key: PageKey, values: Record<string, string> = {}): string {
  const sentence = messages.page[key]
  if (!sentence) throw new Error(`messages.yaml lacks page.${key}: add the sentence there`)
  return fill(sentence, values)
}

/** `fill('Book on {provider}', {provider: 'Treatwell'})`; a placeholder without a value stays as it is. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole)
}
