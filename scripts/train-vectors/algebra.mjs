// The little linear algebra that is needed, over rows laid end to end in one Float32Array.

/** The directions in which the rows vary most, by orthogonal iteration, with their mean: `count` unit rows of `width`. */
export function findDirections(rows, width, count, rounds = 40) {
  const total = rows.length / width
  const mean = new Float64Array(width)
  for (let at = 0; at < rows.length; at++) mean[at % width] += rows[at] / total
  const spread = new Float64Array(width * width)
  for (let row = 0; row < total; row++) {
    const centred = Float64Array.from(rows.subarray(row * width, (row + 1) * width), (value, at) => value - mean[at])
    for (let i = 0; i < width; i++)
      for (let j = i; j < width; j++) spread[i * width + j] += (centred[i] * centred[j]) / total
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) spread[i * width + j] = spread[j * width + i]
  let seed = 3
  let found = Array.from({ length: count }, () =>
    Float64Array.from({ length: width }, () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647 - 0.5
    })
  )
  for (let round = 0; round < rounds; round++) {
    found = found.map(direction => {
      const next = new Float64Array(width)
      for (let i = 0; i < width; i++) {
        let sum = 0
        for (let j = 0; j < width; j++) sum += spread[i * width + j] * direction[j]
        next[i] = sum
      }
      return next
    })
    // Gram and Schmidt, the strongest first.
    found.forEach((direction, which) => {
      for (let other = 0; other < which; other++) {
        const share = dot(direction, found[other])
        for (let at = 0; at < width; at++) direction[at] -= share * found[other][at]
      }
      toUnit(direction)
    })
  }
  return { mean, directions: found }
}

/** unit(directions × (row - mean)) of every row. */
export function project(rows, { mean, directions }) {
  const width = mean.length
  const size = directions.length
  const out = new Float32Array((rows.length / width) * size)
  for (let row = 0; row < rows.length / width; row++) {
    for (let which = 0; which < size; which++) {
      let sum = 0
      for (let at = 0; at < width; at++) sum += directions[which][at] * (rows[row * width + at] - mean[at])
      out[row * size + which] = sum
    }
    toUnit(out.subarray(row * size, (row + 1) * size))
  }
  return out
}

export function dot(a, b) {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}

export function toUnit(row) {
  const length = Math.sqrt(dot(row, row)) || 1
  for (let at = 0; at < row.length; at++) row[at] /= length
}
