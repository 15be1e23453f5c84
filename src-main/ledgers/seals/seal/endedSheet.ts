import type { EntityManager } from 'typeorm'
import { seal as sealRecord, type SealState, sealStates } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { personNames } from '../../../office/people/names'
import { rowsWith } from '../../../platform/database/readRows'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { Destruction, Loss, type Seal } from '../entities'
import { listed, titled } from '../listed'
import { evidenceOf } from '../request/approvalFacts'
import { sealList, sealQuery } from './rows'

/** Columns of 停用封存销毁. */
const endedColumns: readonly SheetColumn[] = [
  { key: 'sealName', label: '印章', kind: 'text', width: 18 },
  { key: 'reason', label: '停用原因', kind: 'text', width: 18 },
  { key: 'endedOn', label: '日期', kind: 'date', width: 12 },
  { key: 'recoveredBy', label: '收回人', kind: 'text', width: 9 },
  { key: 'sealedAwayPlace', label: '封存处', kind: 'text', width: 14 },
  { key: 'approver', label: '销毁批准人', kind: 'text', width: 10 },
  { key: 'destroyedAt', label: '销毁时间', kind: 'instant', width: 16 },
  { key: 'place', label: '地点', kind: 'text', width: 14 },
  { key: 'firstWitness', label: '监销人1', kind: 'text', width: 9 },
  { key: 'secondWitness', label: '监销人2', kind: 'text', width: 9 },
  { key: 'method', label: '方式', kind: 'text', width: 10 },
  { key: 'attachment', label: '见附件', kind: 'text', width: 8 }
]

/** Seals out of use as printed, with their destruction where there was one. */
async function endedRows(manager: EntityManager, seals: readonly Seal[]): Promise<readonly SheetRow[]> {
  const ids = seals.map(({ id }) => id)
  const destructions = await rowsWith(manager, Destruction, 'sealId', ids, { where: { state: 'destroyed' } })
  const losses = new Map((await rowsWith(manager, Loss, 'sealId', ids)).map((loss) => [loss.sealId, loss]))
  const people = await personNames(
    manager,
    destructions.flatMap((each) => [each.firstWitnessId, each.secondWitnessId])
  )
  const rows: SheetRow[] = []
  for (const seal of seals) {
    const destruction = destructions.find((each) => each.sealId === seal.id)
    rows.push({
      sealName: seal.name,
      reason: seal.endReason,
      endedOn: seal.endedOn,
      recoveredBy: seal.recoveredByName,
      sealedAwayPlace: seal.sealedAwayPlace,
      approver: destruction ? (await evidenceOf(manager, destruction.approvalId)).approverName : null,
      destroyedAt: destruction?.destroyedAt,
      place: destruction?.place,
      firstWitness: people.get(destruction?.firstWitnessId ?? ''),
      secondWitness: people.get(destruction?.secondWitnessId ?? ''),
      method: destruction?.method,
      attachment: destruction?.photoId ? '有' : null,
      remarks: [seal.number, sealStates[seal.state], losses.get(seal.id)?.number].filter((words) => words).join('；')
    })
  }
  return rows
}

const ended: readonly SealState[] = ['suspended', 'returned', 'sealedAway', 'destroyed', 'lost']

/** 停用封存销毁. */
export const endedSheet: SheetDefinition = {
  name: '停用封存销毁',
  shows: 'movements',
  fields: {
    ...sealRecord.fields,
    state: { ...sealRecord.fields.state, choices: ended.map((value) => ({ value, label: sealStates[value] })) }
  },
  make: async (reading, scope) => ({
    title: await titled(reading, '印章停用、封存、销毁登记簿'),
    columns: endedColumns,
    rows: listed(
      sealQuery(reading.manager).andWhere('s.state IN (:...ended)', { ended }),
      sealList,
      scope,
      { column: 's.endedOn' },
      (seals) => endedRows(reading.manager, seals)
    )
  })
}
