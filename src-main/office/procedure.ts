import { ORPCError, os as base, ValidationError } from '@orpc/server'
import log from 'electron-log/node'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import type { InputIssue } from '../contract/faults'
import { faults } from '../contract/faults'
import type { ProcedureMeta } from '../contract/base'
import { posts, type Post } from '../contract/posts'
import { isStaff, systemActor, type Actor } from '../kernel/actor'
import { Fault, forbidden, invalid, notFound, storageGone } from '../kernel/fault'
import { K_11 } from '../kernel/rules/common'
import { citeFor } from '../kernel/rules/regulation'
import { isStorageGone } from '../platform/database/database'
import { PreviewEnd, type UnitOfWork, type Work } from '../platform/database/unitOfWork'
import { actorOf } from './actors'
import type { CallContext } from './callContext'
import type { House, Reading } from './house'
import { mustMayName, takeOver, type NamedFiles } from './outputs/takeOver'
import { loadBook } from './ruleBook'
import { isSignedIn, lostAllPosts, mustBelong, passwordOwed, standingSession } from './session/standing'

/** What a handler works with once permission is given. */
export interface Permitted extends CallContext {
  readonly actor: Actor
  /** Runs the act in one unit of work as the signed-in person. */
  write<T>(
    work: Pick<Work, 'chain' | 'act' | 'reasons' | 'despiteClock'>,
    body: (unit: UnitOfWork) => Promise<T>
  ): Promise<T>
  /** Reads committed rows with today's rules and calendar. */
  reading(): Promise<Reading>
}

export type { CallContext }

const os = base.$context<CallContext>()

/** First middleware of every router: faults become the closed union the window knows. */
export const translatingFaults = os.middleware(async ({ next }) => {
  try {
    return await next()
  } catch (error) {
    throw asFault(error)
  }
})

/**
 * Second middleware of every router: each procedure asks the permission its contract declares, and takes no text that
 * cannot be kept.
 */
export const permitting = os.middleware(async ({ context, procedure, next }, input: unknown) => {
  const manager = context.house.database.readOnce()
  const actor = await permittedActor(context, procedure['~orpc'].meta as ProcedureMeta, manager)
  const place = placeOfUnkeepable(input)
  if (place !== undefined) throw invalid([place])
  const { meta, inputSchema } = procedure['~orpc']
  const isCommand = (meta as ProcedureMeta).kind === 'command'
  const named = isCommand
    ? await mustMayName(manager, actor, inputSchema as z.core.$ZodType | undefined, input)
    : undefined
  return next({ context: permitted(context, actor, manager, named) })
})

// Neither PostgreSQL nor the canonical text of the audit chain can hold these.
const unkeepable = (text: string): boolean => text.includes('\u0000') || /\p{Surrogate}/u.test(text)

// No input of the contract is nested half as deep; what is would exhaust the stack of whatever goes through it.
const deepest = 24

