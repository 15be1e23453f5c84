import type { ImportReport } from '@contract'

type Line = readonly string[]

/**
 * Everything an import found, as a csv that spreadsheets open rightly: UTF-8 with mark, cells quoted, formulas kept as
 * text.
 */
export function reportFile(name: string, report: ImportReport): File {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const text = linesOf(report)
    .map((line) => line.map(cell).join(','))
    .join('\r\n')
  return new File([`\uFEFF${text}\r\n`], `${name}导入报告.csv`, { type: 'text/csv' })
}

function linesOf({
  file,
  rows,
  accepted,
  known,
  committed,
  day,
  totals,
  stated,
  problems,
  leftOut,
  notes
}: ImportReport): readonly Line[] {
  return [
    ['文件', file],
    ['表里的行数', String(rows)],
    [committed ? '已导入行数' : '可导入行数', String(accepted)],
    ['系统里已有的行数', String(known)],
    ...(day ? [[day.label, day.value]] : []),
    ...totals.map(({ label, value, taken }) => [
      label,
      value,
      ...(taken === value ? [] : [`其中${committed ? '已导入' : '可导入'}${taken}`])
    ]),
    ...part(
      ['工作表', '行', '列', '问题'],
      problems.map((each) => [each.sheet, String(each.row), each.column, each.message])
    ),
    ...part(
      ['表中合计', '工作表', '行', '列', '表中写的', '各行相加', '是否相符'],
      stated.map((each) => [
        each.name,
        each.sheet,
        String(each.row),
        each.column,
        each.stated,
        each.computed,
        each.agrees ? '相符' : '不符'
      ])
    ),
    ...part(
      ['没有作为明细的行', '工作表', '行', '内容'],
      leftOut.map(({ what, sheet, row, text }) => [what, sheet, String(row), text])
    ),
    ...part(
      ['没有读入或另作处理', '工作表', '行'],
      notes.map(({ text, sheet, row }) => [text, sheet, row === null ? '' : String(row)])
    )
  ]
}

const part = (heads: Line, lines: readonly Line[]): readonly Line[] => (lines.length > 0 ? [[''], heads, ...lines] : [])
