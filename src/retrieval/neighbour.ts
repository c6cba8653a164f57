import type { TrainMember } from './member.js'

/** The cosine with the nearest example of each label, and a share of the label's centroid, by an inverted index. */
export const trainNeighbour: TrainMember = (labels, examples, size) => {
  const places: number[][] = Array.from({ length: size }, () => [])
  const weights: number[][] = Array.from({ length: size }, () => [])
  examples.forEach(({ question }, index) => {
    const { vector } = question
    vector.ids.forEach((id, place) => {
      places[id]!.push(index)
      weights[id]!.push(vector.weights[place]!)
    })
  })
  const counts = labels.map((_, label) => examples.reduce((sum, example) => sum + (example.label === label ? 1 : 0), 0))
  return {
    score: ({ vector }) => {
      const cosines = new Float64Array(examples.length)
      vector.ids.forEach((id, place) => {
        const weight = vector.weights[place]!
        const list = places[id]!
        for (let at = 0; at < list.length; at++) cosines[list[at]!] = cosines[list[at]!]! + weight * weights[id]![at]!
      })
      const nearest = new Float64Array(labels.length)
      const centre = new Float64Array(labels.length)
      for (let index = 0; index < cosines.length; index++) {
        const { label } = examples[index]!
        nearest[label] = Math.max(nearest[label]!, cosines[index]!)
        centre[label] = centre[label]! + cosines[index]!
      }
      return nearest.map((best, label) => best + centre[label]! / Math.max(counts[label]!, 1))
    }
  }
}
