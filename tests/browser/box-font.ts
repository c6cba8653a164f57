/**
 * A font of the tests' own in which every letter is the same box and a space is as wide: text then breaks, and looks, the same
 * on every machine, whatever fonts it has. TrueType, with the few tables that browsers ask for:
 * https://learn.microsoft.com/typography/opentype/spec/otff
 */
const unitsPerEm = 1000
const width = 520
const ascent = 900
const descent = 300
const glyphs = { missing: 0, space: 1, box: 2 }

/** Big-endian numbers: `u16(1, 2)`. */
const u16 = (...values: number[]) => values.flatMap(value => [(value >> 8) & 255, value & 255])
const u32 = (...values: number[]) => values.flatMap(value => u16(Math.floor(value / 65536), value % 65536))
const zeros = (count: number) => Array<number>(count).fill(0)
const pad = (bytes: number[]) => [...bytes, ...zeros(-bytes.length & 3)]

/** A filled rectangle of four points. */
function box(): number[] {
  const [left, bottom, right, top] = [40, 0, width - 40, 560]
  const header = u16(1, left, bottom, right, top)
  const points = [left, left, right, right]
  const heights = [bottom, top, top, bottom]
  const steps = (values: number[]) => u16(...values.map((value, place) => value - (values[place - 1] ?? 0)))
  // On the curve, both coordinates as signed words.
  return pad([...header, ...u16(3, 0), 1, 1, 1, 1, ...steps(points), ...steps(heights)])
}

/** Format 12: each character to its glyph. */
function characters(): number[] {
  const codes = [...Array(0x2bff - 0x20).keys()].map(code => code + 0x20)
  const faces = [...Array(0x1faff - 0x1f300).keys()].map(code => code + 0x1f300)
  const groups = [...codes, ...faces].map(code =>
    u32(code, code, code === 0x20 || code === 0xa0 ? glyphs.space : glyphs.box)
  )
  const table = [...u16(12, 0), ...u32(16 + groups.length * 12, 0, groups.length), ...groups.flat()]
  return [...u16(0, 1, 3, 10), ...u32(12), ...table]
}

function tables(): Record<string, number[]> {
  const shape = box()
  const name = [...'Boxes'].flatMap(letter => u16(letter.charCodeAt(0)))
  const names = [1, 2, 4, 6]
  return {
    'OS/2': [
      ...u16(4, width, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0),
      ...zeros(10),
      ...u32(1, 0, 0, 0),
      ...zeros(4),
      ...u16(0x40, 0x20, 0xffff, ascent, 65536 - descent, 0, ascent, descent),
      ...u32(1, 0),
      ...u16(560, 700, 0, 0x20, 1)
    ],
    cmap: characters(),
    glyf: shape,
    head: [
      ...u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
      ...u16(0, unitsPerEm),
      ...zeros(16),
      ...u16(0, 0, width, ascent, 0, 8, 2, 0, 0)
    ],
    hhea: [...u32(0x10000), ...u16(ascent, 65536 - descent, 0, width, 0, 0, width, 1, 0, 0), ...zeros(10), ...u16(3)],
    hmtx: [...u16(width, 0), ...u16(width, 0), ...u16(width, 40)],
    loca: u16(0, 0, 0, shape.length / 2),
    maxp: [...u32(0x10000), ...u16(3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
    name: [
      ...u16(0, names.length, 6 + names.length * 12),
      ...names.flatMap(id => u16(3, 1, 0x409, id, name.length, 0)),
      ...name
    ],
    post: [...u32(0x30000, 0), ...zeros(24)]
  }
}

function checksum(bytes: number[]): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4)
    sum = (sum + bytes[at]! * 2 ** 24 + (bytes[at + 1]! << 16) + (bytes[at + 2]! << 8) + bytes[at + 3]!) % 2 ** 32
  return sum
}

/** The font file. */
export function boxFont(): Buffer {
  const parts = Object.entries(tables()).sort(([a], [b]) => (a < b ? -1 : 1))
  let offset = 12 + parts.length * 16
  const directory = parts.map(([tag, bytes]) => {
    const row = [...Buffer.from(tag.padEnd(4)), ...u32(checksum(pad(bytes)), offset, bytes.length)]
    offset += pad(bytes).length
    return row
  })
  const header = [...u32(0x10000), ...u16(parts.length, 128, 3, parts.length * 16 - 128)]
  return Buffer.from([...header, ...directory.flat(), ...parts.flatMap(([, bytes]) => pad(bytes))])
}
