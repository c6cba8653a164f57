import { loadKnowledge } from '../../src/knowledge/base.js'
import { clinic, knowledgeDir } from './folder.js'

/** The project's own knowledge, read once for all test files of a worker: it takes a second, and nobody writes to it. */
export const base = loadKnowledge(knowledgeDir, clinic)
