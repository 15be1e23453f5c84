import { createRouterClient, type RouterClient } from '@orpc/server'
import type { Account, Person } from '@main/office/entities'
import { administrationRouter } from '@main/office/administration/router'
import { approvalsRouter } from '@main/office/approvals/router'
import { checksRouter } from '@main/office/checks/router'
import type { House } from '@main/office/house'
import { homeRouter } from '@main/office/home/router'
import { officeRouter } from '@main/office/router'
import { savedViewsRouter } from '@main/office/savedViews/router'
import { sessionRouter } from '@main/office/session/router'
import { expectPlainWords } from './judgedWords'

const procedures = {
  session: sessionRouter,
  office: officeRouter,
  administration: administrationRouter,
  home: homeRouter,
  approvals: approvalsRouter,
  savedViews: savedViewsRouter
}
const officeProcedures = { ...procedures, checks: checksRouter(() => procedures) }

export type OfficeClient = RouterClient<typeof officeProcedures>

/**
 * The office's procedures as a window with the given session calls them: permission, validation and faults included.
 */
export function windowOf(house: House, sessionId = house.sessions.newId()): OfficeClient {
  return createRouterClient(officeProcedures, { context: { house, sessionId } })
}

/** The same with a person already signed in. */
export function as(house: House, person: Pick<Person, 'id'>, account?: Pick<Account, 'id' | 'login'>): OfficeClient {
  const sessionId = house.sessions.newId()
  house.sessions.set(sessionId, {
    personId: person.id,
    accountId: account?.id ?? person.id,
    login: account?.login ?? '',
    locked: false,
    passwordDays: new Map()
  })
  return windowOf(house, sessionId)
}

/** What a call was refused with, as the window sees it. */
export async function faultOf(call: Promise<unknown>): Promise<{
  code: string
  message: string
  data: {
    findings?: { rule: string; act: string; message: string; missing: string[]; source: string }[]
    issues?: { path: string; message: string }[]
  }
}> {
  try {
    await call
  } catch (error) {
    const fault = error as Awaited<ReturnType<typeof faultOf>>
    expectPlainWords((fault.data?.findings ?? []).flatMap(({ message, missing }) => [message, ...missing]))
    return fault
  }
  throw new Error('the call was not refused')
}

/** Rule ids a call was refused with. */
export async function refusedBy(call: Promise<unknown>): Promise<readonly string[]> {
  const fault = await faultOf(call)
  return fault.data.findings?.map((finding) => finding.rule) ?? [fault.code]
}
