import { createHash } from 'node:crypto'

/** The short hash under which seen ids are kept: they outlive the conversation and may hold what a channel put into them. */
export const seenKey = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32)
