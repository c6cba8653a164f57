// Nothing here runs: the types themselves are the test ("npm run types").
import type { TurnContext as AgentsContext } from '@microsoft/agents-hosting'
import type { TurnContext as BotbuilderContext } from 'botbuilder'
import type { BotContext } from '../../src/channels/context.js'

/** The bot asks nothing of a turn's context that the SDK of today or its successor does not have. */
export const fromBotbuilder = (context: BotbuilderContext): BotContext => context
export const fromAgentsSdk = (context: AgentsContext): BotContext => context
