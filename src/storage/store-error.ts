/** A store that cannot be opened, in a sentence with its cure. */
export class StoreError extends Error {
  override name = 'StoreError'
}
