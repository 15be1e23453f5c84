import type { Repository } from 'typeorm'
import { SealUse, Seal, UseRequest } from '@main/ledgers/seals/entities'
import { resumeSeal, suspendSeal } from '@main/ledgers/seals/seal/ending'
import { refuseUse } from '@main/ledgers/seals/refusal/acts'
import { reverseUse, stamp } from '@main/ledgers/seals/use/stamp'
import { custodianOfSeal } from '@main/ledgers/seals/visibility'
import { IssueRequest, Movement } from '@main/ledgers/supplies/entities/stock'
import { submitIssueRequest } from '@main/ledgers/supplies/issue/request'
import { DetainedLine, Exit, Intake } from '@main/ledgers/warehouse/entities'
import { reverseExit } from '@main/ledgers/warehouse/exit/reverse'
import { reverseIntake } from '@main/ledgers/warehouse/intake/events'
import { moveGoods } from '@main/ledgers/warehouse/line/acts'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { decide, withdraw } from '@main/office/approvals/service'
import { acting } from '../../support/people'
import type { TestHouse } from '../../support/house'
import { aPaper, applied, doing } from '../../support/seals'
import { issueAtCounter } from '../../support/store'
import { actingIn as actingInStore } from '../../support/supplies'
import { actingIn, aLine, askedOut, tookIn, wentOut } from '../../support/warehouse'
import type { RunCast } from './cast'

/** The chance in one step: which record, who, how much, and whether to keep to the rules. */
export interface Chance {
  readonly pick: number
  readonly who: number
  readonly amount: number
  readonly lawful: boolean
}

export type Act = (house: TestHouse, cast: RunCast, chance: Chance) => Promise<unknown>

/** Nothing to act on yet; the step is not counted. */
export class NothingThere extends Error {}

const reasons = {
  'WH-02': '专项行动',
  'SUP-12': '工作急需',
  'SUP-13': '工作急需',
  'SUP-15': '工作急需',
  'SEAL-09': '工作急需'
}

/** One of several, by chance; nothing there where there are none. */
export function chosen<T>(among: readonly T[], nat: number): T {
  const one = among[nat % Math.max(1, among.length)]
  if (one === undefined) throw new NothingThere()
  return one
}

/** One of the latest rows of an entity, by chance. */
export async function anyOf<T extends { id: string }>(
  house: TestHouse,
  entity: new () => T,
  pick: number,
  where: object = {}
): Promise<T> {
  const rows: Repository<T> = house.database.read.getRepository(entity)
  return chosen(await rows.find({ where, order: { id: 'DESC' } as never, take: 25 }), pick)
}

/** Anybody of the bureau, by chance. */
export const somebody = (cast: RunCast, { who }: Chance) => chosen(cast.people, who)
/** The version a lawful clerk saw, or an outdated one. */
const seen = (row: { readonly version: number }, { lawful }: Chance) => (lawful ? row.version : row.version - 1)

async function decideNext(house: TestHouse, cast: RunCast, chance: Chance): Promise<unknown> {
  const approval = await anyOf(house, Approval, chance.pick, { state: 'pending' })
  const { people } = await candidatesFor(house.database.read, approval, house.clock.today())
  const decider = chance.lawful ? { id: chosen(people, chance.who) } : somebody(cast, chance)
  const outcome = chance.amount % 12 === 0 ? 'refuse' : chance.amount % 12 === 1 ? 'return' : 'approve'
  const input = {
    id: approval.id,
    version: approval.version,
    outcome,
    opinion: chance.amount % 17 === 0 ? '' : '已阅'
  } as const
  return house.database.write({ chain: approval.ledger, act: '审批', actor: await acting(house, decider) }, (unit) =>
    decide(unit, house, input)
  )
}

