import type { ListInput } from '../../../contract/lists'
import { repair, repairItem, supplement } from '../../../contract/vehicles/repair'
import { approvalView } from '../../../office/approvals/views'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsOf } from '../../../office/records/recordRows'
import { exceptionWords } from '../../../office/records/remarks'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { Provider, Repair, RepairItem, RepairLine, Supplement, Vehicle } from '../entities'
import { registerOf } from '../register'
import { platesOf } from '../vehicle/rows'
import { itemsOf } from './items'

export const repairs = registerOf({
  record: repair,
  entity: Repair,
  what: '维修单',
  alias: 'r',
  listing: { joined: { plate: 'v.plate' }, filters: { vehicleId: 'r.vehicleId' }, order: [['r.submittedOn', 'DESC']] },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = r.vehicleId'),
  own: { units: ['r.unitId'], people: ['r.applicantId'] },
  period: { column: 'r.submittedOn' },
  sheetOrder: 'submittedOn',
  told: ({ state, approvedCents, materialCents, labourCents, actualCents }) => {
    const charged = state === 'accepted' || state === 'closed'
    return {
      approvedCents: charged || state === 'approved' || state === 'inGarage' ? approvedCents : null,
      materialCents: charged ? materialCents : null,
      labourCents: charged ? labourCents : null,
      actualCents: charged ? actualCents : null
    }
  },
  workOut: async ({ manager, today }, rows) => {
    const ids = rows.map(({ id }) => id)
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    const garages = await rowsById(
      manager,
      Provider,
      rows.map(({ garageId }) => garageId)
    )
    const items = await rowsWith(manager, RepairItem, 'repairId', ids, { order: { id: 'ASC' } })
    const supplements = await rowsWith(manager, Supplement, 'repairId', ids, { order: { id: 'ASC' } })
    const said = await exceptionWords(manager, 'vehicles', ids)
    const unconfirmed = new Set(
      (
        await unconfirmedOf(
          manager,
          rows.map(({ approvalId }) => approvalId)
        )
      ).map(({ approvalId }) => approvalId)
    )
    return (row) => {
      const own = items.filter(({ repairId }) => repairId === row.id)
      const round = Math.max(0, ...own.filter(({ supplementId }) => supplementId === null).map((each) => each.round))
      const added = supplements.filter(({ repairId, state }) => repairId === row.id && state === 'approved')
      return {
        plate: plates.get(row.vehicleId) ?? '',
        items: own
          .filter((each) => each.supplementId === null && each.round === round)
          .map(({ name }) => name)
          .join('、'),
        garageName: garages.get(row.garageId ?? '')?.name ?? row.roadsideGarage ?? '',
        supplements: added.map(({ number }) => number).join('、'),
        remarks: [
          row.breakdown ? '途中故障' : null,
          row.papersDueOn !== null && row.papersOn === null
            ? today > row.papersDueOn
              ? '逾期未补办，不予报销'
              : `待补办（${row.papersDueOn}前）`
            : row.papersOn !== null && row.papersOn > (row.papersDueOn ?? '')
              ? `逾期补办（${row.papersOn}）`
              : null,
          unconfirmed.has(row.approvalId ?? '') ? '电话请示待确认' : null,
          row.borneCents > 0 ? `驾驶员自负：${row.borneReason ?? ''}` : null,
          ...(said.get(row.id) ?? [])
        ]
          .filter((words) => words)
          .join('；')
      }
    }
  }
})
export const repairsPage = (reading: Reading, input: ListInput) => repairs.page(reading, input)

export async function repairDetail(reading: Reading, id: string) {
  const { manager, actor } = reading
  const stored = await repairs.one(reading, id)
  const [row] = await repairs.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const vehicle = await manager.findOneByOrFail(Vehicle, { id: stored.vehicleId })
  const lines = await manager.findBy(RepairLine, { repairId: id })
  const items = await itemsOf(
    manager,
    id,
    !['pending', 'returned', 'refused', 'withdrawn', 'cancelled'].includes(stored.state)
  )
  const supplements = await manager.find(Supplement, { where: { repairId: id }, order: { id: 'ASC' } })
  const sumOf = (itemId: string, part: 'materialCents' | 'labourCents') =>
    lines.filter((line) => line.itemId === itemId).reduce((sum, line) => sum + line[part], 0)
  const of = new Map(items.map((each) => [each.item.id, each]))
  const office = ['vehicleOffice', 'officeDirector'] as const
  const finance = ['finance', 'financeHead'] as const
  const drivers = {
    by: office,
    people: [stored.applicantId, vehicle.mainDriverId, vehicle.secondDriverId],
    peopleWord: '驾驶员'
  }
  const { state } = stored
  return {
    row,
    vehicleId: stored.vehicleId,
    items: await rowsOf(
      manager,
      repairItem,
      items.map(({ item }) => item),
      (item) => ({
        supplementNumber: of.get(item.id)?.supplement?.number ?? null,
        materialCents: sumOf(item.id, 'materialCents'),
        labourCents: sumOf(item.id, 'labourCents'),
        approved: of.get(item.id)?.approved ?? false
      })
    ),
    supplements: (await rowsOf(manager, supplement, supplements, () => ({}))).map((each, index) => ({
      ...each,
      approvalId: supplements[index]?.approvalId ?? null
    })),
    approval: stored.approvalId ? await approvalView(reading, stored.approvalId) : null,
    actions: actionsFor(
      [
        ...(state === 'returned'
          ? [{ action: 'amend', label: '补正后重报', by: [], people: [stored.applicantId], peopleWord: '申请人' }]
          : []),
        {
          action: 'handOver',
          label: '送修',
          possible: state === 'approved',
          otherwise: state === 'pending' ? '还没有全部批准' : '已经送修或已终止',
          ...drivers
        },
        {
          action: 'supplement',
          label: '申请增项',
          possible: state === 'inGarage',
          otherwise: '送修后、验收前可以申请增项',
          ...drivers
        },
        { action: 'accept', label: '验收', possible: state === 'inGarage', otherwise: '送修后验收', ...drivers },
        ...(stored.papersDueOn !== null && stored.papersOn === null
          ? [{ action: 'papers', label: '补办手续', by: office, people: [stored.applicantId] }]
          : []),
        ...(stored.kind === 'overhaul'
          ? [
              {
                action: 'receiveStatement',
                label: '财务收到情况说明',
                possible: stored.statementReceivedOn === null,
                otherwise: '已经收到',
                by: finance
              }
            ]
          : []),
        {
          action: 'receiveList',
          label: '财务收到清单',
          possible: state === 'accepted' && stored.listReceivedOn === null,
          otherwise: stored.listReceivedOn === null ? '验收后交清单' : '已经收到',
          by: finance
        },
        {
          action: 'charge',
          label: '认定驾驶员自负',
          possible: state === 'accepted' && stored.collectedOn === null,
          otherwise: '验收后、办结前认定',
          by: office
        },
        ...(stored.borneCents > 0
          ? [
              {
                action: 'collect',
                label: '登记收款',
                possible: stored.collectedOn === null,
                otherwise: '已经收款',
                by: finance
              }
            ]
          : []),
        {
          action: 'close',
          label: '办结',
          possible: state === 'accepted',
          otherwise: state === 'closed' ? '已办结' : '验收后办结',
          by: office
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, {
      ledger: 'vehicles',
      subjects: [id, ...supplements.map((each) => each.id)],
      approvals: [stored.approvalId, ...supplements.map((each) => each.approvalId)]
    })
  }
}
