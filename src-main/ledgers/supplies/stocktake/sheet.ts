import { stocktakeLine } from '../../../contract/supplies/stocktake'
import type { WorkbookDefinition } from '../../../office/house'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { Stocktake } from '../entities/stock'
import { titled } from '../statement/printing'
import { hidesBook, stocktakeLines } from './rows'

const { itemName, spec, measure, location, bookQuantity, firstCount, secondCount, difference, unitPriceCents, differenceCents, reason, handling } =
  stocktakeLine.fields
const fields = {
  number: { label: '盘点单号', kind: 'code', width: 15 },
  itemName,
  spec,
  measure,
  location,
  bookQuantity,
  firstCount,
  secondCount,
  difference,
  unitPriceCents,
  differenceCents,
  reason,
  handling,
  remarks: { label: '备注', kind: 'longText', width: 14 }
} as const

/** 盘点表: the count sheets of the period, oldest first; book figures stay blank while a blind count runs. */
export const stocktakeSheet: WorkbookDefinition['sheets'][number] = {
  name: '盘点表',
  shows: 'movements',
  make: async (reading, { from, to }) => ({
    title: await titled(reading, '办公用品盘点表'),
    columns: sheetColumns(
      fields,
      Object.keys(fields).filter((name): name is keyof typeof fields => name !== 'number')
    ),
    signatures: ['盘点人', '监盘人', '负责人'],
    rows: (async function* () {
      const query = reading.manager.createQueryBuilder(Stocktake, 's').where('1 = 1')
      if (from) query.andWhere('s.baseDay >= :from', { from })
      if (to) query.andWhere('s.baseDay <= :to', { to })
      for (const stocktake of await query.orderBy('s.id', 'ASC').getMany())
        for (const line of await stocktakeLines(reading, stocktake))
          yield sheetRow(fields, { ...line, number: stocktake.number, remarks: `${stocktake.number}${hidesBook(stocktake) ? '（盲盘中）' : ''}` })
    })()
  })
}
