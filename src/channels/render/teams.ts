import type { Activity, Attachment } from 'botbuilder'
import type { Link, Part, Reply } from '../../domain/reply.js'

type Element = Record<string, unknown>

/** Teams lets an Adaptive Card have six buttons at once. */
const mostButtons = 6

const headingColours = { emergency: 'attention', urgent: 'attention', gp: 'accent', wait: 'accent' } as const

/**
 * For Teams: all words as text, then a small card with what is pressed. Suggested actions are of no use there: they show
 * only three, and only in personal chats. Cards up to version 1.5 work in every Teams client.
 */
export function renderTeams(reply: Reply): Partial<Activity>[] {
  const body = reply.parts.flatMap(drawHeading)
  const links = reply.parts.flatMap(linksOf).filter(({ url }) => url.startsWith('https:'))
  const buttons = [...links.map(openButton), ...reply.actions.map(({ label }) => sendButton(label))]
  const message: Partial<Activity> = { type: 'message', text: reply.text, textFormat: 'markdown', ...thumbs(reply) }
  return [body.length + buttons.length > 0 ? { ...message, attachments: [card(body, buttons)] } : message]
}

/** Teams has thumbs of its own; pressed, they come as an invoke ("message/submitAction"). */
const thumbs = ({ feedback }: Reply): Partial<Activity> =>
  feedback ? { channelData: { feedbackLoop: { type: 'default' } } } : {}

const openButton = ({ label, url }: Link): Element => ({ type: 'Action.OpenUrl', title: label, url })

const sendButton = (label: string): Element => ({
  type: 'Action.Submit',
  title: label,
  data: { msteams: { type: 'imBack', value: label } }
})

/** The heading alone: the advice is in the text already. */
function drawHeading(part: Part): Element[] {
  if (part.kind !== 'care-card') return []
  const { prefix, heading, urgency } = part
  const style = { weight: 'bolder', wrap: true, color: headingColours[urgency] }
  return [{ type: 'TextBlock', text: `${prefix}: ${heading}`, ...style }]
}

function linksOf(part: Part): Link[] {
  switch (part.kind) {
    case 'care-card':
      return part.links
    case 'passage':
      return [part.source]
    case 'link':
      return [part.link]
    case 'text':
      return []
  }
}

/** More than six buttons are put into sets: a card's own list would hide the rest. */
function card(body: Element[], buttons: Element[]): Attachment {
  const sets: Element[] = []
  for (let from = 0; from < buttons.length; from += mostButtons)
    sets.push({ type: 'ActionSet', actions: buttons.slice(from, from + mostButtons) })
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.5',
      body: [...body, ...sets]
    }
  }
}
