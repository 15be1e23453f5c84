import type { IncomingMessage, ServerResponse } from 'node:http'
import { faults } from '../../contract/faults'
import { attachmentLimit, tooLargeMessage } from '../../office/outputs/attachments'

/** Bytes of a call without a file. */
const callBytes = 4 * 1024 * 1024
/** Bytes a file's call carries beside the file. */
const envelopeBytes = 64 * 1024
/** A refused body up to this size is still read to its end, so that the browser gets to see the answer. */
const drainedBytes = 512 * 1024 * 1024

/**
 * Whether the call's body may be read. Otherwise the refusal has been sent: a body must state its length, files at most
 * 50 MB, other calls 4 MB. Nothing of a refused body is kept.
 */
export function bodyAccepted(request: IncomingMessage, response: ServerResponse): boolean {
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  const isFile = (request.headers['content-type'] ?? '').startsWith('multipart/form-data')
  const limit = isFile ? attachmentLimit + envelopeBytes : callBytes
  if (length <= limit) return true
  if (Number.isNaN(length) || length > drainedBytes)
    response.writeHead(Number.isNaN(length) ? 411 : 413, { 'content-length': 0, connection: 'close' }).end()
  else request.resume().once('end', () => refuse(response, isFile ? tooLargeMessage : '提交的内容过多，请分几次办理'))
  return false
}

function refuse(response: ServerResponse, message: string): void {
  const issues = [{ path: '', message }]
  const fault = { defined: true, code: 'invalid', status: faults.invalid.status, message, data: { issues } }
  response
    .writeHead(faults.invalid.status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ json: fault, meta: [] }))
}
