import { createMemoryStore } from '../../src/storage/memory.js'
import { describeStore } from './conformance.js'
import { testLifetimes } from './writing.js'

describeStore('memory', () => createMemoryStore(testLifetimes))
