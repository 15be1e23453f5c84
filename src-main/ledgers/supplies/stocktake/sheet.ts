import { stocktakeLine, stocktakeStates } from '../../../contract/supplies/stocktake'
import type { WorkbookDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { exceptionWords } from '../../../office/records/remarks'
import { Stocktake } from '../entities/stock'
import { titled } from '../statement/printing'
import { hidesBook, stocktakeLines } from './rows'

const { lineNumber: _line, itemNumber: _number, recount: _recount, ...counted } = stocktakeLine.fields
const fields = { ...counted, remarks: { label: '备注', kind: 'longText', width: 14 } } as const

/** What becomes of a difference; until the stocktake is posted it is only proposed. */
function handlingWords({ state }: Stocktake, handling: string | null): string | null {
  if (!handling || state === 'posted') return handling
  if (state === 'refused' || state === 'withdrawn') return `未调整（${stocktakeStates[state]}）`
  return `拟：${handling}（${stocktakeStates[state]}）`
}

/** 盘点表: the count sheets of the period, oldest first; book figures stay blank while a blind count runs. */
export const stocktakeSheet: WorkbookDefinition['sheets'][number] = {
  name: '盘点表',
  shows: 'movements',
  make: async (reading, { from, to }) => ({
    title: await titled(reading, '办公用品盘点表'),
    columns: sheetColumns(fields),
    signatures: ['盘点人', '监盘人', '负责人'],
    rows: (async function* () {
      const query = reading.manager.createQueryBuilder(Stocktake, 's').where('1 = 1')
      if (from) query.andWhere('s.baseDay >= :from', { from })
      if (to) query.andWhere('s.baseDay <= :to', { to })
      for (const stocktake of await query.orderBy('s.id', 'ASC').getMany()) {
        // What is of the whole stocktake is said once, on its first line.
        let said = (await exceptionWords(reading.manager, 'supplies', [stocktake.id])).get(stocktake.id) ?? []
        for (const line of await stocktakeLines(reading, stocktake)) {
          yield sheetRow(fields, {
            ...line,
            handling: handlingWords(stocktake, line.handling),
            remarks: [`${stocktake.number}${hidesBook(stocktake) ? '（盲盘中）' : ''}`, ...said].join('；')
          })
          said = []
        }
      }
    })()
  })
}
