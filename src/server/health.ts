import type { Response } from 'restify'
import { sendJson } from './answers.js'

/** Milliseconds after which a part that does not answer counts as unable to serve. */
const patience = 2000

export const tellAlive = (response: Response): void => sendJson(response, 200, { status: 'alive' })

/** 200 when we can serve, 503 when not; never why: that is for the log. */
export async function tellReady(response: Response, isReady: () => Promise<boolean>): Promise<void> {
  const late = new Promise<boolean>(resolve => setTimeout(resolve, patience, false).unref())
  const ready = await Promise.race([isReady().catch(() => false), late])
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' })
}
