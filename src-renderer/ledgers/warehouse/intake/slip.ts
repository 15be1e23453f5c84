import { formatInstant, formatQuantity, formatShortDate } from '@contract'
import { client } from '../../../api/client'
import { printSlip, type SlipPart } from '../../../ledger-kit/slipPaper'

/** Prints what the squad takes along from the counter: what went in, where it lies, and which day comes first. */
export async function printIntakeSlip(id: string, bureau: string): Promise<void> {
  const { row, lines, clocks } = await client.warehouse.intakes.get({ id })
  const leading = clocks.filter((clock) => clock.leads)
  const goods: SlipPart[] = lines.map(({ tag, name, spec, onHand, measure, location }) => ({
    left: `${name} ${spec}（${location}）`,
    right: `${formatQuantity(onHand)}${measure}`,
    below: tag
  }))
  await printSlip('入库小票', row.number, [
    { centre: bureau },
    { centre: '暂扣物品入库小票', large: true },
    { left: `入库单号：${row.number}` },
    { left: `入库时间：${formatInstant(row.at)}` },
    { left: `片区：${row.squadName}` },
    { left: `当事人：${row.party}` },
    { left: `文书号：${row.documentNumber}` },
    'rule',
    ...goods,
    'rule',
    ...leading.map((clock): SlipPart => ({
      left: `${clock.goods} ${clock.basis}`,
      right: clock.dueAt ? formatInstant(clock.dueAt) : formatShortDate(clock.dueOn)
    })),
    'rule',
    { left: `交件人：${row.handlerName}` },
    { left: `保管员：${row.keeperName}` },
    { left: `当事人：${row.partySign}` }
  ])
}
