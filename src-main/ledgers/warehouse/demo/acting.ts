import type { Post } from '../../../contract/posts'
import { actorOf, holdersOf } from '../../../office/actors'
import { candidatesFor } from '../../../office/approvals/candidates'
import { Approval } from '../../../office/approvals/entities'
import { decide } from '../../../office/approvals/service'
import { Attachment, Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { demoPicture } from './pictures'

/** Reasons the demo's people give for the warnings they meet, whatever the hour the demo is made at. */
const reasons = { 'WH-02': '夜间联合整治行动收缴，随收随入库', 'WH-14': '配合年终检查提前清整' }

/** People of the demo bureau who work with detained goods. */
export interface DemoCast {
  readonly keeper: string
  readonly squads: readonly DemoSquad[]
  readonly photos: readonly string[]
  readonly pen: string
  readonly scan: string
}

export interface DemoSquad {
  readonly id: string
  readonly head: string
  readonly officers: readonly string[]
}

/** Runs an act of the ledger as the given person. */
export async function actAs<T>(house: House, personId: string, act: string, body: (unit: UnitOfWork) => Promise<T>): Promise<T> {
  const actor = await actorOf(house.database.read, personId, house.clock.today())
  if (!actor) throw new Error(`no person ${personId} in the demo bureau`)
  return house.database.write({ chain: 'warehouse', act, actor, reasons }, body)
}

/** Finds the demo bureau's keeper and squads, and keeps a few pictures to show; undefined where a bureau has no keeper or squads. */
export async function castOf(house: House): Promise<DemoCast | undefined> {
  const { read } = house.database
  const today = house.clock.today()
  const holder = async (post: Post, unitId?: string) => (await holdersOf(read, post, today, unitId ? { unitId } : {}))[0]
  const keeper = await holder('warehouseKeeper')
  if (!keeper) return undefined
  const squads: DemoSquad[] = []
  for (const unit of await read.find(Unit, { where: { kind: 'squad', active: true }, order: { name: 'ASC' } })) {
    const head = await holder('unitHead', unit.id)
    const officers = (await read.find(Person, { where: { unitId: unit.id }, order: { id: 'ASC' } }))
      .filter((person) => (person.kind === 'permanent' || person.kind === 'contract') && person.id !== head)
      .map((person) => person.id)
    if (head && officers.length >= 2) squads.push({ id: unit.id, head, officers })
  }
  if (squads.length < 2) return undefined
  const photos = await Promise.all([0x3f7d3a, 0xb5562b, 0x2b5fb5].map((colour, index) => keep(house, keeper, `物品照片${index + 1}.png`, colour)))
  return {
    keeper,
    squads,
    photos,
    pen: await keep(house, keeper, '手写签名.png', 0xffffff),
    scan: await keep(house, keeper, '文书扫描件.png', 0xf5f0e0)
  }
}

async function keep(house: House, personId: string, name: string, colour: number): Promise<string> {
  const bytes = demoPicture(colour)
  const sha256 = await house.attachments.keep(bytes)
  const attachment = await actAs(house, personId, '上传附件', async (unit) => {
    const kept = await unit.append(Attachment, { sha256, name, mime: 'image/png', size: bytes.length, at: unit.now, personId })
    unit.about({ type: 'attachment', id: kept.id, number: name })
    return kept
  })
  return attachment.id
}

/** Approves a request step by step by whoever may; `steps` stops it on the way. */
export async function approveInTurn(house: House, approvalId: string, steps = Number.POSITIVE_INFINITY): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) {
    const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId })
    if (approval.state !== 'pending') return
    const [decider] = (await candidatesFor(house.database.read, approval, house.clock.today())).people
    if (!decider) throw new Error(`nobody can decide ${approval.number}`)
    await actAs(house, decider, '审批', (unit) =>
      decide(unit, house, { id: approval.id, version: approval.version, outcome: 'approve', opinion: '同意' })
    )
  }
}
