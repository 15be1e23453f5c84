import { systemActor, type Actor } from '@main/kernel/actor'
import { Seal, UseRequest } from '@main/ledgers/seals/entities'
import { stamp } from '@main/ledgers/seals/use/stamp'
import { Approval } from '@main/office/approvals/entities'
import { cancelApproved, expireApprovals } from '@main/office/approvals/cancelling'
import { decide } from '@main/office/approvals/service'
import { Handover, Person } from '@main/office/entities'
import { acting } from '../../support/people'
import { anyOf, somebody, type Act } from './acts'

/** Somebody who has left and acts all the same, as if a session of theirs had been forgotten. */
const leftOver = ({ id, name, unitId, kind }: Person): Actor => ({ ...systemActor, personId: id, name, unitId, kind })

/** Acts of those whose turn it no longer is, and what ends approvals meanwhile. */
export const outOfTurn: Readonly<Record<string, Act>> = {
  原保管人用印: async (house, _cast, chance) => {
    const request = await anyOf(house, UseRequest, chance.pick, { state: 'approved' })
    const passed = await anyOf(house, Handover, chance.who, { ledger: 'seals', subjectId: request.sealId })
    const seal = await house.database.read.findOneByOrFail(Seal, { id: request.sealId })
    const actor = await acting(house, { id: passed.fromPersonId ?? seal.custodianId ?? '' })
    const input = { requestId: request.id, version: request.version, copies: 1, blank: false } as const
    return house.database.write({ chain: 'seals', act: '用印', actor }, (unit) =>
      stamp(unit, { ...input, place: 'custodyRoom' })
    )
  },
  离岗人员审批: async (house, _cast, chance) => {
    const approval = await anyOf(house, Approval, chance.pick, { state: 'pending' })
    const actor = leftOver(await anyOf(house, Person, chance.who, { status: 'departed' }))
    const input = { id: approval.id, version: approval.version, outcome: 'approve', opinion: '同意' } as const
    return house.database.write({ chain: approval.ledger, act: '审批', actor }, (unit) => decide(unit, house, input))
  },
  取消批准: async (house, cast, chance) => {
    if (chance.amount % 3 > 0) return expireApprovals(house)
    const { id, version, ledger, applicantId } = await anyOf(house, Approval, chance.pick, { state: 'approved' })
    const actor = await acting(house, chance.lawful ? { id: applicantId } : somebody(cast, chance))
    return house.database.write({ chain: ledger, act: '取消批准', actor }, (unit) =>
      cancelApproved(unit, house, id, version, '不再需要')
    )
  }
}
