/**
 * Whether a reply may be posted to this address. The address comes with the request: without this list a forged one
 * would make us talk to any host, inside our network too. `hosts` as in `Cloud.serviceHosts`.
 */
export function isAllowedServiceUrl(address: unknown, hosts: readonly string[]): boolean {
  const url = read(address)
  if (!url) return false
  if (hosts.includes(url.origin)) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  return hosts.some(host => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host))
}

/** An address on this computer, such as the one of Agents Playground. */
export function isLocalServiceUrl(address: unknown): boolean {
  const url = read(address)
  return (
    url !== undefined && /^https?:$/.test(url.protocol) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  )
}

function read(address: unknown): URL | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.username === '' && url.password === '' ? url : undefined
}
