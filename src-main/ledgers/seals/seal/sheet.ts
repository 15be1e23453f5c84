import { seal as sealRecord } from '../../../contract/seals'
import type { Reading } from '../../../office/house'
import type { ExportScope, SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import { stateDay } from '../../../office/outputs/filterWords'
import { stateRows } from '../../../office/outputs/stateRows'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import type { Seal } from '../entities'
import { columnsOf, titled } from '../listed'
import { imprintOf } from './imprint'
import { sealsOn } from './onDay'
import { sealList, sealQuery, sealRows } from './rows'

const registerNames = [
  'number',
  'name',
  'imprintText',
  'kind',
  'material',
  'size',
  'shape',
  'ink',
  'approvalDocument',
  'engraver',
  'engravedOn',
  'activationNumber',
  'activatedOn',
  'scopeText',
  'unitName',
  'custodianName',
  'storage',
  'state',
  'imprintId'
] as const

/** 印章登记: the seals there were at the end of a day. */
export const registerSheet: SheetDefinition = {
  name: '印章登记',
  shows: 'state',
  fields: sealRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '印章登记簿'),
    columns: columnsOf(sealRecord.fields, registerNames),
    rows: registerRows(reading, scope)
  })
}

/**
 * The seals there were at the end of the day the register is of: engraved by then, or taken over by then where nobody
 * knows when.
 */
function registeredBy(reading: Reading, scope: ExportScope) {
  return sealQuery(reading.manager).andWhere('COALESCE(s.engravedOn, s.registeredOn) <= :day', {
    day: stateDay(scope, reading)
  })
}

async function* registerRows(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const states = stateRows(reading, scope, {
    query: registeredBy(reading, scope),
    list: sealList,
    changing: ['state', 'custodianName', 'custodianId', 'storage', 'activatedOn', 'activationNumber'],
    rebuilt: (stored: readonly Seal[], day) => sealsOn(reading.manager, stored, day)
  })
  for await (const seals of states)
    for (const row of await sealRows(reading.manager, seals))
      yield {
        ...sheetRow(sealRecord.fields, row),
        imprintId: await imprintOf(reading, row.imprintId),
        remarks: row.remarks
      }
}