/** The first place in an input that no ledger can hold: text that cannot be kept, or parts within parts without end. */
function placeOfUnkeepable(input: unknown, path: readonly string[] = []): InputIssue | undefined {
  const issue = (message: string) => ({ path: path.join('.'), message })
  if (typeof input === 'string') return unkeepable(input) ? issue('含有无法保存的字符，请重新输入') : undefined
  if (typeof input !== 'object' || input === null || input instanceof Blob) return undefined
  if (path.length >= deepest) return { path: '', message: '提交的内容层次过多，无法办理' }
  for (const [key, value] of Object.entries(input)) {
    const found = unkeepable(key) ? issue('含有无法保存的字符，请重新输入') : placeOfUnkeepable(value, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a person with these posts may call a procedure. `staff` excludes temporary staff and outsiders (K-11). */
export function mayCall(actor: Actor | undefined, meta: ProcedureMeta): boolean {
  if (!meta.access) return false
  if (meta.access === 'public') return true
  if (!actor) return false
  if (meta.access === 'signedIn') return true
  if (meta.access === 'staff') return isStaff(actor)
  if (meta.kind === 'query' && !meta.closedToInspector && actor.posts.some((held) => held.post === 'inspector'))
    return true
  return actor.posts.some((held) => (meta.access as readonly Post[]).includes(held.post))
}

/** Refuses a call whose procedure is not for whoever is signed in; asked before its body is read. */
export async function mustEnter(context: CallContext, meta: ProcedureMeta): Promise<void> {
  await permittedActor(context, meta, context.house.database.readOnce())
}

async function permittedActor(context: CallContext, meta: ProcedureMeta, manager: EntityManager): Promise<Actor> {
  const session = await standingSession(context.house, context.sessionId, manager)
  if (session && meta.access !== 'public') mustBelong(context, session)
  const open = session && !session.locked ? session : undefined
  const known = open ? await actorOf(manager, open.personId, context.house.clock.today()) : undefined
  const over = known !== undefined && open !== undefined && lostAllPosts(open, known)
  if (over) context.house.sessions.end(context.sessionId, 'noPosts')
  const actor = over ? undefined : known
  if (mayCall(actor, meta)) {
    const owed =
      open && !meta.beforeOwnPassword && meta.access !== 'public'
        ? await passwordOwed(context.house, open, manager)
        : null
    if (owed !== null) throw forbidden(owed)
    return actor ?? systemActor
  }
  if (!actor) throw forbidden(session?.locked ? '窗口已锁定，请先解锁' : '请先登录')
  if (meta.hidden) throw notFound('这项内容')
  if (meta.access === 'staff') throw forbidden(await notStaff(context.house, actor), ['正式职工'])
  const needs = Array.isArray(meta.access) ? (meta.access as readonly Post[]).map((post) => posts[post].label) : []
  throw forbidden(`这项业务由${needs.join('、')}办理`, needs)
}

/** Why somebody who is not on the staff is turned away, with the article (K-11). */
async function notStaff(house: House, { name, kind }: Actor): Promise<string> {
  const book = await loadBook(house.database.read)
  const said = K_11.on({ personName: name, kind, doing: 'apply' })
    .objections(book)
    .map(({ message }) => message)
  return `${said.join('；')}（依据：${citeFor(book.profile, K_11.sources)}，${K_11.id}）`
}

function permitted(
  context: CallContext,
  actor: Actor,
  manager: EntityManager,
  named: NamedFiles | undefined
): Permitted {
  const { house, preview } = context
  let toTake = named
  return {
    ...context,
    actor,
    write: (work, body) =>
      house.database.write(
        {
          ...work,
          actor,
          present: (personId) => isSignedIn(house, personId, house.database.read),
          ...(preview ? { preview } : {})
        },
        async (unit) => {
          const result = await body(unit)
          if (toTake) await takeOver(unit, toTake)
          toTake = undefined
          return result
        }
      ),
    reading: () => readingOf(house, actor, manager)
  }
}

/** A read as the given person, today. */
export async function readingOf(
  house: House,
  actor: Actor = systemActor,
  manager = house.database.readOnce()
): Promise<Reading> {
  return {
    manager,
    today: house.clock.today(),
    now: house.clock.now(),
    book: await house.database.book(manager),
    calendar: await house.calendar(manager),
    actor,
    house
  }
}

/**
 * What a call threw as one of the closed union of faults; what is none of them is logged and gets a number to quote.
 */
export function asFault(error: unknown): unknown {
  if (error instanceof PreviewEnd) return error
  if (error instanceof Fault)
    return new ORPCError(error.type, {
      defined: true,
      status: faults[error.type].status,
      message: error.message,
      data: error.data
    })
  if (error instanceof ORPCError && error.cause instanceof ValidationError) {
    const issues = error.cause.issues.map((issue) => ({
      path: (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.'),
      message: issue.message
    }))
    return new ORPCError('invalid', {
      defined: true,
      status: 422,
      message: issues[0]?.message ?? faults.invalid.message,
      data: { issues }
    })
  }
  if (error instanceof ORPCError) return error
  if (isStorageGone(error)) {
    log.error('storage', error)
    const { type, message, data } = storageGone()
    return new ORPCError(type, { defined: true, status: faults[type].status, message, data })
  }
  // The user gets a number to quote; what happened is in the log, never on the screen.
  const reference = Math.random().toString(36).slice(2, 8).toUpperCase()
  log.error(reference, error)
  return new ORPCError('unexpected', {
    defined: true,
    status: 500,
    message: `程序出现意外错误，编号 ${reference}，请联系管理员`,
    data: { reference }
  })
}
