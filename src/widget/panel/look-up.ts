import { type BuiltFile, loadScript } from '../load-script.js'
import type { matcherKey } from '../typeahead/main.js'
import type { Matcher } from '../typeahead/matcher.js'

declare const TYPEAHEAD: BuiltFile

const key: typeof matcherKey = Symbol.for('ask-the-clinic/matcher') as typeof matcherKey

/** What has been typed so far, to questions that it may become. All of it happens on the page: nothing is sent. */
export type LookUp = (typed: string) => Promise<string[]>

/** Loads the matcher at the first call. Without it the box is a box: nobody is told of an error. */
export function createLookUp(base: string, pinned: boolean, questions: string[]): LookUp {
  let loading: Promise<Matcher> | undefined
  return async typed => {
    loading ??= loadScript(base, TYPEAHEAD, pinned).then(
      () => window[key]!(questions),
      () => () => []
    )
    const find = await loading
    return [...typed.trim()].length < 2 ? [] : find(typed)
  }
}
