import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret that signs the tokens, for those who configure none. It is made once and kept, so that the tokens of open
 * pages outlive a restart. Only our own user may read the file.
 */
export function keepSecret(folder: string): string {
  const file = join(folder, 'direct-line.secret')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length >= 32) return secret
  throw new Error(
    `${file} holds no whole secret: remove it and start again (open pages then begin a new conversation).`
  )
}
