import {
  certificate,
  equipmentIssue,
  keepingPosts,
  recorderShift,
  type AssetDetail,
  type EquipmentIssueRow,
  type EquipmentKind,
  type StandardRow
} from '../../../contract/assets'
import { approversOf } from '../../../office/records/remarks'
import { amendAction } from '../../../office/approvals/correcting'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { Person, Unit } from '../../../office/entities'
import { rowsWith } from '../../../platform/database/readRows'
import { Asset, EnforcementCertificate, EquipmentIssue, LowValueItem, RecorderShift } from '../entities'
import { assetWords, nothing, pageParts, readsOf } from '../reads'
import { AST_16, standardFloor } from '../rules/equipment'
import { certifiedOn } from './certified'

export const issueReads = readsOf({
  entity: EquipmentIssue,
  record: equipmentIssue,
  alias: 'i',
  what: '装备领用',
  listing: { joined: {}, search: ['i.number', 'i.thing'], order: [['i.number', 'DESC']] },
  own: { units: ['unitId'], people: ['personId', 'applicantId'] },
  workOut: async (manager, rows) => {
    const things = new Map(
      (
        await rowsWith(
          manager,
          Asset,
          'id',
          rows.map(({ assetId }) => assetId)
        )
      ).map(({ id, number }) => [id, number])
    )
    const lots = new Map(
      (
        await rowsWith(
          manager,
          LowValueItem,
          'id',
          rows.map(({ lowValueId }) => lowValueId)
        )
      ).map(({ id, number }) => [id, number])
    )
    const approvers = await approversOf(
      manager,
      rows.map(({ approvalId }) => approvalId)
    )
    return ({ assetId, lowValueId, approvalId, state }) => ({
      assetNumber: assetId === null ? null : (things.get(assetId) ?? null),
      lowValueNumber: lowValueId === null ? null : (lots.get(lowValueId) ?? null),
      approverName: state === 'pending' || approvalId === null ? '' : (approvers.get(approvalId) ?? '')
    })
  }
})

/** One issue. */
export async function issueDetail(reading: Reading, id: string): Promise<AssetDetail<EquipmentIssueRow>> {
  const { stored, row } = await issueReads.one(reading, id)
  return {
    row,
    lines: [],
    actions: actionsFor(
      [
        ...amendAction(stored),
        {
          action: 'issue',
          label: '发放',
          possible: stored.state === 'approved',
          otherwise: '批准后才能发放',
          by: keepingPosts
        },
        {
          action: 'back',
          label: '交回',
          possible: stored.state === 'issued',
          otherwise: '领用后才能交回',
          by: keepingPosts
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}

export const shiftReads = readsOf({
  entity: RecorderShift,
  record: recorderShift,
  alias: 'h',
  what: '领还记录',
  listing: { joined: {}, search: ['h.note'], order: [['h.at', 'DESC']] },
  workOut: async (manager, rows) => {
    const words = await assetWords(
      manager,
      rows.map(({ assetId }) => assetId)
    )
    return ({ assetId }) => ({ assetNumber: words(assetId) })
  }
})

export const certificateReads = readsOf({
  entity: EnforcementCertificate,
  record: certificate,
  alias: 'e',
  what: '执法证',
  listing: { joined: {}, search: ['e.certificateNumber'], order: [['e.certificateNumber', 'ASC']] },
  workOut: nothing
})

const floors: readonly EquipmentKind[] = ['bodyCamera', 'radio', 'camera', 'protective']

/**
 * What units with certified officers have of each kind against the floor, today: shown where short, never a ceiling
 * (AST-16).
 */
export async function standardRows({ manager, today, book }: Reading): Promise<readonly StandardRow[]> {
  const certified = await certifiedOn(manager, today)
  const people = await rowsWith(manager, Person, 'id', [...certified])
  const officers = new Map<string, number>()
  for (const { unitId, status } of people)
    if (status !== 'departed') officers.set(unitId, (officers.get(unitId) ?? 0) + 1)
  const units = await rowsWith(manager, Unit, 'id', [...officers.keys()])
  const held = await manager
    .createQueryBuilder(Asset, 'a')
    .select('a.unitId', 'unitId')
    .addSelect('a.equipmentKind', 'kind')
    .addSelect('SUM(a.quantity)', 'held')
    .where('a.state NOT IN (:...states)', { states: ['gone', 'missing', 'awaiting'] })
    .groupBy('a.unitId')
    .addGroupBy('a.equipmentKind')
    .getRawMany<{ unitId: string; kind: EquipmentKind; held: number | string }>()
  const count = (unitId: string, kind: EquipmentKind) =>
    Number(held.find((each) => each.unitId === unitId && each.kind === kind)?.held ?? 0)
  const { officersPerRadio } = AST_16.values(book)
  return units
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ id, name, kind: unitKind }) =>
      floors.flatMap((kind): StandardRow[] => {
        const there = officers.get(id) ?? 0
        // One set of professional cameras is for a brigade, not for each squad.
        const floor =
          kind === 'camera' && unitKind !== 'brigade' ? 0 : (standardFloor(kind, there, officersPerRadio) ?? 0)
        const has = count(id, kind)
        return floor === 0
          ? []
          : [{ unitId: id, unitName: name, officers: there, kind, floor, held: has, short: Math.max(0, floor - has) }]
      })
    )
}
