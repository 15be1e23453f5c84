import { exit as exitRecord } from '../../../contract/warehouse/exit'
import { exitKinds, exitStates } from '../../../contract/warehouse/words'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { approversOf, exceptionWords } from '../../../office/records/remarks'
import { allRows, type ListDefinition } from '../../../platform/database/listQuery'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { DetainedLine, DetainedMovement, type Exit, ExitRecord, Intake } from '../entities'
import { isWithin, movedWithin } from '../line/moved'
import { codeColumn, narrowing, sheetOf, textColumn } from '../sheets'
import { exitList, exitsFor } from './rows'

const exitColumns: readonly SheetColumn[] = [
  codeColumn('number', '出库单号', 15),
  { key: 'at', label: '时间', kind: 'instant', width: 10 },
  textColumn('kind', '去向', 5),
  textColumn('name', '物品', 12),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 7, total: true, per: 'measure' },
  textColumn('measure', '单位', 4),
  textColumn('recipient', '当事人/接收单位', 12),
  codeColumn('decisionNumber', '决定文书', 15),
  textColumn('squadSigner', '片区负责人', 8),
  textColumn('keeper', '保管员', 8),
  textColumn('witness', '见证人', 8),
  { key: 'photos', label: '照片数', kind: 'integer', width: 5 }
]

const destructionColumns: readonly SheetColumn[] = [
  codeColumn('batch', '批次', 15),
  { key: 'at', label: '时间', kind: 'instant', width: 10 },
  textColumn('place', '地点', 11),
  textColumn('method', '方式', 9),
  textColumn('name', '物品', 11),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 7, total: true, per: 'measure' },
  textColumn('measure', '单位', 4),
  codeColumn('documentNumber', '原文书', 14),
  textColumn('executor', '执行人', 7),
  textColumn('recorder', '记录人', 7),
  textColumn('witness', '见证人', 7),
  textColumn('approver', '批准人', 7),
  textColumn('photoWords', '照片', 5)
]

/**
 * What left in the period, a row per movement of goods; a reversal stands, negative, in the period it was made in. An
 * exit asked for in the period with which nothing left stands with its number, so that the run of numbers is whole.
 */
async function* exitLines(reading: Reading, scope: ExportScope, onlyDestruction: boolean): AsyncGenerator<SheetRow> {
  const { manager } = reading
  const query = await exitsFor(reading, narrowing(scope))
  if (onlyDestruction) query.andWhere('e.kind = :destroy', { destroy: 'destroy' })
  const still = { where: "e.state NOT IN ('done', 'reversed')", day: 'e.submittedOn' }
  movedWithin(query, scope, 'm.exitId = e.id', onlyDestruction ? undefined : still)
  const list: ListDefinition = { ...exitList, order: [['e.id', 'ASC']] }
  for await (const exits of allRows<Exit>(query, list, narrowing(scope), 300)) {
    const ids = exits.map((exit) => exit.id)
    const approvalIds = exits.map((exit) => exit.approvalId)
    const records = new Map(
      (await rowsWith(manager, ExitRecord, 'exitId', ids)).map((record) => [record.exitId, record])
    )
    const lines = (await rowsWith(manager, DetainedMovement, 'exitId', ids, { order: { id: 'ASC' } })).filter(
      isWithin(scope)
    )
    const goods = await rowsById(
      manager,
      DetainedLine,
      lines.map((line) => line.lineId)
    )
    const intakes = await rowsById(
      manager,
      Intake,
      exits.map((exit) => exit.intakeId)
    )
    const approvers = await approversOf(manager, approvalIds)
    const exceptions = await exceptionWords(manager, 'warehouse', ids)
    const asked = approvalIds.filter((id) => id !== null)
    const unconfirmed = new Set(
      asked.length > 0 ? (await unconfirmedOf(manager, asked)).map((call) => call.approvalId) : []
    )
    for (const exit of exits) {
      const record = records.get(exit.id)
      const intake = intakes.get(exit.intakeId)
      // taken when the goods left; what a squad took as evidence is another kind and is told apart
      const photos = record?.photoIds.length ?? 0
      const notes = [
        exit.ownerless ? '按无主物品处理' : '',
        exit.opening ? exit.reason : '',
        exit.responsibility ? `责任认定：${exit.responsibility}` : '',
        exit.photoIds.length > 0 ? `片区取证照片${exit.photoIds.length}张` : '',
        exit.state === 'reversed' ? '已冲正' : '',
        ...(exceptions.get(exit.id) ?? []),
        exit.approvalId && unconfirmed.has(exit.approvalId) ? '电话请示未确认' : ''
      ]
      const own = lines.filter((each) => each.exitId === exit.id)
      if (own.length === 0)
        yield {
          number: exit.number,
          kind: exitKinds[exit.kind],
          name: exit.goods,
          recipient: exit.recipient || (intake?.party ?? ''),
          decisionNumber: exit.decisionNumber,
          remarks: [`${exitStates[exit.state]}，没有出库`, ...notes].filter((note) => note !== '').join('；')
        }
      for (const line of own)
        yield {
          number: exit.number,
          batch: record?.batch ?? '',
          at: line.reversalOfId ? line.at : (record?.at ?? line.at),
          kind: exitKinds[exit.kind],
          name: goods.get(line.lineId)?.name ?? '',
          measure: goods.get(line.lineId)?.measure ?? '',
          quantity: 0 - line.quantity,
          recipient: exit.recipient || (intake?.party ?? ''),
          decisionNumber: exit.decisionNumber,
          documentNumber: intake?.documentNumber ?? '',
          squadSigner: record?.squadSignerName ?? '',
          keeper: record?.keeperName ?? '',
          witness: record?.witnessName ?? '',
          place: record?.place ?? '',
          method: record?.method ?? '',
          executor: record?.executorName ?? '',
          recorder: record?.recorderName ?? '',
          approver: approvers.get(exit.approvalId ?? '') ?? '',
          photos,
          photoWords: photos > 0 ? `${photos}张` : '',
          remarks: [line.reversalOfId ? `冲正：${line.reason ?? ''}` : '', ...notes]
            .filter((note) => note !== '')
            .join('；')
        }
    }
  }
}

/** 出库登记 */
export const exitSheet = sheetOf({
  name: '出库登记',
  shows: 'movements',
  bound: true,
  fields: exitRecord.fields,
  columns: exitColumns,
  rows: (reading, scope) => exitLines(reading, scope, false)
})

/** 销毁清册 */
export const destructionSheet = sheetOf({
  name: '销毁清册',
  shows: 'movements',
  fields: exitRecord.fields,
  columns: destructionColumns,
  rows: (reading, scope) => exitLines(reading, scope, true)
})
