import { assembleAssistant } from '../src/assemble.js'
import { clinic, dataDir, knowledgeDir } from './knowledge/folder.js'

/** The assistant of the project's own knowledge, assembled once for all test files of a worker: values in, values out. */
export const assistant = assembleAssistant({ knowledgeDir, clinic, dataDir, publicUrl: 'https://ask.example' })
