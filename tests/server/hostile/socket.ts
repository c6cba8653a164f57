import { createConnection } from 'node:net'

/** The line of the answer; "100 Continue" before it is none. */
const final = /(?:^|\r\n\r\n)HTTP\/1\.1 ([2-5]\d\d) /

export interface Heard {
  status: number | 'closed'
  text: string
}

/** Writes bytes to a port of this computer and gives what comes back until the connection ends. */
export const send = (port: number, given: Buffer, { hangUp = false, patience = 3000 } = {}): Promise<Heard> =>
  new Promise(resolve => {
    let text = ''
    const done = () => resolve({ status: Number(final.exec(text)?.[1] ?? 0) || 'closed', text })
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.write(given)
      if (hangUp) socket.end()
    })
    socket.setTimeout(patience, () => socket.destroy())
    socket.on('data', data => {
      text += data.toString('latin1')
      // An answer after which the connection stays open: what came within a moment is all of it.
      if (final.test(text)) setTimeout(() => socket.destroy(), 50)
    })
    socket.on('error', done)
    socket.on('close', done)
  })
