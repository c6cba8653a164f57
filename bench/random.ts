/** Numbers from 0 to 1, the same for the same seed everywhere (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A shuffled copy (Fisher and Yates, from the end). */
export function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const copy = [...list]
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = copy[at]!
    copy[at] = copy[other]!
    copy[other] = kept
  }
  return copy
}

/** Test questions are always drawn with this seed, so that a smaller sample is a part of a bigger one. */
const sampleSeed = 5

/** At most `most` of the list, drawn by chance; 0 = all, in their order. */
export function sample<T>(list: readonly T[], most: number): T[] {
  return most > 0 && list.length > most ? shuffle(list, createRandom(sampleSeed)).slice(0, most) : [...list]
}
