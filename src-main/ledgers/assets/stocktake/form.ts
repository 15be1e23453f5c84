import { contract } from '../../../contract'
import {
  assetCountStates,
  countOutcomes,
  countProposals,
  stocktakeDuties,
  stocktakeScopes,
  type AssetCountState
} from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { AssetStocktake } from '../entities'
import { stocktakeDetail } from './rows'

const underWay: ReadonlySet<AssetCountState> = new Set(['counting', 'explaining', 'cancelled', 'refused'])

/** 盘点报告（资产）: what the book had, what was found, every difference with its reason and what is proposed. */
export const stocktakeForm: FormDefinition = {
  id: 'asset-stocktake',
  name: '盘点报告',
  access: recordAccess(contract.assets.stocktakes.get, stocktakeDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(AssetStocktake, { number }))?.id,
  make: async (reading, id) => {
    const { row, lines, counts, approval } = await stocktakeDetail(reading, id)
    const scope = [stocktakeScopes[row.scope], row.scopeUnitName, row.scopePlace].filter(Boolean).join(' ')
    const { found, misplaced, missing, surplus, pending } = counts
    // nothing is known of how book and things agree before the count is over
    const counting = row.state === 'counting'
    const summary = counting
      ? `账面${row.things}件，已点到${row.things - pending}件，盘点尚未结束，不反映账实结果。`
      : `账面${row.things}件，相符${found}件，错位${misplaced}件，缺失${missing}件，盘盈${surplus}件，未盘${pending}件`
    return {
      // What is decided on is the report; until it is handed in it is the sheet of a count under way.
      title: underWay.has(row.state) ? `固定资产盘点表（${assetCountStates[row.state]}）` : '固定资产盘点报告',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '任务', value: `${stocktakeDuties[row.duty]}${row.period ? `（${row.period}）` : ''}` },
            { label: '范围', value: scope },
            { label: '基准日', value: formatDate(row.baseDay) },
            { label: '盘完日期', value: row.countedOn ? formatDate(row.countedOn) : '尚未盘完' },
            { label: counting ? '盘点进度' : '账实汇总', value: summary, span: 3 },
            { label: '书面说明', value: row.explanation ?? '', span: 3 },
            { label: '结论', value: row.conclusion ?? '', span: 3 }
          ]
        },
        {
          kind: 'lines',
          caption: '盈亏明细',
          columns: [
            { key: 'number', label: '资产编号', kind: 'text', weight: 3 },
            { key: 'name', label: '名称', kind: 'text', weight: 3 },
            { key: 'outcome', label: '结果', kind: 'text', weight: 1.5 },
            { key: 'place', label: '账面 → 实盘', kind: 'text', weight: 3 },
            { key: 'original', label: '原值', kind: 'money', weight: 2, total: true },
            { key: 'reason', label: '原因', kind: 'text', weight: 3 },
            { key: 'proposal', label: '处理意见', kind: 'text', weight: 3 }
          ],
          rows: lines.map(
            ({ number, name, outcome, bookPlace, foundPlace, originalCents, reason, proposal, settledAs }) => ({
              number,
              name,
              outcome: countOutcomes[outcome],
              place: `${bookPlace ?? ''} → ${foundPlace ?? ''}`,
              original: originalCents,
              reason,
              proposal: [proposal && countProposals[proposal], settledAs].filter(Boolean).join('：')
            })
          ),
          minimumRows: 3,
          closed: true
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, approval?.id ?? null, 'assets.stocktake') },
        { kind: 'signatures', lines: [{ label: '盘点人', name: row.counters }, { label: '监盘人' }] }
      ]
    }
  }
}
