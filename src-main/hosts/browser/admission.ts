import type { IncomingMessage, ServerResponse } from 'node:http'
import { isProcedure, ORPCError } from '@orpc/server'
import PQueue from 'p-queue'
import type { ProcedureMeta } from '../../contract/base'
import { asFault, mustEnter } from '../../office/procedure'
import { appRouter } from '../appRouter'
import type { Suite } from '../suite'
import { windowOf } from '../windowOf'

/** Bytes up to which a body is read before anything is asked. */
const small = 64 * 1024
/** Large bodies are read four at a time; the others wait unread. */
const reading = new PQueue({ concurrency: 4 })

/** Whether a call brings a file or much else: memory that nobody without permission may take. */
export function isLarge(request: IncomingMessage): boolean {
  const isFile = (request.headers['content-type'] ?? '').startsWith('multipart/form-data')
  return isFile || Number(request.headers['content-length'] ?? 0) > small
}

/**
 * Asks the permission of a large call before its body is read, and lets few be read at once. Otherwise the refusal has
 * been sent and the connection is closed, the body unread.
 */
export async function entered(
  suite: Suite,
  sessionId: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<boolean> {
  const meta = metaOf(request.url ?? '')
  try {
    if (meta) await suite.run((house) => mustEnter({ house, sessionId, ...windowOf(request.headers) }, meta))
  } catch (error) {
    refuse(response, error)
    return false
  }
  // What anybody may call is small by the host's own limit, and must not hold up those who were let in.
  if (meta?.access === 'public') return true
  await new Promise<void>((begin) => {
    void reading.add(async () => {
      begin()
      if (!response.closed) await new Promise<void>((ended) => response.once('close', ended))
    })
  })
  return true
}

function metaOf(url: string): ProcedureMeta | undefined {
  let found: unknown = appRouter
  for (const part of new URL(url, 'http://host').pathname.split('/').slice(2))
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, part)
        ? (found as Record<string, unknown>)[part]
        : undefined
  return isProcedure(found) ? (found['~orpc'].meta as ProcedureMeta) : undefined
}

function refuse(response: ServerResponse, error: unknown): void {
  const fault = error instanceof ORPCError ? error : asFault(error)
  if (!(fault instanceof ORPCError)) throw error
  const json = {
    defined: true,
    code: fault.code as string,
    status: fault.status,
    message: fault.message,
    data: fault.data as unknown
  }
  response
    .writeHead(fault.status, { 'content-type': 'application/json', connection: 'close' })
    .end(JSON.stringify({ json, meta: [] }))
}
