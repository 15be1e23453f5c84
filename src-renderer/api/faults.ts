import { ORPCError } from '@orpc/client'
import type { Finding, InputIssue } from '@contract'

/** What can go wrong with a call, as the window shows it. `unreachable`: the host did not answer at all. */
export type Fault =
  | { readonly type: 'invalid'; readonly message: string; readonly issues: readonly InputIssue[] }
  | { readonly type: 'refused'; readonly message: string; readonly findings: readonly Finding[] }
  | { readonly type: 'forbidden'; readonly message: string; readonly needs: readonly string[] }
  | { readonly type: 'notFound' | 'conflict'; readonly message: string }
  | { readonly type: 'unexpected'; readonly message: string; readonly reference: string | null }
  | { readonly type: 'unreachable'; readonly message: string }

const unreachable: Fault = { type: 'unreachable', message: '暂时连不上主机，已填写的内容仍在，请稍后重试' }

function arrayIn<T>(data: unknown, key: string): readonly T[] {
  if (typeof data !== 'object' || data === null) return []
  const value = Object.entries(data).find(([name]) => name === key)?.[1]
  return Array.isArray(value) ? (value as T[]) : []
}

function referenceIn(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'reference' in data && typeof data.reference === 'string'
    ? data.reference
    : null
}

/** Whether a call ended because the caller no longer wanted the answer. */
export function wasAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** Reads what a call threw. Codes outside the closed union become `unexpected`; a failed connection `unreachable`. */
export function toFault(error: unknown): Fault {
  if (!(error instanceof ORPCError)) return unreachable
  const data: unknown = error.data
  switch (error.code) {
    case 'invalid':
      return { type: 'invalid', message: error.message, issues: arrayIn<InputIssue>(data, 'issues') }
    case 'refused':
      return { type: 'refused', message: error.message, findings: arrayIn<Finding>(data, 'findings') }
    case 'forbidden':
      return { type: 'forbidden', message: error.message, needs: arrayIn<string>(data, 'needs') }
    case 'notFound':
    case 'conflict':
      return { type: error.code, message: error.message }
    case 'unexpected':
      // The host is there, the server behind it is not: the same to whoever waits.
      if (referenceIn(data) === 'STORAGE') return { type: 'unreachable', message: error.message }
      return { type: 'unexpected', message: error.message, reference: referenceIn(data) }
    default:
      return { type: 'unexpected', message: '程序出现意外错误，请重试；仍不行请联系管理员', reference: null }
  }
}

type Listener = (fault: Fault) => void
const listeners = new Set<Listener>()

/** Hears every fault the composables meet, e.g. to notice that the session has ended. Returns how to stop listening. */
export function onFault(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Reads what a call threw and tells those who listen. */
export function reportFault(error: unknown): Fault {
  const fault = toFault(error)
  for (const listener of listeners) listener(fault)
  return fault
}