/** Every act of the run by name; each may be lawful or not, as chance and the state of things have it. */
export const acts: Readonly<Record<string, Act>> = {
  审批: decideNext,
  再审批: decideNext,
  三审批: decideNext,
  撤回: async (house, cast, chance) => {
    const approval = await anyOf(house, Approval, chance.pick, { state: 'pending', step: chance.lawful ? 0 : 1 })
    const actor = await acting(house, chance.lawful ? { id: approval.applicantId } : somebody(cast, chance))
    return house.database.write({ chain: approval.ledger, act: '撤回', actor }, (unit) =>
      withdraw(unit, house, approval.id, approval.version)
    )
  },
  申请用印: (house, cast, chance) => {
    const paper = aPaper(chosen(cast.seals, chance.pick), {
      copies: 1 + (chance.amount % 5),
      blank: !chance.lawful && chance.amount % 2 === 0
    })
    return applied(house, chance.lawful ? cast.bureau.clerk : cast.bureau.temp, paper, reasons)
  },
  用印: async (house, cast, chance) => {
    const request = await anyOf(house, UseRequest, chance.pick, chance.lawful ? { state: 'approved' } : {})
    const copies = chance.lawful ? request.copies : request.copies + 1 + (chance.amount % 3)
    const seal = await house.database.read.findOneByOrFail(Seal, { id: request.sealId })
    const keeper = await custodianOfSeal(house.database.read, seal, house.clock.today())
    return doing(
      house,
      chance.lawful ? (keeper ?? cast.bureau.custodian) : somebody(cast, chance),
      (unit) =>
        stamp(unit, {
          requestId: request.id,
          version: seen(request, chance),
          copies,
          blank: false,
          place: 'custodyRoom'
        }),
      reasons
    )
  },
  冲正用印: async (house, cast, chance) => {
    const use = await anyOf(house, SealUse, chance.pick)
    return doing(house, cast.bureau.custodian, (unit) => reverseUse(unit, use.id, chance.lawful ? '登记有误' : ''))
  },
  拒绝用印: async (house, cast, chance) => {
    const request = await anyOf(house, UseRequest, chance.pick)
    const input = {
      requestId: request.id,
      ground: chance.amount % 2 ? ('outOfScope' as const) : ('notApproved' as const),
      detail: '不符合规定'
    }
    return doing(house, chance.lawful ? cast.bureau.custodian : somebody(cast, chance), (unit) =>
      refuseUse(unit, input)
    )
  },
  停用或恢复印章: async (house, cast, chance) => {
    const seal = await house.database.read.findOneByOrFail(Seal, { id: chosen(cast.seals, chance.pick).id })
    const change = seal.state === 'suspended' ? resumeSeal : suspendSeal
    const input = { id: seal.id, version: seen(seal, chance), reason: '机构调整', on: house.clock.today() }
    return doing(house, cast.bureau.director, (unit) => change(unit, input))
  },
  入库: (house, cast, chance) => {
    const quantity = (1 + (chance.amount % 40)) * 1_000
    const lines = [
      aLine(cast.staff, { quantity, location: `架${chance.pick}`, photoIds: chance.lawful ? [cast.staff.picture] : [] })
    ]
    return tookIn(house, cast.staff, chance.amount % 3 === 0 && chance.lawful ? {} : { lines }, reasons)
  },
  冲正入库: async (house, cast, chance) => {
    if (chance.lawful && chance.amount % 4 > 0) throw new NothingThere()
    const intake = await anyOf(house, Intake, chance.pick)
    return actingIn(house, cast.staff.keeper, (unit) => reverseIntake(unit, house, intake.id, '登记有误'))
  },
  移位: async (house, cast, chance) => {
    const line = await anyOf(house, DetainedLine, chance.pick)
    const input = {
      id: line.id,
      location: chance.lawful ? `柜${chance.amount}` : undefined,
      separation: undefined,
      reason: '整理'
    }
    return actingIn(house, cast.staff.keeper, (unit) => moveGoods(unit, house, input))
  },
  申请出库: async (house, cast, chance) => {
    const line = await anyOf(house, DetainedLine, chance.pick)
    const quantity = chance.lawful
      ? Math.max(1_000, Math.floor(line.quantity / (1 + (chance.amount % 2))))
      : line.quantity + 1_000
    return askedOut(house, cast.staff, { intakeId: line.intakeId, lines: [{ lineId: line.id, quantity }] })
  },
  出库: async (house, cast, chance) => {
    const exit = await anyOf(house, Exit, chance.pick, chance.lawful ? { state: 'approved' } : {})
    return wentOut(house, cast.staff, { id: exit.id, recipient: exit.recipient, version: seen(exit, chance) })
  },
  冲正出库: async (house, cast, chance) => {
    const exit = await anyOf(house, Exit, chance.pick, chance.lawful ? { state: 'done' } : {})
    return actingIn(house, cast.staff.keeper, (unit) =>
      reverseExit(unit, house, { id: exit.id, version: seen(exit, chance), reason: '登记有误', foundAgain: false })
    )
  },
  申请领用: (house, cast, chance) => {
    const { clerk, claimant } = cast.store
    const lines = [{ itemId: chosen(cast.items, chance.pick).id, quantity: (1 + (chance.amount % 30)) * 1_000 }]
    const input = { claimantId: claimant.id, userId: clerk.id, purpose: '日常办公', lines }
    return actingInStore(
      house,
      chance.lawful ? clerk : cast.bureau.temp,
      (unit) => submitIssueRequest(unit, house, input),
      reasons
    )
  },
  领用发放: async (house, cast, chance) => {
    const request = await anyOf(house, IssueRequest, chance.pick, chance.lawful ? { state: 'approved' } : {})
    return issueAtCounter(house, cast.store, request.id, {
      reasons,
      ...(chance.lawful ? {} : { quantity: chance.amount * 1_000 + 1 })
    })
  }
}

/** What the balance of an item has to be: the sum of its movements. */
export async function movedOf(house: TestHouse, itemId: string): Promise<{ quantity: number; valueCents: number }> {
  const { read } = house.database
  return {
    quantity: (await read.sum(Movement, 'quantity', { itemId })) ?? 0,
    valueCents: (await read.sum(Movement, 'valueCents', { itemId })) ?? 0
  }
}
