import { contract } from '../../../contract'
import { formatDate, formatMonth } from '../../../contract/display'
import { readersOf } from '../../../office/outputs/access'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { exceptionWords } from '../../../office/records/remarks'
import { FuelMonth } from '../entities'
import { refuelsSince } from './later'
import { fuelMonths } from './rows'

/** 油料月结表 of a month, as signed. */
export const fuelMonthForm: FormDefinition = {
  id: 'vehicles.fuelMonth',
  name: '油料月结表',
  access: { who: readersOf(contract.vehicles.fuelMonths.list), mustRead: (reading, id) => fuelMonths.one(reading, id) },
  bears: { fuelMonth: ownRecord },
  later: async ({ manager }, id) => refuelsSince(manager, await manager.findOneByOrFail(FuelMonth, { id })),
  find: async ({ manager }, number) => (await manager.findOneBy(FuelMonth, { number }))?.id,
  make: async (reading, id) => {
    const stored = await fuelMonths.one(reading, id)
    const [row] = await fuelMonths.rows(reading, [stored])
    const said = (await exceptionWords(reading.manager, 'vehicles', [id])).get(id) ?? []
    return {
      title: `${formatMonth(stored.month)}油料月结表`,
      number: stored.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '月份', value: formatMonth(stored.month) },
            { label: '签认日期', value: formatDate(stored.day) },
            ...(said.length === 0 ? [] : [{ label: '备注', value: said.join('；') }])
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'plate', label: '车牌', kind: 'text', weight: 3 },
            { key: 'km', label: '月行驶公里', kind: 'integer', weight: 2, total: true },
            { key: 'per100', label: '平均油耗', kind: 'quantity', weight: 2 },
            { key: 'expected', label: '核定油量', kind: 'quantity', weight: 2 },
            { key: 'bought', label: '实加油量', kind: 'quantity', weight: 2, total: true },
            { key: 'difference', label: '差异', kind: 'quantity', weight: 2 },
            { key: 'amountCents', label: '金额', kind: 'money', weight: 2, total: true },
            { key: 'note', label: '说明', kind: 'text', weight: 3 }
          ],
          rows: stored.lines.map(({ vehicleId: _id, ...line }) => line),
          capitals: 'amountCents',
          closed: true
        },
        {
          kind: 'signatures',
          lines: [
            { label: '车管办', name: stored.personName, date: stored.day },
            {
              label: '财务装备股',
              ...(row?.receivedOn ? { name: row.receivedByName ?? '', date: row.receivedOn } : {})
            },
            { label: '办公室主任' }
          ]
        }
      ]
    }
  }
}
