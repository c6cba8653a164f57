const { WebAssembly } = globalThis as unknown as { WebAssembly: Assembly }

/** The dot product of a vector with each of the rows, in their order. The list is overwritten by the next call. */
export type Dots = (asked: Float32Array) => Float32Array

/**
 * `rows`: one row of `width` numbers after the other. This is the longest loop of a question (7,600 examples × 80 numbers), so
 * it is written for WebAssembly's vectors of four: a fifth of the time. A processor that has none (before SSE4.1), or an
 * address space that is full, does with the plain loop, which gives the same bytes.
 */
export function openDots(rows: Float32Array, width: number): Dots {
  if (width === 0 || rows.length === 0 || !WebAssembly.validate(code)) return openPlainDots(rows, width)
  const count = rows.length / width
  const padded = Math.ceil(width / lanes) * lanes
  const memory = claim(4 * (padded + count * padded + count))
  if (memory === null) return openPlainDots(rows, width)
  const asked = new Float32Array(memory.buffer, 0, padded)
  const own = new Float32Array(memory.buffer, 4 * padded, count * padded)
  for (let row = 0; row < count; row++) own.set(rows.subarray(row * width, (row + 1) * width), row * padded)
  const out = new Float32Array(memory.buffer, own.byteOffset + own.byteLength, count)
  const { dots } = new WebAssembly.Instance(new WebAssembly.Module(code), { _: { memory } }).exports
  return vector => {
    asked.set(vector)
    dots(asked.byteOffset, own.byteOffset, 4 * padded, out.byteOffset, out.byteOffset + out.byteLength)
    return out
  }
}

/** The same in plain JavaScript: four sums side by side, each rounded as the vectors round. */
export function openPlainDots(rows: Float32Array, width: number): Dots {
  const out = new Float32Array(width === 0 ? 0 : rows.length / width)
  const sums = new Float32Array(lanes)
  return asked => {
    for (let row = 0; row < out.length; row++) {
      sums.fill(0)
      for (let at = 0; at < width; at++) sums[at % lanes]! += Math.fround(asked[at]! * rows[row * width + at]!)
      out[row] = Math.fround(sums[0]! + sums[1]!) + Math.fround(sums[2]! + sums[3]!)
    }
    return out
  }
}

const lanes = 4
const page = 65536

// TypeScript knows these in browsers alone.
interface Memory {
  buffer: ArrayBuffer
}
interface Assembly {
  validate(code: Uint8Array): boolean
  Memory: new (size: { initial: number }) => Memory
  Module: new (code: Uint8Array) => object
  Instance: new (module: object, imports: { _: { memory: Memory } }) => { exports: { dots: Kernel } }
}

function claim(bytes: number): Memory | null {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / page) })
  } catch {
    return null
  }
}

/** All five are bytes: places in the memory, and the length of a row. */
type Kernel = (asked: number, rows: number, width: number, out: number, end: number) => void

// biome-ignore format: one instruction a line
const code = Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,                                         // (module
  0x01, 9, 1, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0,                       //   (type (func (param i32 i32 i32 i32 i32)))
  0x02, 13, 1, 1, 0x5f, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0, 1,       //   (import "_" "memory" (memory 1))
  0x03, 2, 1, 0,
  0x07, 8, 1, 4, 0x64, 0x6f, 0x74, 0x73, 0, 0,                                //   (func (export "dots")
  0x0a, 125, 1, 123,                                                          //     (param $asked $rows $width $out $end)
  2, 1, 0x7f, 1, 0x7b,                                                        //     (local $at i32) (local $sum v128)
  0x03, 0x40,                                                                 //     (loop $row
  0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x21, 6,        //       (local.set $sum (v128.const i32x4 0 0 0 0))
  0x41, 0, 0x21, 5,                                                           //       (local.set $at (i32.const 0))
  0x03, 0x40,                                                                 //       (loop $four
  0x20, 6,                                                                    //         (local.get $sum)
  0x20, 0, 0x20, 5, 0x6a, 0xfd, 0, 4, 0,                                      //         (v128.load (i32.add $asked $at))
  0x20, 1, 0x20, 5, 0x6a, 0xfd, 0, 4, 0,                                      //         (v128.load (i32.add $rows $at))
  0xfd, 0xe6, 1, 0xfd, 0xe4, 1, 0x21, 6,                                      //         f32x4.mul f32x4.add (local.set $sum)
  0x20, 5, 0x41, 16, 0x6a, 0x22, 5,                                           //         (local.tee $at (i32.add $at (i32.const 16)))
  0x20, 2, 0x49, 0x0d, 0, 0x0b,                                               //         (br_if $four (i32.lt_u $width)))
  0x20, 3,                                                                    //       (local.get $out)
  0x20, 6, 0xfd, 0x1f, 0, 0x20, 6, 0xfd, 0x1f, 1, 0x92,                       //       (f32.add lane 0, lane 1)
  0x20, 6, 0xfd, 0x1f, 2, 0x20, 6, 0xfd, 0x1f, 3, 0x92,                       //       (f32.add lane 2, lane 3)
  0x92, 0x38, 2, 0,                                                           //       f32.add f32.store
  0x20, 1, 0x20, 2, 0x6a, 0x21, 1,                                            //       (local.set $rows (i32.add $rows $width))
  0x20, 3, 0x41, 4, 0x6a, 0x22, 3,                                            //       (local.tee $out (i32.add $out (i32.const 4)))
  0x20, 4, 0x49, 0x0d, 0, 0x0b, 0x0b                                          //       (br_if $row (i32.lt_u $end)))))
])
