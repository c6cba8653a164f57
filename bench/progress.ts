import type { WriteStream } from 'node:tty'

/** One line that overwrites itself, for people who wait; silent where nobody watches. */
export interface Progress {
  show(text: string): void
  clear(): void
}

export function createProgress(stream: WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} }
  const clear = () => stream.write('\r\u001b[K')
  return {
    show: text => {
      clear()
      stream.write(text.slice(0, stream.columns - 1))
    },
    clear
  }
}
