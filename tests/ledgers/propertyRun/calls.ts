import { In } from 'typeorm'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { approveByTelephone, confirmTelephone, disownTelephone } from '@main/office/approvals/telephone'
import { unconfirmedOf } from '@main/office/approvals/unconfirmed'
import type { Person } from '@main/office/entities'
import type { TestHouse } from '../../support/house'
import { acting } from '../../support/people'
import { anyOf, chosen, somebody, type Act, type Chance } from './acts'
import { pinOfAll, type RunCast } from './cast'

/** What may be said by telephone; the bureau seal is not (K-03). */
const allowed = [
  ...['seals.useUnit', 'seals.usePersonal', 'seals.useFinance'],
  ...['supplies.issue', 'supplies.stocktake', 'warehouse.return', 'warehouse.disposal']
]

/** Who takes calls about a ledger down: whoever keeps it and the office director of the day. */
function takersOf({ bureau, store, staff }: RunCast, ledger: Approval['ledger']): readonly Person[] {
  const keeper = ledger === 'seals' ? bureau.custodian : ledger === 'supplies' ? store.keeper : staff.keeper
  return [keeper, bureau.director]
}

const minutesBefore = (at: string, minutes: number) => new Date(Date.parse(at) - minutes * 60_000).toISOString()

/** A call as it ought to be, and one thing about it that ought not, by chance. */
async function callOf(house: TestHouse, cast: RunCast, approval: Approval, { lawful, who, amount }: Chance) {
  const { people } = await candidatesFor(house.database.read, approval, house.clock.today())
  const approvedBy = chosen(people, who)
  const taker = chosen(
    takersOf(cast, approval.ledger).filter(({ id }) => id !== approval.applicantId && id !== approvedBy),
    amount
  )
  const early = minutesBefore(house.clock.now(), amount % 300)
  const approvedAt = approval.step > 0 && early < approval.stepSince ? approval.stepSince : early
  const call = { approvedBy, approvedAt, takenBy: taker.id, pin: pinOfAll, note: '紧急' }
  const wrong: readonly Partial<typeof call>[] = [
    { takenBy: approval.applicantId },
    { takenBy: somebody(cast, { lawful, who, amount, pick: 0 }).id },
    { takenBy: approvedBy },
    { approvedBy: somebody(cast, { lawful, who, amount, pick: 0 }).id },
    { approvedAt: minutesBefore(house.clock.now(), -30) },
    { approvedAt: minutesBefore(approval.stepSince, 90) }
  ]
  return { taker, call: lawful ? call : { ...call, ...chosen(wrong, amount) } }
}

/** Approvals by telephone and what the leaders say to them afterwards, by name; each may be lawful or not. */
export const calls: Readonly<Record<string, Act>> = {
  电话审批: async (house, cast, chance) => {
    const where = { state: 'pending', ...(chance.lawful ? { kind: In(allowed) } : {}) }
    const approval = await anyOf(house, Approval, chance.pick, where)
    const { taker, call } = await callOf(house, cast, approval, chance)
    const actor = await acting(house, taker)
    return house.database.write({ chain: approval.ledger, act: '电话审批', actor }, (unit) =>
      approveByTelephone(unit, house, approval.id, approval.version, call)
    )
  },
  确认电话审批: async (house, cast, chance) => {
    const call = chosen(await unconfirmedOf(house.database.read), chance.pick)
    const { id, ledger } = await house.database.read.findOneByOrFail(Approval, { id: call.approvalId })
    const by = chance.lawful ? { id: call.personId ?? '' } : somebody(cast, chance)
    const actor = await acting(house, by)
    const [act, answer] =
      chance.amount % 4 === 0
        ? (['否认电话审批', disownTelephone] as const)
        : (['确认电话审批', confirmTelephone] as const)
    return house.database.write({ chain: ledger, act, actor }, (unit) => answer(unit, house, id, '情况如此'))
  }
}
