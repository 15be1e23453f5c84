import type { NarrowInput, WidenInput } from '../../../contract/confidential/inputs'
import type { Submitted } from '../../../contract/confidential/access'
import { posts as postWords, type Post } from '../../../contract/posts'
import { notNow } from '../../../kernel/fault'
import type { House } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { rowsById } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { passOn } from '../carrier/chain'
import { Carrier, CarrierStanding, ConfidentialFile, ScopeRequest } from '../entities'
import { ask, outcomeOf } from '../requests'
import { SEC_06 } from '../rules/circulation'
import { seal } from '../secrets'
import { asOfficer } from '../visibility'
import { enterScope } from './register'
import { isInScope, scopeOf, type Scope } from './scope'

const namesOf = async (unit: UnitOfWork, people: readonly string[], posts: readonly Post[]) => {
  const names = await personNames(unit.manager, people)
  return [...people.map((id) => names.get(id) ?? ''), ...posts.map((post) => postWords[post].label)]
}

async function heldFile(unit: UnitOfWork, fileId: string): Promise<ConfidentialFile> {
  const file = await unit.load(ConfidentialFile, fileId, '文件')
  if (file.state === 'reversed') throw notNow('文件')
  return file
}

/** Asks for more people or posts to be let into a file's scope (SEC-06). */
export async function requestWidening(unit: UnitOfWork, house: House, input: WidenInput): Promise<Submitted> {
  asOfficer(unit, '文件')
  const file = await heldFile(unit, input.fileId)
  const scope = await scopeOf(unit.manager, file.id)
  const already = await namesOf(
    unit,
    input.personIds.filter((id) => scope.personIds.includes(id)),
    input.posts.filter((post) => scope.posts.includes(post))
  )
  unit.judge(
    SEC_06.on({ about: 'widening', reason: input.reason, added: input.personIds.length + input.posts.length, already })
  )
  const id = unit.newId()
  const row = await unit.insert(ScopeRequest, {
    id,
    number: await unit.nextNumber('MZX'),
    fileId: file.id,
    personIds: input.personIds,
    posts: input.posts,
    names: (await namesOf(unit, input.personIds, input.posts)).join('、'),
    reasonSealed: await seal(house, { table: 'confidential_scope_requests', id }, 'reason', input.reason ?? ''),
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null
  })
  return ask(unit, house, {
    entity: ScopeRequest,
    row,
    kind: 'confidential.widen',
    subjectType: 'confidentialScope',
    title: `扩大密级文件${file.number}的知悉范围`,
    concerns: input.personIds,
    what: '知悉范围申请'
  })
}

/** An approved widening takes effect at once. */
export const wideningOutcome = outcomeOf(ScopeRequest, '知悉范围申请', async (unit, _house, row) => {
  await enterScope(unit, row.fileId, { change: 'add', personIds: row.personIds, posts: row.posts, requestId: row.id })
  await unit.update(ScopeRequest, row, { state: 'done' }, '知悉范围申请')
})

/** Takes people or posts off a file's scope; what they have of it is called back at once, copies included (SEC-06). */
export async function narrowScope(unit: UnitOfWork, input: NarrowInput): Promise<{ recalled: number }> {
  asOfficer(unit, '文件')
  const file = await heldFile(unit, input.fileId)
  const scope = await scopeOf(unit.manager, file.id)
  const left: Scope = {
    personIds: scope.personIds.filter((id) => !input.personIds.includes(id)),
    posts: scope.posts.filter((post) => !input.posts.includes(post)),
    names: scope.names
  }
  const strangers = await namesOf(
    unit,
    input.personIds.filter((id) => !scope.personIds.includes(id)),
    input.posts.filter((post) => !scope.posts.includes(post))
  )
  unit.judge(
    SEC_06.on({
      about: 'narrowing',
      removed: input.personIds.length + input.posts.length,
      strangers,
      left: left.personIds.length + left.posts.length
    })
  )
  await enterScope(unit, file.id, { change: 'remove', personIds: input.personIds, posts: input.posts })
  const outside = await unit.manager.findBy(CarrierStanding, { fileId: file.id })
  const carriers = await rowsById(
    unit.manager,
    Carrier,
    outside.map(({ id }) => id)
  )
  let recalled = 0
  for (const standing of outside) {
    const carrier = carriers.get(standing.id)
    const held = standing.state === 'reader' || standing.state === 'out'
    if (
      !held ||
      !carrier ||
      standing.holderId === null ||
      (await isInScope(unit.manager, left, standing.holderId, unit.today))
    )
      continue
    await passOn(unit, carrier, standing, {
      act: 'recalled',
      fromName: standing.holderName,
      toName: unit.actor.name,
      holderId: standing.holderId,
      place: standing.place,
      paper: file.number,
      dueAt: unit.now
    })
    recalled += 1
  }
  unit.about({ type: 'confidentialFile', id: file.id, number: file.number })
  return { recalled }
}
