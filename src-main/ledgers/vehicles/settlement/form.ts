import { contract } from '../../../contract'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { recordAccess } from '../../../office/outputs/access'
import { signatureLines } from '../../../office/records/signatureLines'
import { Settlement } from '../entities'
import { settlementDetail, settlements } from './rows'

/** 年终结算表 of one driver, as signed. */
export const settlementForm: FormDefinition = {
  id: 'vehicles.settlement',
  name: '年终结算表',
  access: recordAccess(contract.vehicles.settlements.get, settlementDetail),
  bears: { driverSettlement: ownRecord },
  find: async ({ manager }, number) => (await manager.findOneBy(Settlement, { number }))?.id,
  make: async (reading, id) => {
    const { row } = await settlementDetail(reading, id)
    const { charges } = await settlements.one(reading, id)
    return {
      title: `${row.year}年度驾驶员年终结算表`,
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '姓名', value: row.personName },
            { label: '在岗月数', value: `${row.months}个月` },
            { label: '计奖月数', value: `${row.bonusMonths}个月` },
            { label: '签字日期', value: row.day },
            { label: '扣减原因', value: row.deductions === '' ? '无' : row.deductions, span: 3 },
            ...(row.correctionOf === null
              ? []
              : [{ label: '更正', value: `更正${row.correctionOf}`, span: 3 as const }])
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'what', label: '项目', kind: 'text', weight: 4 },
            { key: 'cents', label: '金额', kind: 'money', weight: 2 }
          ],
          rows: [
            { what: '劳保用品', cents: row.goodsCents },
            { what: `安全奖（${row.bonusMonths}个月）`, cents: row.bonusCents },
            ...charges.map((charge) => ({ what: `承担${charge.number}净损失`, cents: -charge.chargeCents })),
            ...(row.correctionOf === null ? [] : [{ what: '减：以前已结算', cents: row.dueCents - row.payableCents }])
          ],
          closed: true
        },
        {
          kind: 'lines',
          columns: [
            { key: 'what', label: '应发合计', kind: 'text', weight: 4 },
            { key: 'cents', label: '金额', kind: 'money', weight: 2, total: true }
          ],
          rows: [{ what: '本次应发', cents: row.dueCents }],
          capitals: 'cents',
          closed: true
        },
        {
          kind: 'signatures',
          lines: [
            ...(await signatureLines(reading, [id], [{ label: '驾驶员签字', role: '驾驶员' }])),
            { label: '车管办' },
            { label: '财务' }
          ]
        }
      ]
    }
  }
}
