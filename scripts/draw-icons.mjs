// Draws the icons of the Teams app into teams/: the same three smooth stones as src/widget/icon.svg.
//   node scripts/draw-icons.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const green = [0x2b, 0x5d, 0x50]
const cream = [0xf8, 0xf2, 0xe8]
const white = [0xff, 0xff, 0xff]
/** On a square of 64: middle, half width, half height. */
const stones = [
  [32, 46, 19, 7],
  [31, 33, 14, 5.5],
  [33, 22, 9, 4.5]
]
const inside = (x, y, grow = 0) =>
  stones.some(([cx, cy, rx, ry]) => ((x - cx) / (rx + grow)) ** 2 + ((y - cy) / (ry + grow)) ** 2 <= 1)

/** Teams rounds the colour icon itself: it fills its square. */
const colour = (x, y) => (inside(x, y) ? [...cream, 255] : [...green, 255])
/** White on nothing: the stones' rims. The drawing is enlarged to fill the small square. */
const outline = (x, y) => {
  const [u, v] = [32 + (x - 32) * 0.72, 34 + (y - 32) * 0.72]
  return inside(u, v) && !inside(u, v, -1.7) ? [...white, 255] : [...white, 0]
}

/** Each pixel is the mean of 8 x 8 samples. */
export function draw(size, paint) {
  const fine = 8
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0, 0]
      for (let step = 0; step < fine * fine; step++) {
        const x = ((column + ((step % fine) + 0.5) / fine) * 64) / size
        const y = ((row + (Math.floor(step / fine) + 0.5) / fine) * 64) / size
        paint(x, y).forEach((value, channel) => {
          sum[channel] += value
        })
      }
      sum.forEach((value, channel) => {
        pixels[(row * size + column) * 4 + channel] = Math.round(value / (fine * fine))
      })
    }
  return pixels
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

/** A PNG of red, green, blue and alpha, 8 bits each, every row without a filter. */
export function writePng(size, pixels) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.concat(
    Array.from({ length: size }, (_, row) =>
      Buffer.concat([Buffer.from([0]), pixels.subarray(row * size * 4, (row + 1) * size * 4)])
    )
  )
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

export const icons = {
  'color.png': { size: 192, paint: colour },
  'outline.png': { size: 32, paint: outline }
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync('teams', { recursive: true })
  for (const [name, { size, paint }] of Object.entries(icons))
    writeFileSync(`teams/${name}`, writePng(size, draw(size, paint)))
}
