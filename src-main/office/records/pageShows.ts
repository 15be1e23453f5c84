import { call, ORPCError, type AnyRouter } from '@orpc/server'
import type { CallContext } from '../callContext'
import { procedureAt } from '../procedureAt'

/**
 * Whether a record's page or slip shows what has the given id, as whoever calls may see that page: what a person may
 * read of a record is decided where its page is, by permission, record and field, and nowhere else.
 */
export async function pageShows(
  router: AnyRouter,
  { house, sessionId }: CallContext,
  on: { readonly page: string; readonly id: string },
  id: string
): Promise<boolean> {
  const get = on.id === id ? undefined : await procedureAt(router, on.page, 'query')
  if (!get) return false
  try {
    const page: unknown = await call(get, { id: on.id }, { context: { house, sessionId } })
    return contains(page, id)
  } catch (error) {
    if (error instanceof ORPCError && error.code !== 'unexpected') return false
    throw error
  }
}

const contains = (part: unknown, id: string): boolean =>
  part === id || (typeof part === 'object' && part !== null && Object.values(part).some((inner) => contains(inner, id)))
