import { make } from './make.js'

/** A file of ours as the build named it: its name, with a hash of its content in it, and its integrity. */
export type BuiltFile = [name: string, integrity: string]

/**
 * Runs a script of ours. Only a page that pins the loader by its hash gets the others by their hashes too: that needs CORS
 * headers, which a clinic's proxy may drop.
 */
export function loadScript(base: string, [name, integrity]: BuiltFile, pinned: boolean): Promise<unknown> {
  return new Promise((onload, onerror) => {
    const src = base + name
    document.head.append(
      make('script', { ...(pinned && { crossOrigin: 'anonymous', integrity }), onload, onerror, src })
    )
  })
}
