import { call, implement, ORPCError, type AnyRouter } from '@orpc/server'
import { contract } from '../../contract'
import type { Finding, InputIssue } from '../../contract/faults'
import { notFound } from '../../kernel/fault'
import { PreviewEnd } from '../../platform/database/unitOfWork'
import { permitting, translatingFaults, type CallContext } from '../procedure'
import { procedureAt } from '../procedureAt'

const os = implement(contract.checks).$context<CallContext>().use(translatingFaults).use(permitting)

/** Commands that do something beside their unit of work, which a live check could not take back. */
const notChecked = /^(session|checks|files|exports|jobs|imports)\.|^administration\.(backup|restore)$/

/**
 * Live checks of forms. `findRouter` gives the whole router the procedures are looked up in; asked at call time,
 * because that router contains this one.
 */
export function checksRouter(findRouter: () => AnyRouter) {
  return os.router({
    preview: os.preview.handler(async ({ context, input }) => {
      const { house, sessionId } = context
      const preview: Finding[] = []
      const procedure = await commandAt(findRouter(), input.call)
      try {
        await call(procedure, input.input, { context: { house, sessionId, preview } })
        return { findings: preview, issues: [] }
      } catch (error) {
        return { findings: findingsOf(error, preview), issues: issuesOf(error) }
      }
    })
  })
}

async function commandAt(router: AnyRouter, path: string) {
  const procedure = notChecked.test(path) ? undefined : await procedureAt(router, path, 'command')
  if (!procedure) throw notFound('要检查的业务')
  return procedure
}

function findingsOf(error: unknown, gathered: readonly Finding[]): readonly Finding[] {
  if (error instanceof PreviewEnd) return gathered
  const own =
    error instanceof ORPCError && error.code === 'refused'
      ? (error.data as { findings: readonly Finding[] }).findings
      : []
  // What held the act has been gathered already when a rule did; a fault may bring further ones.
  const same = (a: Finding, b: Finding) => a.rule === b.rule && a.message === b.message && a.field === b.field
  return [...gathered, ...own.filter((finding) => !gathered.some((other) => same(other, finding)))]
}

function issuesOf(error: unknown): readonly InputIssue[] {
  if (error instanceof PreviewEnd) return []
  if (!(error instanceof ORPCError)) throw error
  if (error.code === 'invalid') return (error.data as { issues: readonly InputIssue[] }).issues
  if (error.code === 'refused') return []
  if (error.code === 'notFound' || error.code === 'conflict') return [{ path: '', message: error.message }]
  throw error
}
