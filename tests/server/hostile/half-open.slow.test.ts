import { execSync } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attacked, openAttacked } from './attacked.js'

/** 10,000, or as many as this computer lets one process open. */
const openFiles = Number(execSync('ulimit -n', { encoding: 'utf8' })) || 20_000
const many = Math.min(10_000, openFiles - 500)

let clinic: Attacked
beforeAll(async () => {
  clinic = await openAttacked()
}, 180_000)
afterAll(() => clinic?.close())

test(`${many} connections that never finish their request: others are served, all are closed in time, memory comes back`, {
  timeout: 120_000
}, async () => {
  const port = Number(new URL(clinic.url).port)
  const timed = async () => {
    const began = Date.now()
    const { status } = await fetch(`${clinic.url}/healthz`)
    return [status, Date.now() - began] as const
  }
  await timed()
  const { memory: before } = await clinic.look()
  const open = new Set<Socket>()
  // Half of them stop in the middle of a header, half in the middle of a body.
  const starts = [
    'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ',
    'POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{'
  ]
  for (let index = 0; index < many; index++) {
    const socket = connect(port, '127.0.0.1', () => socket.write(starts[index % 2]!))
    open.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => {})
    socket.on('close', () => open.delete(socket))
    // The kernel takes a few hundred at once.
    if (index % 200 === 199) await wait(10)
  }
  const [status, milliseconds] = await timed()
  expect(status).toBe(200)
  expect(milliseconds).toBeLessThan(5000)
  await expect.poll(() => open.size, { timeout: 60_000, interval: 500 }).toBe(0)
  expect(clinic.alive()).toBe(true)
  const grown = async () => (await clinic.look()).memory - before
  await expect.poll(grown, { timeout: 20_000, interval: 1000 }).toBeLessThan(50)
  console.log(
    `a call in between took ${milliseconds} ms; memory ${before.toFixed(0)} MB, then ${(await grown()).toFixed(0)} more`
  )
})
