import type { EntityManager } from 'typeorm'
import { waitsForItsAct } from '../../office/approvals/waiting'
import type { RequestDefinition } from '../../office/approvals/requestDefinition'
import { Repair, Supplement, Trip, TripChange } from './entities'
import { repairOutcome, supplementOutcome } from './repair/request'
import { repairDetail } from './repair/rows'
import { changeOutcome, tripOutcome } from './trip/acts'
import { tripDetail } from './trip/rows'

const unitHead = { role: 'unitHead', label: '用车单位负责人意见' } as const
const leader = { role: 'leader', label: '分管领导意见' } as const
const director = { role: 'officeDirector', label: '办公室主任意见' } as const
const head = { role: 'head', label: '局长意见' } as const
const secretary = { role: 'partySecretary', label: '书记意见', onlyWith: 'secretary' } as const

/** Trip and change of a trip are decided by the same people. */
const travel = {
  dongkou: [
    unitHead,
    { role: 'vehicleOffice', label: '车管办意见', onlyWith: 'otherUnit' },
    { ...director, onlyWith: 'specialTask' }
  ],
  'baicheng-bureau': [unitHead, leader, director],
  'baicheng-office': [
    { role: 'unitHead', label: '科室负责人意见' },
    { role: 'leader:office', label: '办公室分管副主任意见' },
    { role: 'administrationLeader', label: '机关事务管理局分管副局长意见' }
  ]
} as const

const cancelRepair = waitsForItsAct(Repair, '维修单')

/** The requests of the ledger with their chains (flows.md). */
export const vehicleRequests: readonly RequestDefinition[] = [
  {
    flow: { kind: 'vehicles.trip', name: '公务用车', chains: travel },
    form: 'vehicles.trip',
    onOutcome: tripOutcome,
    papersFrom: async (manager, id) => (await manager.findOneBy(Trip, { id }))?.inDay ?? null,
    cancelling: waitsForItsAct(Trip, '派车单', { as: () => ({ state: 'cancelled', endReason: '批准已取消或失效' }) })
  },
  {
    flow: { kind: 'vehicles.change', name: '用车变更', chains: travel },
    form: null,
    mustRead: async (reading, id) =>
      tripDetail(reading, (await reading.manager.findOneBy(TripChange, { id }))?.tripId ?? ''),
    onOutcome: changeOutcome,
    papersFrom: async (manager, id) => {
      const change = await manager.findOneBy(TripChange, { id })
      return (await manager.findOneBy(Trip, { id: change?.tripId ?? '' }))?.inDay ?? null
    }
  },
  {
    flow: {
      kind: 'vehicles.repair',
      name: '车辆保养维修',
      chains: {
        dongkou: [
          { role: 'unitHead', label: '单位负责人意见' },
          { role: 'vehicleOffice', label: '车管办意见' },
          leader,
          head,
          secretary
        ]
      }
    },
    form: 'vehicles.repair',
    onOutcome: repairOutcome,
    cancelling: cancelRepair
  },
  {
    flow: {
      kind: 'vehicles.breakdown',
      name: '途中故障维修',
      chains: { dongkou: [{ role: 'unitHead', label: '单位负责人意见' }, leader, head, secretary] }
    },
    form: 'vehicles.repair',
    onOutcome: repairOutcome,
    cancelling: cancelRepair,
    papersFrom: async (manager: EntityManager, id: string) =>
      (await manager.findOneBy(Repair, { id }))?.acceptedOn ?? null
  },
  {
    flow: { kind: 'vehicles.supplement', name: '维修增项', chains: { dongkou: [leader] } },
    form: null,
    mustRead: async (reading, id) =>
      repairDetail(reading, (await reading.manager.findOneBy(Supplement, { id }))?.repairId ?? ''),
    onOutcome: supplementOutcome
  }
]
