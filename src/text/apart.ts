/**
 * How many letters apart two words are, at most `most`: one more, less, other, or two neighbours swapped (Damerau 1964,
 * optimal string alignment). Anything beyond is `most + 1`.
 */
export function apart(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    // Further than `most` from the diagonal every value is beyond (Ukkonen 1985).
    const here = new Array<number>(b.length + 1).fill(most + 1)
    here[0] = row
    let least = row
    const end = Math.min(b.length, row + most)
    for (let column = Math.max(1, row - most); column <= end; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(above[column]! + 1, here[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1)
      here[column] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = above
    above = here
  }
  return Math.min(above[b.length]!, most + 1)
}
