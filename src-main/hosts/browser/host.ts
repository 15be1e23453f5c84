import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RPCHandler } from '@orpc/server/node'
import log from 'electron-log/node'
import sirv from 'sirv'
import type { CallContext } from '../../office/procedure'
import { newSessionId } from '../../platform/session/sessionStore'
import { appRouter } from '../appRouter'
import { plainFaults } from '../plainFaults'
import type { Suite } from '../suite'
import { windowOf } from '../windowOf'
import { entered, isLarge } from './admission'
import { bodyAccepted } from './bodyLimit'
import { ownHost, ownPage, refuse, secure } from './policy'
import { sessionCookie, sessionIdOf } from './sessionCookie'

export interface BrowserHostPlan {
  readonly suite: Suite
  /** 0 or absent: any free port. */
  readonly port?: number
  /** Folder of the built window. */
  readonly pages: string
}

export interface BrowserHost {
  readonly url: string
  /** Lets running calls end (at most five seconds) and stops listening. The suite stays open. */
  close(): Promise<void>
}

const loopback = '127.0.0.1'
const patience = 5_000

/** Serves the window and its calls to browsers of this computer, on the loopback interface only. */
export async function startBrowserHost({ suite, port = 0, pages }: BrowserHostPlan): Promise<BrowserHost> {
  const calls = callHandler(suite)
  const files = sirv(pages, {
    etag: true,
    // Built names carry a hash of their content; the page itself is asked for anew, so that an update shows.
    setHeaders: (response, path) =>
      response.setHeader(
        'cache-control',
        path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
      ),
    onNoMatch: (_request, response) => refuse(response, 404)
  })
  const server = createServer((request, response) => {
    // The server itself no longer knows while it closes, and requests still come in.
    const listening = request.socket.localPort ?? 0
    // Whoever sends half a request, or goes away in the middle of an answer, is no fault of the program.
    for (const stream of [request, response]) stream.on('error', () => response.destroy())
    try {
      secure(response)
      if (!ownHost(request, listening)) return refuse(response, 421)
      const path = pathOf(request)
      if (path === undefined) return refuse(response, 400)
      if (path.startsWith('/rpc/'))
        void answerCall(calls, suite, request, response, listening).catch((error: unknown) => fallOver(response, error))
      else if (request.method === 'GET' || request.method === 'HEAD') files(request, response)
      else refuse(response, 405)
    } catch (error) {
      fallOver(response, error)
    }
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else socket.destroy()
  })
  await listen(server, port)
  return { url: `http://${loopback}:${(server.address() as AddressInfo).port}/`, close: () => stop(server) }
}

function callHandler(suite: Suite): RPCHandler<CallContext> {
  return new RPCHandler<CallContext>(appRouter, {
    // The house a call works with is that of its own moment.
    interceptors: [
      plainFaults,
      ({ next, context, ...call }) =>
        suite.run((house) => next({ ...call, context: { ...context, ...windowOf(call.request.headers), house } }))
    ]
  })
}

async function answerCall(
  calls: RPCHandler<CallContext>,
  suite: Suite,
  request: IncomingMessage,
  response: ServerResponse,
  port: number
): Promise<void> {
  response.setHeader('cache-control', 'no-store')
  if (!ownPage(request)) return refuse(response, 403)
  if (request.method !== 'POST') return refuse(response, 405)
  if (!bodyAccepted(request, response)) return
  const give = (id: string) => response.setHeader('set-cookie', sessionCookie(id, port))
  const known = sessionIdOf(request, port)
  const sessionId = known ?? newSessionId()
  if (known === undefined) give(sessionId)
  if (isLarge(request) && !(await entered(suite, sessionId, request, response))) return
  const { matched } = await calls.handle(request, response, {
    prefix: '/rpc',
    context: { house: suite.addressed, sessionId, renew: give }
  })
  if (!matched) refuse(response, 404)
}

/**
 * The path a request asks for; undefined for one that is none, such as '//' or one of characters that do not decode.
 */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    const { pathname } = new URL(request.url ?? '/', `http://${loopback}`)
    decodeURIComponent(pathname)
    return pathname
  } catch {
    return undefined
  }
}

/** Ends an answer that came to nothing; what happened is in the log. */
function fallOver(response: ServerResponse, error: unknown): void {
  log.error('answering a request', error)
  if (response.headersSent || response.destroyed) response.destroy()
  else refuse(response, 500)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function stop(server: Server): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatient = setTimeout(() => server.closeAllConnections(), patience)
  await stopped
  clearTimeout(impatient)
}
