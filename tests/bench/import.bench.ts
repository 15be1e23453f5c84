// import: dry run and commit of a stock ledger of many rows, against a bare exceljs stream read of the same file.
// `beforeMb` is what the process holds before (this bench, reference), `oursPeakMb` the most it held during the import.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import ExcelJS from 'exceljs'
import { tempFolder } from '../support/tempFolder'
import { benchHouse, benchSizes } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { report, timed } from './support/measure'

const brands = ['得力', '晨光', '齐心', '真彩', '广博', '三木', '国誉', '英雄', '白雪', '史泰博', '惠普', '金士顿']
const goods = [
  ['中性笔', '支'],
  ['打印纸', '包'],
  ['档案盒', '个'],
  ['订书机', '个'],
  ['固体胶', '支'],
  ['笔记本', '本'],
  ['垃圾袋', '卷'],
  ['洗手液', '瓶'],
  ['插线板', '个'],
  ['计算器', '台'],
  ['墨盒', '个'],
  ['资料册', '本'],
  ['拉杆夹', '个'],
  ['电池', '节'],
  ['鼠标垫', '张']
] as const
const colours = ['黑色', '蓝色', '红色', '白色', '透明', '加厚', '大号', '小号']

async function aStockLedger(path: string, rows: number): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path })
  const sheet = workbook.addWorksheet('库存')
  sheet.addRow(['办公用品库存台账']).commit()
  sheet.addRow(['序号', '品名', '规格型号', '单位', '库存数量', '单价(元)', '金额(元)', '存放位置', '备注']).commit()
  for (let row = 1; row <= rows; row += 1) {
    const [name, measure] = goods[row % goods.length] ?? goods[0]
    const spec = `${colours[row % colours.length]}${brands[row % brands.length]}${row}型`
    const quantity = row % 90 || 1
    sheet.addRow([row, name, spec, measure, quantity, 1.5, quantity * 1.5, `A柜-${row % 9}层`, '']).commit()
  }
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
  globalThis.gc?.()
  const rssMb = () => Math.round(process.memoryUsage().rss / 1024 / 1024)
  const beforeMb = rssMb()
  let oursPeakMb = beforeMb
  const sampling = setInterval(() => (oursPeakMb = Math.max(oursPeakMb, rssMb())), 20)
  const blocks = monitorEventLoopDelay({ resolution: 5 })
  blocks.enable()
  const dryRunMs = await timed(() => client.imports.dryRun({ kind: 'supplies', attachmentId }))
  let accepted = 0
  const commitMs = await timed(async () => {
    accepted = (await client.imports.commit({ kind: 'supplies', attachmentId })).accepted
  })
  clearInterval(sampling)
  if (accepted !== rows) throw new Error(`${accepted} of ${rows} rows accepted`)
  report({
    name: 'import',
    oursMs: dryRunMs + commitMs,
    referenceMs,
    rows,
    beforeMb,
    oursPeakMb,
    longestBlockMs: Math.round(blocks.max / 1e6),
    dryRunMs: Math.round(dryRunMs),
    commitMs: Math.round(commitMs)
  })
  await house.database.close()
}
