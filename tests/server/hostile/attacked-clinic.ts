// The real server in a process of its own, to be attacked: node --expose-gc --import tsx attacked-clinic.ts SETTINGS.
// It tells its address, and whenever it is asked, its memory and every address that it tried to reach.
import { Socket } from 'node:net'
import { assembleServer } from '../../../src/assemble-server.js'
import { readConfig } from '../../../src/config.js'
import { createMemoryLimits, defaultRates, type Limit } from '../../../src/server/limits.js'

const { env, app } = JSON.parse(process.argv[2] as string)
const reached = new Set<string>()
const connect = Socket.prototype.connect as (...given: unknown[]) => Socket
Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
  this.on('lookup', (_error, _address, _family, host) => reached.add(host))
  this.on('connectionAttempt', (address: string, port: number) => reached.add(`${address}:${port}`))
  return connect.apply(this, given)
} as never

const names = Object.keys(defaultRates) as Limit[]
const rates = Object.fromEntries(names.map(name => [name, { points: 1e9, seconds: 1 }])) as typeof defaultRates
const server = await assembleServer({ ...readConfig(env), app }, createMemoryLimits(rates))
const { url } = await server.listen()
process.send?.({ url })
process.on('message', () => {
  global.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  process.send?.({ rss, heapUsed, reached: [...reached] })
})
process.on('disconnect', () => process.exit())
