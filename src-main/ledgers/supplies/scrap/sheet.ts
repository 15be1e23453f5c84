import { scrap } from '../../../contract/supplies/scrap'
import type { WorkbookDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { exceptionWords } from '../../../office/records/remarks'
import { allRows } from '../../../platform/database/listQuery'
import { averaged, narrowed, priced, titled } from '../statement/printing'
import { scrapListDefinition, scrapQuery, scrapRows } from './rows'

const {
  day,
  itemName,
  spec,
  measure,
  quantity,
  unitPriceCents,
  valueCents,
  formerUserName,
  reason,
  disposal,
  approverName,
  handlerName,
  number
} = scrap.fields
const fields = {
  day,
  itemName,
  spec,
  measure,
  quantity,
  unitPriceCents,
  valueCents,
  formerUserName,
  reason,
  disposal,
  approverName,
  handlerName,
  remarks: { ...number, label: '备注', kind: 'text' as const }
}

/** 报废登记: the scrap register; entries taken off it with their reversed issue, and refused ones, are left out. */
export const scrapSheet: WorkbookDefinition['sheets'][number] = {
  name: '报废登记',
  shows: 'movements',
  make: async (reading, scope) => ({
    title: await titled(reading, '办公用品报废登记'),
    columns: averaged(sheetColumns(fields)),
    signatures: ['登记人', '财务', '负责人'],
    rows: (async function* () {
      const query = scrapQuery(reading).where("s.state NOT IN ('withdrawn', 'refused')")
      for await (const window of allRows(query, scrapListDefinition, narrowed(scrapListDefinition, scope, 'day'))) {
        const said = await exceptionWords(
          reading.manager,
          'supplies',
          window.map(({ id }) => id)
        )
        for (const row of await scrapRows(reading, window))
          yield priced(sheetRow(fields, { ...row, remarks: [row.number, ...(said.get(row.id) ?? [])].join('；') }))
      }
    })()
  })
}
