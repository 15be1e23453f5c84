import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { id, optionalText, text } from '../values'
import { byId, type Detail } from './access'
import type { ClockRow } from './clocks'
import {
  choicesOf,
  clockKinds,
  custodyActs,
  lineStates,
  perishabilities,
  type ClockKind,
  type CustodyAct,
  type LineState,
  type Perishability
} from './words'

/** One line of goods with what is on hand of it. Thousandths. */
export interface LineRow {
  readonly id: string
  readonly tag: string
  readonly intakeId: string
  readonly intakeNumber: string
  readonly name: string
  readonly spec: string
  readonly brand: string
  readonly measure: string
  readonly condition: string
  readonly perishability: Perishability
  readonly quantityIn: number
  readonly quantityOut: number
  readonly onHand: number
  readonly estimatedCents: number | null
  readonly location: string
  readonly party: string
  readonly squadId: string
  readonly squadName: string
  readonly detainedOn: string
  readonly daysHeld: number
  readonly dueOn: string | null
  readonly dueKind: ClockKind | null
  readonly state: LineState
  readonly thirdParty: boolean
  readonly missing: boolean
  readonly photoIds: readonly string[]
  readonly remarks: string
}

export const lineFields = {
  tag: { label: '物品编号', kind: 'code', width: 17 },
  intakeNumber: { label: '入库单号', kind: 'code', width: 15 },
  name: { label: '物品', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 9 },
  brand: { label: '品牌', kind: 'text', width: 8 },
  measure: { label: '单位', kind: 'text', width: 5 },
  condition: { label: '状况', kind: 'text', width: 10 },
  perishability: { label: '易腐', kind: 'choice', width: 7, choices: choicesOf(perishabilities) },
  quantityIn: { label: '入库数量', kind: 'quantity', width: 8, total: true },
  quantityOut: { label: '已出库数量', kind: 'quantity', width: 8, total: true },
  onHand: { label: '在库数量', kind: 'quantity', width: 8, total: true },
  estimatedCents: { label: '估值', kind: 'money', width: 9, total: true },
  location: { label: '库位', kind: 'text', width: 10 },
  party: { label: '当事人', kind: 'text', width: 9 },
  squadName: { label: '片区', kind: 'unit', width: 12 },
  detainedOn: { label: '扣押日期', kind: 'date', width: 10 },
  daysHeld: { label: '入库天数', kind: 'integer', width: 6 },
  dueOn: { label: '最早到期', kind: 'date', width: 10 },
  dueKind: { label: '依据', kind: 'choice', width: 12, choices: choicesOf(clockKinds) },
  state: { label: '状态', kind: 'choice', width: 7, choices: choicesOf(lineStates) },
  thirdParty: { label: '第三人保管', kind: 'boolean', width: 7 },
  missing: { label: '清整缺失', kind: 'boolean', width: 7 },
  photoIds: { label: '照片', kind: 'image', width: 6 },
  remarks: { label: '备注', kind: 'text', width: 12 }
} as const satisfies Fields<Omit<LineRow, 'id' | 'intakeId' | 'squadId'>>

/** One link of the custody chain of a line. */
export interface CustodyRow {
  readonly id: string
  readonly tag: string
  readonly name: string
  readonly at: string
  readonly act: CustodyAct
  readonly from: string
  readonly to: string
  readonly place: string
  readonly quantity: number
  readonly measure: string
  readonly voucher: string
  readonly remarks: string
}

export const custodyFields = {
  tag: { label: '物品编号', kind: 'code', width: 17 },
  name: { label: '物品', kind: 'text', width: 12 },
  at: { label: '时间', kind: 'instant', width: 15 },
  act: { label: '动作', kind: 'choice', width: 9, choices: choicesOf(custodyActs) },
  from: { label: '由', kind: 'text', width: 12 },
  to: { label: '交', kind: 'text', width: 12 },
  place: { label: '地点', kind: 'text', width: 16 },
  quantity: { label: '数量', kind: 'quantity', width: 8 },
  measure: { label: '单位', kind: 'text', width: 5 },
  voucher: { label: '凭证', kind: 'code', width: 16 },
  remarks: { label: '备注', kind: 'text', width: 12 }
} as const satisfies Fields<Omit<CustodyRow, 'id'>>

export interface LineDetail extends Detail<LineRow, CustodyRow> {
  readonly clocks: readonly ClockRow[]
  /** What the last clean-up did not find of it, in thousandths; null when nothing is missing. */
  readonly shortage: { readonly cleanupId: string; readonly cleanupNumber: string; readonly quantity: number } | null
  /** From which day the goods may be treated as ownerless (WH-07); null while nothing runs. */
  readonly ownerlessFrom: string | null
}

export const lines = {
  list: query('staff').input(listInput).output(output<Page<LineRow>>()),
  get: query('staff').input(byId('物品')).output(output<LineDetail>()),
  /** The line a scanned tag means. */
  byTag: query('staff')
    .input(z.strictObject({ tag: text('物品编号', 40) }))
    .output(output<LineRow>()),
  custody: query('staff').input(listInput).output(output<Page<CustodyRow>>()),
  /** Puts goods in another place of the warehouse. */
  move: command(['warehouseKeeper'])
    .input(
      commandInput({ id: id('物品'), location: optionalText('新库位', 40), separation: optionalText('分隔标识', 100), reason: text('移位原因', 200) })
    )
    .output(output<{ id: string }>())
}
