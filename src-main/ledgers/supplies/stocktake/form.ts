import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { stocktakeStates } from '../../../contract/supplies/stocktake'
import { formatDate, formatMoney, formatQuantity } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { bureauName } from '../../../office/people/bureau'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { Stocktake } from '../entities/stock'
import { stocktakeCard, stocktakeLines, stocktakeRows } from './rows'

/** 盘点报告: summary, gains and losses with reasons and handling, counters, the chain's opinions. */
export const stocktakeForm: FormDefinition = {
  id: 'supplies.stocktake',
  name: '盘点报告',
  access: recordAccess(contract.supplies.stocktakes.get, stocktakeCard),
  find: async ({ manager }, number) => (await manager.findOneBy(Stocktake, { number }))?.id,
  make: async (reading, subjectId) => {
    const stocktake = await reading.manager.findOneBy(Stocktake, { id: subjectId })
    if (!stocktake) throw notFound('盘点')
    const [row] = await stocktakeRows(reading, [stocktake])
    const lines = await stocktakeLines(reading, stocktake)
    // nothing is known of how book and shelf agree before both counts are done
    const counting = stocktake.state === 'counting' || stocktake.state === 'recounting'
    const different = counting ? [] : lines.filter((line) => (line.difference ?? 0) !== 0)
    const gains = different.filter((line) => (line.difference ?? 0) > 0)
    const losses = different.filter((line) => (line.difference ?? 0) < 0)
    const cents = (of: typeof lines) => of.reduce((sum, line) => sum + (line.differenceCents ?? 0), 0)
    const result = `应盘${lines.length}种，已盘${row?.counted ?? 0}种，账实相符${lines.length - different.length}种；盘盈${gains.length}种，金额${formatMoney(cents(gains))}元；盘亏${losses.length}种，金额${formatMoney(Math.abs(cents(losses)))}元。`
    const summary = counting
      ? `应盘${lines.length}种，已盘${row?.counted ?? 0}种，盘点尚未结束，不反映账实结果。`
      : result
    return {
      title: counting ? `办公用品盘点表（${stocktakeStates[stocktake.state]}）` : '办公用品盘点报告',
      number: stocktake.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '基准日', value: formatDate(stocktake.baseDay) },
            { label: '范围', value: stocktake.scope },
            { label: '状态', value: stocktakeStates[stocktake.state], span: 3, open: true },
            { label: counting ? '盘点进度' : '账实汇总', value: summary, span: 3 }
          ]
        },
        {
          kind: 'lines',
          caption: '盈亏明细',
          columns: [
            { key: 'itemName', label: '品名', kind: 'text', weight: 3 },
            { key: 'spec', label: '规格', kind: 'text', weight: 2 },
            { key: 'bookQuantity', label: '账面数', kind: 'quantity', weight: 1 },
            { key: 'actual', label: '实盘数', kind: 'quantity', weight: 1 },
            { key: 'difference', label: '盈亏数', kind: 'text', weight: 1 },
            { key: 'differenceCents', label: '盈亏金额', kind: 'money', weight: 2, total: true },
            { key: 'reason', label: '原因', kind: 'text', weight: 3 },
            { key: 'handling', label: '处理意见', kind: 'text', weight: 3 }
          ],
          rows: different.map((line) => ({
            itemName: line.itemName,
            spec: line.spec,
            bookQuantity: line.bookQuantity,
            actual: line.secondCount ?? line.firstCount,
            difference: formatQuantity(line.difference),
            differenceCents: line.differenceCents,
            reason: line.reason,
            handling: line.handling
          })),
          minimumRows: 4
        },
        { kind: 'text', heading: '盘点结论', paragraphs: [stocktake.conclusion ?? ''] },
        {
          kind: 'signatures',
          lines: [
            { label: '盘点人', ...(row?.counterName ? { name: row.counterName } : {}) },
            { label: '复盘人', ...(row?.secondCounterName ? { name: row.secondCounterName } : {}) },
            { label: '监盘人', ...(row?.witnessName ? { name: row.witnessName } : {}) }
          ]
        },
        { kind: 'opinions', boxes: await boxes() }
      ]
    }

    async function boxes() {
      const filled = await opinionBoxes(reading, stocktake?.approvalId ?? null)
      return filled.length > 0 ? filled : [{ label: '办公室主任意见' }, { label: '分管领导意见' }]
    }
  }
}
