import { windowOfHeader } from '../contract/session'
import type { CallContext } from '../office/procedure'

/** Whose window a call says it comes from, for the call's context. */
export function windowOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
): Pick<CallContext, 'windowOf'> {
  const said = headers[windowOfHeader]
  return typeof said === 'string' ? { windowOf: said } : {}
}
