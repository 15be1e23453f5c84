import type { Actor } from '../../../kernel/actor'
import type { Post } from '../../../contract/posts'
import { actorOf, holdersOf } from '../../../office/actors'
import { candidatesFor } from '../../../office/approvals/candidates'
import { Approval } from '../../../office/approvals/entities'
import { decide } from '../../../office/approvals/service'
import { Attachment, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'

/** Runs an act of the supplies ledger as the given person, with reasons for warnings it meets. */
export async function actAs<T>(
  house: House,
  personId: string,
  act: string,
  body: (unit: UnitOfWork) => Promise<T>,
  reasons: Readonly<Record<string, string>> = {}
): Promise<T> {
  return house.database.write({ chain: 'supplies', act, actor: await personOf(house, personId), reasons }, body)
}

/** The person as actor today; throws when the demo bureau has lost them, which is a fault of the program. */
async function personOf(house: House, personId: string): Promise<Actor> {
  const actor = await actorOf(house.database.read, personId, house.clock.today())
  if (!actor) throw new Error(`no person ${personId} in the demo bureau`)
  return actor
}

/** Who holds a post in the demo bureau, of a unit where one is named. */
export async function holderOf(house: House, post: Post, unitName?: string): Promise<string> {
  const unit = unitName ? await house.database.read.findOneByOrFail(Unit, { name: unitName }) : undefined
  const [person] = await holdersOf(house.database.read, post, house.clock.today(), unit ? { unitId: unit.id } : {})
  if (!person) throw new Error(`nobody holds ${post} in the demo bureau`)
  return person
}

/** Approves a request step by step by whoever may; `steps` stops it on the way. */
export async function approveInTurn(house: House, approvalId: string | null, opinion: string, steps = Number.POSITIVE_INFINITY): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) {
    const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId ?? '' })
    if (approval.state !== 'pending') return
    const [decider] = (await candidatesFor(house.database.read, approval, house.clock.today())).people
    if (!decider) throw new Error(`nobody can decide ${approval.number}`)
    await actAs(house, decider, '审批', (unit) => decide(unit, house, { id: approval.id, version: approval.version, outcome: 'approve', opinion }))
  }
}

/** A one-page picture that stands for a scan; the demo bureau has no real papers. */
export async function demoScan(house: House, personId: string, name: string): Promise<string> {
  const sha256 = await house.attachments.keep(blankPage)
  const attachment = await actAs(house, personId, '上传附件', async (unit) => {
    const kept = await unit.append(Attachment, { sha256, name, mime: 'image/png', size: blankPage.length, at: unit.now, personId })
    unit.about({ type: 'attachment', id: kept.id, number: name })
    return kept
  })
  return attachment.id
}

const blankPage = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64')
