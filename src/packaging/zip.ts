import { deflateRawSync } from 'node:zlib'

/** 1 January 1980, the zero of the format: the same files give the same bytes. */
const noDate = 0x0021
const deflated = 8

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** The checksum of the ZIP and PNG formats; `zlib.crc32` is younger than our oldest Node. */
export function crc32(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 255]!
  return (value ^ 0xffffffff) >>> 0
}

/** A ZIP archive of a few small files (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7 to 4.3.16). */
export function writeZip(files: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content, { level: 9 })
    const path = Buffer.from(name)
    // What the file's own header and the directory say alike: version, flags (names in UTF-8), method, time, date, sizes.
    const same = Buffer.alloc(26)
    same.writeUInt16LE(20, 0)
    same.writeUInt16LE(0x0800, 2)
    same.writeUInt16LE(deflated, 4)
    same.writeUInt16LE(noDate, 8)
    same.writeUInt32LE(crc32(content), 10)
    same.writeUInt32LE(packed.length, 14)
    same.writeUInt32LE(content.length, 18)
    same.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), same, place, path)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), same, path, packed])
    parts.push(entry)
    offset += entry.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  const count = Object.keys(files).length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}
