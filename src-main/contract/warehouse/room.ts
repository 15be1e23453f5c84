import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { id, instant, month, optionalText, signature, text } from '../values'

/** A key of the warehouse and who has it. */
export interface KeyRow {
  readonly id: string
  readonly label: string
  readonly holderId: string
  readonly holderName: string
  readonly since: string
  readonly version: number
}

export const keyFields = {
  label: { label: '钥匙', kind: 'text', width: 14 },
  holderName: { label: '持有人', kind: 'person', width: 8 },
  since: { label: '持有起', kind: 'date', width: 10 }
} as const satisfies Fields<Omit<KeyRow, 'id' | 'holderId' | 'version'>>

/** Somebody in the warehouse, accompanied by the keeper. */
export interface EntryRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly leftAt: string | null
  readonly visitor: string
  readonly keeperName: string
  readonly purpose: string
}

export const entryFields = {
  number: { label: '编号', kind: 'code', width: 15 },
  at: { label: '进入时间', kind: 'instant', width: 15 },
  leftAt: { label: '离开时间', kind: 'instant', width: 15 },
  visitor: { label: '进入人', kind: 'text', width: 10 },
  keeperName: { label: '陪同保管员', kind: 'person', width: 9 },
  purpose: { label: '事由', kind: 'text', width: 20 }
} as const satisfies Fields<Omit<EntryRow, 'id'>>

/** A squad's goods over a period. Counts of pieces are quantities in thousandths. */
export interface SquadRow {
  readonly id: string
  readonly squadName: string
  /** Unit of measure the figures are in. */
  readonly measure: string
  readonly received: number
  readonly returned: number
  readonly destroyed: number
  readonly transferred: number
  readonly treasury: number
  readonly auctioned: number
  readonly writtenOff: number
  readonly onHand: number
  readonly overdue: number
}

export const squadFields = {
  squadName: { label: '片区', kind: 'unit', width: 14 },
  measure: { label: '单位', kind: 'text', width: 5 },
  received: { label: '入库件数', kind: 'quantity', width: 9, total: true, per: 'measure' },
  returned: { label: '退还', kind: 'quantity', width: 9, total: true, per: 'measure' },
  destroyed: { label: '销毁', kind: 'quantity', width: 9, total: true, per: 'measure' },
  transferred: { label: '移送', kind: 'quantity', width: 9, total: true, per: 'measure' },
  treasury: { label: '上缴', kind: 'quantity', width: 9, total: true, per: 'measure' },
  auctioned: { label: '拍卖', kind: 'quantity', width: 9, total: true, per: 'measure' },
  writtenOff: { label: '盘亏核销', kind: 'quantity', width: 9, total: true, per: 'measure' },
  onHand: { label: '在库', kind: 'quantity', width: 9, total: true, per: 'measure' },
  overdue: { label: '逾期', kind: 'quantity', width: 9, total: true, per: 'measure' }
} as const satisfies Fields<Omit<SquadRow, 'id'>>

/** A monthly report handed to the leader (WH-15). */
export interface ReportRow {
  readonly id: string
  readonly month: string
  readonly at: string
  readonly reporterName: string
  readonly overdueLines: number
  readonly remarks: string | null
}

export const reportFields = {
  month: { label: '月份', kind: 'month', width: 9 },
  at: { label: '报送时间', kind: 'instant', width: 15 },
  reporterName: { label: '报送人', kind: 'person', width: 8 },
  overdueLines: { label: '逾期项数', kind: 'integer', width: 7 },
  remarks: { label: '备注', kind: 'longText', width: 18 }
} as const satisfies Fields<Omit<ReportRow, 'id'>>

export const keys = {
  list: query('staff').output(output<readonly KeyRow[]>()),
  register: command(['warehouseKeeper', 'officeDirector', 'administrator'])
    .input(commandInput({ label: text('钥匙名称', 60), holderId: id('持有人') }))
    .output(output<{ id: string }>()),
  /** Both sign; only an appointed keeper can take a key. */
  handOver: command('staff')
    .input(
      commandInput({
        id: id('钥匙'),
        version: z.int(),
        toPersonId: id('接收人'),
        reason: text('交接原因', 200),
        signatures: z.strictObject({ from: signature.optional(), to: signature.optional() })
      })
    )
    .output(output<{ number: string; version: number }>())
}

export const entries = {
  list: query('staff').input(listInput).output(output<Page<EntryRow>>()),
  /** Logs somebody in the warehouse, accompanied by the keeper signed in. */
  enter: command(['warehouseKeeper'])
    .input(
      commandInput({
        visitor: optionalText('进入人', 60),
        at: instant('进入时间').optional(),
        leftAt: instant('离开时间').optional(),
        purpose: optionalText('事由', 200)
      })
    )
    .output(output<{ id: string; number: string }>())
}

export const statistics = {
  /** Squads' figures for a period of local dates; from the beginning and until today when absent. */
  squads: query('staff')
    .input(z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }))
    .output(output<readonly SquadRow[]>()),
  reports: query('staff').input(listInput).output(output<Page<ReportRow>>()),
  /** Hands in the monthly report; its figures are kept as they stood. */
  report: command(['warehouseKeeper'])
    .input(commandInput({ month: month('月份'), remarks: optionalText('备注', 300) }))
    .output(output<{ id: string }>())
}
