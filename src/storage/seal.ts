import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** A text made unreadable for everybody who does not know the conversation's id. */
export interface Seal {
  close(text: string): Buffer
  open(sealed: Buffer): string
}

const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/**
 * Words in a database server outlive their deletion: in pages until they are used again, in its log, its replicas, its
 * backups. So rows are sealed with a key made of the conversation's id, and the id itself is kept only as a hash. Once the
 * page of the visitor is gone nobody knows the id, and what is left of the bytes says nothing. AES-256-GCM, nonce | tag | text.
 */
export function createSeal(conversation: string): Seal {
  const key = createHmac('sha256', 'seal of a conversation').update(conversation).digest()
  return {
    close(text) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv(algorithm, key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed) {
      const cipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength))
      cipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
      return cipher.update(sealed.subarray(nonceLength + tagLength), undefined, 'utf8') + cipher.final('utf8')
    }
  }
}
