import ExcelJS from 'exceljs'
import { written, type Cell } from '../../support/takeOver'

const headings = [
  '序号',
  '印章名称',
  '刻字内容',
  '种类',
  '质地',
  '规格',
  '样式',
  '刻章单位',
  '刻制时间',
  '启用通知文号',
  '用印范围',
  '使用部门',
  '监印人',
  '存放地点',
  '说明'
]
export const register: readonly (readonly Cell[])[] = [
  [
    1,
    '局行政章',
    '云溪县城市管理和综合执法局',
    '本局',
    '铜',
    '直径4.2厘米',
    '圆',
    '永安刻章部',
    '2021年3月1日',
    '云城管办〔2021〕5号',
    '公文、合同、证明',
    '办公室',
    '唐监印',
    '一号保险柜',
    null
  ],
  [
    2,
    '局党组章',
    '中共云溪县城市管理和综合执法局党组',
    '党组',
    '铜',
    '直径4.2厘米',
    '圆',
    '永安刻章部',
    '2021.3.1',
    null,
    null,
    null,
    null,
    null,
    null
  ],
  [
    3,
    '财务专用章',
    '云溪县城市管理和综合执法局财务专用章',
    '财务',
    '橡皮',
    '直径3.8厘米',
    '圆形',
    null,
    new Date(Date.UTC(2022, 4, 6)),
    null,
    null,
    '财务股',
    '单出纳',
    '财务室铁柜',
    '原章磨损更换'
  ],
  [4, '案件核审章', '案件核审专用章', '专用', '光敏', null, '长方', null, null, null, null, '法规股', null, null, null]
]

/**
 * A hand-kept register: two title rows over the header, department and custodian of the first two seals in merged
 * cells, a closing line.
 */
export async function registerBook(rows: readonly (readonly Cell[])[] = register): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('印章登记')
  sheet.addRow(['云溪县城市管理和综合执法局印章登记簿'])
  sheet.mergeCells(1, 1, 1, headings.length)
  sheet.addRow(['填表单位：办公室', null, null, null, '2026年9月'])
  sheet.addRow([...headings])
  for (const row of rows) sheet.addRow([...row])
  for (const column of [12, 13, 14]) sheet.mergeCells(4, column, 5, column)
  return written(workbook, '印章登记簿.xlsx')
}

/** A book of uses whose seals are called as people call them. */
export async function usesBook(): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('九月')
  sheet.addRow(['用印登记簿'])
  sheet.addRow(['登记号', '用印日期', '用印文件', '用何印章', '盖章份数', '科室', '用印人', '签批人'])
  for (const [index, seal] of ['局行政章', '合同章', '局公章', '合同章'].entries())
    sheet.addRow([`2026-${index + 1}`, '2026.9.1', '路灯维护合同', seal, index + 1, '办公室', '罗干事', '周局长'])
  return written(workbook, '用印登记簿.xlsx')
}
