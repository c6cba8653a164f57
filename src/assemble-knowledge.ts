import { keepMade } from './assemble-kept.js'
import type { Config } from './config.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import { buildBase } from './knowledge/base.js'
import { readFolder } from './knowledge/read.js'

/**
 * The knowledge of one clinic, or a KnowledgeError. To read and check it would be the longest step of a start: a base without a
 * problem is kept until a file of the folder changes, or the code that reads it.
 */
export function openKnowledge({
  knowledgeDir,
  clinic,
  dataDir
}: Pick<Config, 'knowledgeDir' | 'clinic' | 'dataDir'>): KnowledgeBase {
  const files = readFolder(knowledgeDir)
  const from = [clinic, ...[...files].flat()]
  const rooms = ['knowledge', 'text', 'domain']
  return keepMade(dataDir, { name: 'knowledge', from, rooms, make: () => buildBase(files, clinic) })
}
