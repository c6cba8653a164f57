import { fileURLToPath } from 'node:url'
import { examineKnowledge, type Report } from '../../src/knowledge/base.js'
import { type Files, readFolder } from '../../src/knowledge/read.js'

export const knowledgeDir = fileURLToPath(new URL('../../knowledge/', import.meta.url))
export const clinic = 'glow-by-salina'
/** Tests share one kept matcher: learning it takes seconds. */
export const dataDir = fileURLToPath(new URL('../../node_modules/.cache/ask-the-clinic/', import.meta.url))

/** The project's own knowledge, examined after one of its files was changed. */
export function examineChanged(file: string, change: (text: string) => string): Report {
  const files: Files = readFolder(knowledgeDir)
  const text = files.get(file)
  if (text === undefined) throw new Error(`no ${file}`)
  const changed = change(text)
  if (changed === text) throw new Error(`the change left ${file} as it was`)
  files.set(file, changed)
  return examineKnowledge(files, clinic)
}
