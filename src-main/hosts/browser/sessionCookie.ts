import type { IncomingMessage } from 'node:http'
import { parseCookie, stringifySetCookie } from 'cookie'

// Cookies are shared by all ports of a host, so two suites on one computer would take each other's sessions away.
const cookieName = (port: number): string => `ledger-session-${port}`

/** The session id a request carries; undefined when it carries none or something we would never have given. */
export function sessionIdOf(request: IncomingMessage, port: number): string | undefined {
  const value = parseCookie(request.headers.cookie ?? '')[cookieName(port)]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

/**
 * The header that gives a browser its session id: unreadable for scripts, never sent along from other sites, gone with
 * the browser.
 */
export function sessionCookie(sessionId: string, port: number): string {
  return stringifySetCookie({ name: cookieName(port), value: sessionId, httpOnly: true, sameSite: 'strict', path: '/' })
}
