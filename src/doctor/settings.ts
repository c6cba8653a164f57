import type { Config } from '../config.js'
import { type Finding, note, problem } from './finding.js'

/** A rule: the finding when it applies. */
type Rule = (config: Config) => Finding | false

const isLocal = (url: string) => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname)
const isSecure = ({ publicUrl }: Config) => publicUrl.startsWith('https://')

const rules: Rule[] = [
  config =>
    config.app !== null &&
    !isSecure(config) &&
    problem(
      `The messaging endpoint is ${config.publicUrl}/api/messages, without https: Azure sends nothing there.`,
      'Put a web server with TLS in front and set PUBLIC_URL to its https address.'
    ),
  config =>
    config.app === null &&
    !isSecure(config) &&
    !isLocal(config.publicUrl) &&
    problem(
      `PUBLIC_URL is ${config.publicUrl}, without https: what visitors write can be read on its way.`,
      'Put a web server with TLS in front and set PUBLIC_URL to its https address.'
    ),
  config =>
    config.allowedOrigins.length === 0 &&
    !isLocal(config.publicUrl) &&
    problem(
      'ALLOWED_ORIGINS is empty: the clinic’s own site cannot show the assistant.',
      'Set it to the origin of that site, such as https://www.clinic.example.'
    ),
  config => {
    const open = config.allowedOrigins.filter(origin => origin.startsWith('http://') && !isLocal(origin))
    return (
      open.length > 0 &&
      problem(
        `ALLOWED_ORIGINS has ${open.join(', ')}, without https: anybody on the way can change that page.`,
        'Take it out, or serve that site with https.'
      )
    )
  },
  config =>
    isSecure(config) &&
    config.trustProxy === 0 &&
    problem(
      'TRUST_PROXY is 0 behind a web server with TLS: all visitors are counted as one, and soon refused together.',
      'Set it to the number of your own proxies in front, mostly 1.'
    ),
  ({ directLineSecret }) =>
    directLineSecret !== null &&
    new Set(directLineSecret).size < 12 &&
    problem(
      'DIRECT_LINE_SECRET can be guessed: it has few different characters.',
      'Make one with "openssl rand -base64 48", or leave it out: then one is made and kept.'
    ),
  config =>
    config.metricsPort !== null &&
    config.metricsPort === config.port &&
    problem('METRICS_PORT and PORT are the same.', 'Give the metrics a port of their own, such as 9464.'),
  ({ playground }) =>
    playground &&
    note(
      'PLAYGROUND is on: every program of this computer may talk to the bot.',
      'Take it out when you have tried it.'
    ),
  ({ paused }) =>
    paused &&
    note('PAUSED is on: nobody gets an answer but the clinic’s contact, 999 and 111.', 'Take it out and start again.'),
  ({ app }) =>
    app?.type === 'MultiTenant' &&
    note(
      'The bot is registered for many tenants; Azure makes no new ones of that kind.',
      'Register a SingleTenant bot or one with a managed identity when you can.'
    ),
  ({ retentionMinutes }) =>
    retentionMinutes > 24 * 60 &&
    note(
      `Conversations are kept for ${Math.round(retentionMinutes / 1440)} days: they may hold what people say about their health.`,
      'Keep them as short as you can (RETENTION_MINUTES), and say it on the page for privacy.'
    ),
  ({ logLevel }) =>
    (logLevel === 'silent' || logLevel === 'fatal') &&
    note(`LOG_LEVEL is ${logLevel}: nothing tells you when something fails.`, 'Set it to info.')
]

/** What the settings show by themselves. */
export const examineSettings = (config: Config): Finding[] =>
  rules.map(rule => rule(config)).filter(one => one !== false)
