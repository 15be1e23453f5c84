// import: dry run and commit of a stock ledger of many rows, against a bare exceljs stream read of the same file.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { tempFolder } from '../support/tempFolder'
import { benchHouse, benchSizes } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { report, timed } from './support/measure'

async function aStockLedger(path: string, rows: number): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path })
  const sheet = workbook.addWorksheet('库存')
  sheet.addRow(['办公用品库存台账']).commit()
  sheet.addRow(['序号', '品名', '规格型号', '单位', '库存数量', '单价(元)', '金额(元)', '存放位置', '备注']).commit()
  for (let row = 1; row <= rows; row += 1)
    sheet
      .addRow([row, '中性笔', `规格${row}`, '支', row % 90 || 1, 1.5, (row % 90 || 1) * 1.5, `A柜-${row % 9}层`, ''])
      .commit()
  sheet.commit()
  await workbook.commit()
}

for (const rows of benchSizes([50_000])) {
  const path = join(tempFolder('import'), 'stock.xlsx')
  await aStockLedger(path, rows)
  const referenceMs = await timed(async () => {
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache'
    }))
      for await (const row of sheet) void row.values
  })
  const house = await benchHouse()
  const { client } = await signedInCaller(house, ['suppliesKeeper', 'officeDirector'])
  const { id: attachmentId } = await client.files.upload({ file: new File([readFileSync(path)], 'stock.xlsx') })
  const dryRunMs = await timed(() => client.imports.dryRun({ kind: 'supplies', attachmentId }))
  let accepted = 0
  const commitMs = await timed(async () => {
    accepted = (await client.imports.commit({ kind: 'supplies', attachmentId })).accepted
  })
  if (accepted !== rows) throw new Error(`${accepted} of ${rows} rows accepted`)
  report({
    name: 'import',
    oursMs: dryRunMs + commitMs,
    referenceMs,
    rows,
    dryRunMs: Math.round(dryRunMs),
    commitMs: Math.round(commitMs)
  })
  await house.database.close()
}
