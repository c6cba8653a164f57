import type { Clinic } from '../domain/clinic.js'
import type { Messages } from '../domain/messages.js'

/** Fills the names into a sentence of `messages.yaml`: "{clinic}" -> "Glow By Salina". */
export type Say = (sentence: string, more?: Record<string, string>) => string

export function createSay(clinic: Clinic, messages: Messages, also: Record<string, string> = {}): Say {
  const names = { clinic: clinic.name, provider: clinic.booking.provider, ...also }
  const reach = [clinic.contact.phone, clinic.contact.email].filter(Boolean).join(', ')
  const contact = [fill(messages.fallback.contact, names), reach].filter(Boolean).join(' ')
  return (sentence, more = {}) => fill(sentence, { ...names, contact, ...more })
}

function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole)
}
