import { createMatcher, type Matcher } from './matcher.js'

// A file of its own: whoever only taps and reads never loads fuse.js.
export const matcherKey = Symbol.for('ask-the-clinic/matcher')

declare global {
  interface Window {
    [matcherKey]?: (questions: string[]) => Matcher
  }
}

window[matcherKey] = createMatcher
