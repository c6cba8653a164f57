/** Hosts of Microsoft's that a bot answers to. A name stands for itself and, with a dot in front, for all below it. */
const microsoftHosts = ['.botframework.com', 'smba.trafficmanager.net', '.teams.microsoft.com']

/**
 * Whether a reply may be posted to this address. The address comes with the request: without this list a forged one
 * would make us talk to any host, inside our network too.
 */
export function isAllowedServiceUrl(address: unknown, hosts: readonly string[] = microsoftHosts): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false
  const url = new URL(address)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false
  if (url.port !== '') return false
  return hosts.some(host => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host))
}
