import type { Response } from 'restify'

/** Headers of every answer. */
export function setSecurityHeaders(response: Response, host: string | undefined, secure: boolean): void {
  response.header('Content-Security-Policy', contentPolicy(host))
  response.header('X-Content-Type-Options', 'nosniff')
  response.header('X-Frame-Options', 'DENY')
  response.header('Referrer-Policy', 'strict-origin-when-cross-origin')
  response.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  response.header('Cross-Origin-Opener-Policy', 'same-origin')
  if (secure) response.header('Strict-Transport-Security', 'max-age=31536000')
}

/** Our pages load what is ours and nothing else. Older browsers do not count WebSockets of our own host as 'self'. */
function contentPolicy(host: string | undefined): string {
  const sockets = host ? ` ws://${host} wss://${host}` : ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')
}
