import ExcelJS from 'exceljs'

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

/** Writes a stock ledger of so many lines, real names and a specification of its own in every one. */
export async function writeStockLedger(path: string, rows: number): Promise<void> {
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

/** Reads a workbook as exceljs streams it, and does nothing with it. */
export async function readBare(path: string): Promise<void> {
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache' } as const
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, options))
    for await (const row of sheet) void row.values
}
