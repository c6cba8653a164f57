import type { Response } from 'restify'

/** `sendRaw` and not `send`: restify's formatters log the response with its headers and turn errors into bodies. */
export function sendJson(response: Response, status: number, body: unknown): void {
  sendJsonText(response, status, JSON.stringify(body))
}

export function sendJsonText(response: Response, status: number, text: string): void {
  send(response, status, 'application/json; charset=utf-8', text, 'no-store')
}

/** `cache`: the Cache-Control header. */
export function sendHtml(response: Response, status: number, html: string, cache = 'no-cache'): void {
  send(response, status, 'text/html; charset=utf-8', html, cache)
}

export function sendNothing(response: Response, status: number): void {
  if (response.headersSent) return
  response.sendRaw(status, '')
}

/** The shape in which Direct Line and Bot Framework tell errors. */
export function sendError(response: Response, status: number, code: string, message: string): void {
  sendJson(response, status, { error: { code, message } })
}

function send(response: Response, status: number, type: string, body: string, cache: string): void {
  if (response.headersSent) return
  response.sendRaw(status, body, { 'Content-Type': type, 'Cache-Control': cache })
}
