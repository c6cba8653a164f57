import { readFileSync } from 'node:fs'
import type { BrowserContext, Route, WebSocketRoute } from 'playwright-core'
import type { Part } from '../../src/domain/reply.js'
import { reply } from '../channels/echo.js'

/** So many words that never change: pictures tell of the drawing, not of what the clinic writes. */
const words = (count: number) =>
  Array.from({ length: count }, (_, nth) => ['back', 'massage', 'a', 'gentle', 'of', 'session'][nth % 6]).join(' ')
const link = { label: words(3), url: 'https://clinic.example/' }

const card = (urgency: 'emergency' | 'urgent' | 'gp'): Part => ({
  kind: 'care-card',
  card: urgency === 'emergency' ? 'emergency' : urgency,
  urgency,
  prefix: words(2),
  heading: words(5),
  lead: words(6),
  signs: [words(7), words(4)],
  paragraphs: [words(14)],
  links: [
    { label: words(2), url: 'tel:999' },
    { label: words(4), url: 'tel:111' }
  ],
  attribution: words(8)
})
const passage: Part = {
  kind: 'passage',
  entry: 'one',
  source: link,
  blocks: [
    { kind: 'paragraph', text: words(18) },
    { kind: 'list', items: [words(6), words(9)] },
    { kind: 'table', header: [words(1), words(1), words(1)], rows: [Array(3).fill(words(2)), Array(3).fill(words(3))] }
  ]
}
const buttons = (...counts: number[]) => counts.map(count => ({ label: words(count), means: { entry: 'one' } }))

/** What is answered, by what is asked; what is not here is never answered. */
const replies: Record<string, object> = {
  answer: reply({
    parts: [passage],
    actions: buttons(5, 8),
    feedback: { ask: words(3), actions: buttons(1, 2) }
  }),
  clarify: reply({ decision: 'clarify', parts: [{ kind: 'text', text: words(5) }], actions: buttons(6, 9, 4) }),
  booking: reply({
    decision: 'book',
    parts: [
      { kind: 'text', text: words(12) },
      { kind: 'link', purpose: 'booking', link }
    ]
  }),
  emergency: reply({ decision: 'see-a-doctor', urgency: 'emergency', parts: [card('emergency')] }),
  urgent: reply({ decision: 'see-a-doctor', urgency: 'urgent', parts: [card('urgent')] }),
  gp: reply({ urgency: 'gp', parts: [card('gp'), passage] })
}

const say = (text: string, count: number) => ({ [text]: words(count) })
const settings = {
  language: 'en-GB',
  clinic: {
    name: words(2),
    bookingUrl: 'https://clinic.example/book',
    contact: { page: link.url, phone: '01234 567890', email: null }
  },
  page: Object.assign(
    {
      'panel-title': 'Ask',
      input: 'Your question',
      'try-again': 'Try again',
      'start-again': 'Start again',
      menu: 'Menu'
    },
    { log: 'Conversation', typing: 'Typing', 'not-sent': 'Not sent', 'delete-words': 'forget', delete: 'Delete' },
    say('notice', 7),
    say('follow-ups', 4),
    say('suggestions', 3),
    say('send', 1),
    say('contact', 2),
    say('offline', 9),
    say('ended', 4),
    say('copy', 2),
    say('print', 1),
    say('delete-sure', 3)
  ),
  questions: [words(7), words(9), words(11)]
}

/** A stage without a server: an empty page with the widget, which plays a conversation that is written down here. */
export async function setStage(context: BrowserContext): Promise<string> {
  const activities: object[] = []
  let socket: WebSocketRoute | undefined
  const push = (...added: object[]) => {
    activities.push(...added.map((activity, nth) => ({ ...activity, id: `c|${activities.length + nth}` })))
    socket?.send(JSON.stringify({ activities, watermark: String(activities.length) }))
  }
  const message = (from: string, rest: object) => ({ type: 'message', from: { role: from }, ...rest })
  push(
    message('bot', {
      text: '',
      channelData: {
        reply: reply({ decision: 'small-talk', parts: [{ kind: 'text', text: words(30) }], actions: buttons(6, 8) })
      }
    })
  )

  await context.routeWebSocket(/./, opened => {
    socket = opened
    push()
  })
  await context.route('http://stage.example/**', async (route: Route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') {
      const html = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
        <title>A page</title><script src="/widget/loader.js" async></script>`
      return route.fulfill({ contentType: 'text/html', body: html })
    }
    if (pathname === '/widget/settings.json') return route.fulfill({ json: settings })
    if (pathname.startsWith('/widget/'))
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(`dist${pathname}`) })
    if (pathname === '/token') return route.fulfill({ json: { conversationId: 'c', token: 't' } })
    if (route.request().method() === 'GET') return route.fulfill({ json: { activities: [], watermark: '' } })
    const { text, channelData } = route.request().postDataJSON() as { text?: string; channelData?: object }
    if (text === undefined)
      return route.fulfill({ json: { conversationId: 'c', token: 't', streamUrl: 'ws://stage.example/stream' } })
    const answer = replies[text]
    push(
      message('user', { text, channelData }),
      ...(answer ? [message('bot', { text, channelData: { reply: answer } })] : [])
    )
    return route.fulfill({ json: { id: `c|${activities.length}` } })
  })
  return 'http://stage.example/'
}
