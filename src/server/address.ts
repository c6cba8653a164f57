import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * The visitor's address. Each proxy adds the address it was called from at the end of X-Forwarded-For, so with `proxies`
 * of our own in front exactly the place that many from the end is believed: what stands before it anybody can write.
 */
export function readAddress(request: IncomingMessage, proxies: number): string {
  const direct = request.socket.remoteAddress ?? ''
  if (proxies === 0) return direct
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const address = bare(forwarded.at(-proxies)?.trim() ?? '')
  return isIP(address) ? address : direct
}

/** Some proxies add the port: "203.0.113.5:443", "[2001:db8::1]:443". */
const bare = (text: string) => /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text

/** One household has 2^64 addresses of IPv6: they count as one. */
export function limitKey(address: string): string {
  if (isIP(address) !== 6) return address
  const plain = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (plain) return plain
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail?.split(':').filter(Boolean) ?? []
  const whole = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
  return `${whole
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/**
 * Whether the caller is a program of this computer. Behind a proxy everybody seems to be one, so a forwarded request does not
 * count; nor does one with an origin: a page of any site can make a browser here send it.
 */
export const isLocalCaller = (request: IncomingMessage): boolean =>
  loopback.test(request.socket.remoteAddress ?? '') &&
  !Object.keys(request.headers).some(
    name => ['forwarded', 'via', 'origin'].includes(name) || name.startsWith('x-forwarded-')
  )
