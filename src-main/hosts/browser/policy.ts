import type { IncomingMessage, ServerResponse } from 'node:http'

const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // Element Plus places its popups with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/**
 * Headers of everything the host answers. The camera stays with our own page: the warehouse photographs goods with it.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=()'
}

/** Puts the security headers on an answer before anything else is. */
export function secure(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
}

/** Whether the request was addressed to this host by one of its own two names; a rebound foreign name is not. */
export function ownHost(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`
}

/**
 * Whether a call comes from our own page, or from a program that is no browser. A page elsewhere always shows itself in
 * one of the two headers.
 */
export function ownPage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined && origin !== `http://${host}`) return false
  return site === undefined || site === 'same-origin'
}

/** Refuses with a status and nothing else to learn from. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' }).end()
}
