import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { call, isLazy, isProcedure, ORPCError, unlazy, type AnyProcedure } from '@orpc/server'
import { faults, type Finding, type InputIssue } from '../../contract/faults'
import { Fault, invalid, notFound } from '../../kernel/fault'
import type { House } from '../../office/house'
import { actorOf } from '../../office/actors'
import { readingOf } from '../../office/procedure'
import { appRouter } from '../appRouter'
import { askSecret } from './askSecret'
import { completeInput } from './callInput'
import { idOfTyped, versionNow } from './typedIds'

/**
 * One fault of the closed union as the command line prints it; `rule` and `source` are those of the finding that holds
 * the act.
 */
export interface PrintedFault {
  readonly type: keyof typeof faults
  readonly rule?: string
  readonly source?: string
  readonly message: string
  /** The evidence that is missing, of all findings. */
  readonly missing?: readonly string[]
  readonly findings?: readonly Pick<Finding, 'rule' | 'source' | 'message' | 'missing'>[]
  readonly issues?: readonly InputIssue[]
}

/** Calls procedures as named accounts, each signed in once with its password, through the same router as the window. */
export class Caller {
  private readonly sessions = new Map<string, string>()

  constructor(
    private readonly house: House,
    /** Folder the paths of {"$file": …} start from. */
    private readonly folder: string
  ) {}

  /** Runs one call. Throws what the procedure threw; `faultOf` reads it. */
  async run(account: string, path: string, input: unknown): Promise<unknown> {
    const parts = path.split('.')
    const procedure = await procedureAt(parts)
    const context = { house: this.house, sessionId: await this.sessionOf(account) }
    const reading = await this.readingOf(context.sessionId)
    const file = async (name: string) => new File([new Uint8Array(await this.bytesOf(name))], basename(name))
    const complete = await completeInput(procedure['~orpc'].inputSchema, input, {
      idOf: (typed, field, owners) => idOfTyped(reading, parts, typed, field, owners),
      attach: async (name) => (await call(appRouter.files.upload, { file: await file(name) }, { context })).id,
      file,
      versionOf: (id) => versionNow(this.house, id)
    })
    return call(procedure, complete, { context })
  }

  private async sessionOf(account: string): Promise<string> {
    const known = this.sessions.get(account)
    if (known !== undefined) return known
    const sessionId = this.house.sessions.newId()
    const password = await askSecret(account, `${account} 的密码：`)
    await call(appRouter.session.signIn, { login: account, password }, { context: { house: this.house, sessionId } })
    this.sessions.set(account, sessionId)
    return sessionId
  }

  private async readingOf(sessionId: string) {
    const session = this.house.sessions.get(sessionId)
    const actor = session
      ? await actorOf(this.house.database.read, session.personId, this.house.clock.today())
      : undefined
    return readingOf(this.house, actor)
  }

  private async bytesOf(name: string): Promise<Buffer> {
    return readFile(resolve(this.folder, name)).catch(() => {
      throw invalid([{ path: '$file', message: `文件打不开：${name}` }])
    })
  }
}

async function procedureAt(parts: readonly string[]): Promise<AnyProcedure> {
  let found: unknown = appRouter
  for (const part of parts)
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, part)
        ? Object.entries(found).find(([name]) => name === part)?.[1]
        : undefined
  if (isLazy(found)) found = (await unlazy(found)).default
  if (!isProcedure(found)) throw notFound(`名为“${parts.join('.')}”的业务`)
  return found
}

/** Reads what a call threw as a fault of the closed union. */
export function faultOf(error: unknown): PrintedFault {
  const { type, message, data } = readFault(error)
  const findings = (data['findings'] ?? []) as readonly Finding[]
  const first = findings.find(({ act }) => act !== 'WARN') ?? findings[0]
  const missing = [...new Set(findings.flatMap((finding) => finding.missing))]
  return {
    type,
    ...(first ? { rule: first.rule, source: first.source } : {}),
    message: first?.message ?? message,
    ...(missing.length > 0 ? { missing } : {}),
    ...(findings.length > 1
      ? {
          findings: findings.map(({ rule, source, message: text, missing: lacking }) => ({
            rule,
            source,
            message: text,
            missing: lacking
          }))
        }
      : {}),
    ...(type === 'invalid' ? { issues: (data['issues'] ?? []) as readonly InputIssue[] } : {})
  }
}

function readFault(error: unknown): {
  readonly type: PrintedFault['type']
  readonly message: string
  readonly data: Readonly<Record<string, unknown>>
} {
  if (error instanceof Fault) return error
  if (error instanceof ORPCError) {
    const type = Object.keys(faults).find((name): name is PrintedFault['type'] => name === error.code)
    if (type) return { type, message: error.message, data: error.data as Readonly<Record<string, unknown>> }
  }
  return { type: 'unexpected', message: error instanceof Error ? error.message : String(error), data: {} }
}
