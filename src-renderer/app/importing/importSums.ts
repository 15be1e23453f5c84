import { formatMoney, formatQuantity } from '@contract'

const words: Readonly<Record<string, string>> = {
  quantity: '数量',
  amountCents: '金额（元）',
  copies: '份数',
  litres: '升数',
  originalCents: '原值（元）',
  priceCents: '单价（元）',
  mileage: '里程',
  rows: '行数',
  accepted: '可导入行数'
}

/** A sum of an import in words: what it is of, and its value as people write it. `*Cents` are cents, quantities thousandths. */
export function sumText(name: string, value: number, labels: ReadonlyMap<string, string>): { label: string; value: string } {
  const label = labels.get(name) ?? words[name] ?? (name.endsWith('Cents') ? '金额（元）' : '合计')
  if (name.endsWith('Cents')) return { label, value: formatMoney(value) }
  return { label, value: name === 'quantity' || name === 'litres' ? formatQuantity(value) : String(value) }
}

/** Problems of an import as a csv that spreadsheets open rightly: UTF-8 with mark, cells quoted, formulas kept as text. */
export function problemsFile(
  name: string,
  problems: readonly { readonly sheet: string; readonly row: number; readonly column: string; readonly message: string }[]
): File {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const lines = [['工作表', '行', '列', '问题'], ...problems.map(({ sheet, row, column, message }) => [sheet, String(row), column, message])]
  return new File([`\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`], `${name}问题清单.csv`, { type: 'text/csv' })
}
