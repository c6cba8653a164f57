import type { Activity } from 'botbuilder'
import type { Reply } from '../../domain/reply.js'
import { fitInto, type Limits, limitsOf } from '../fit.js'
import { renderSuggested } from './suggested.js'
import { renderTeams } from './teams.js'
import { renderText } from './text.js'
import { renderWeb } from './web.js'

export type Render = (reply: Reply, limits: Limits) => Partial<Activity>[]

/** A channel family a file; a channel that is not named here gets text with numbered choices. */
const renderers: Record<string, Render> = {
  directline: renderWeb,
  webchat: renderWeb,
  emulator: renderWeb,
  msteams: renderTeams,
  slack: renderSuggested,
  telegram: renderSuggested
}

/** Dresses a reply for a channel: the same words, links and choices everywhere. */
export function render(channelId: string | undefined, reply: Reply): Partial<Activity>[] {
  const channel = channelId ?? ''
  const limits = limitsOf(channel)
  const renderer = Object.hasOwn(renderers, channel) ? renderers[channel]! : renderText
  return renderer(reply, limits).flatMap(message => fitInto(message, limits))
}
