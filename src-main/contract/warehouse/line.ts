import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { entry, type RowOf } from '../record'
import { choice, code, date, flag, images, longText, moment, money, quantity, text, unit, whole } from '../recordField'
import { id, optionalText, text as required } from '../values'
import { byId, type Detail } from './access'
import type { ClockRow } from './clocks'
import { clockKinds, custodyActs, lineStates, perishabilities } from './words'

/**
 * One line of goods with what is on hand of it; the limits of what is typed in hold for an old register too.
 * Thousandths.
 */
export const line = entry('detainedLine', {
  tag: code('物品编号', 17),
  intakeNumber: code('入库单号', 15).by('intakeId'),
  name: text('物品', 12).typed(60).alsoCalled('物品', '品名', '名称'),
  spec: text('规格', 9).derived().otherwise('', 60).alsoCalled('规格型号', '型号'),
  brand: text('品牌', 8).derived().otherwise('', 60),
  measure: text('单位', 5).typed(10).alsoCalled('计量单位'),
  condition: text('状况', 10).derived().otherwise('', 100).expected().alsoCalled('成色', '完好情况'),
  perishability: choice('易腐', perishabilities, 7).derived().typed(),
  quantityIn: quantity('入库数量', 8).totalled('measure'),
  quantityOut: quantity('已出库数量', 8).totalled('measure'),
  onHand: quantity('在库数量', 8).totalled('measure'),
  estimatedCents: money('估值', 9).derived().optional().totalled(),
  location: text('库位', 10).otherwise('', 40).expected().alsoCalled('库位', '位置', '货位'),
  party: text('当事人', 9),
  squadName: unit('片区', 'squadId', 12),
  detainedOn: date('扣押日期', 10),
  daysHeld: whole('入库天数', 6).derived(),
  dueOn: date('最早到期', 10).nullable(),
  dueKind: choice('依据', clockKinds, 14).nullable(),
  state: choice('状态', lineStates, 7),
  thirdParty: flag('第三人保管', 7),
  missing: flag('清整缺失', 7),
  photoIds: images('照片', 6).derived().otherwise([]).expected(),
  remarks: text('备注', 12).derived()
})
export type LineRow = RowOf<typeof line>

/** One link of the custody chain of a line. */
export const custody = entry('detainedCustody', {
  tag: line.fields.tag.joined(),
  name: line.fields.name.joined(),
  at: moment('时间', 15),
  act: choice('动作', custodyActs, 9),
  fromName: text('由', 12),
  toName: text('交', 12),
  place: text('地点', 16),
  quantity: quantity('数量', 8),
  measure: line.fields.measure.derived(),
  voucher: code('凭证', 16),
  remarks: longText('备注', 12).nullable()
})
export type CustodyRow = RowOf<typeof custody>

export interface LineDetail extends Detail<LineRow, CustodyRow> {
  readonly clocks: readonly ClockRow[]
  /** What the last clean-up did not find of it, in thousandths; null when nothing is missing. */
  readonly shortage: { readonly cleanupId: string; readonly cleanupNumber: string; readonly quantity: number } | null
  /** From which day the goods may be treated as ownerless (WH-07); null while nothing runs. */
  readonly ownerlessFrom: string | null
}

export const lines = {
  list: listOf('staff', line),
  get: query('staff').input(byId('物品')).output(output<LineDetail>()),
  /** The line a scanned tag means. */
  byTag: query('staff')
    .input(z.strictObject({ tag: required('物品编号', 40) }))
    .output(output<LineRow>()),
  custody: listOf('staff', custody),
  /** Puts goods in another place of the warehouse. */
  move: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('物品'),
        location: optionalText('新库位', 40),
        separation: optionalText('分隔标识', 100),
        reason: required('移位原因', 200)
      })
    )
    .output(output<{ id: string }>())
}
