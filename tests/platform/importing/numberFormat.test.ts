import { expect, it } from 'vitest'
import { isDateFormat, numberStyle, shownText } from '../../../src-main/platform/importing/numberFormat'

const shown = (value: number, code: string) => {
  const style = numberStyle(164, code)
  return style.format === undefined ? undefined : shownText(value, style.format)
}

it.each([
  [901, '"洞城扣字〔2026〕"0"号"', '洞城扣字〔2026〕901号'],
  [7, '0000', '0007'],
  [0.5, '# ?/?', '1/2'],
  [12.5, '"￥"#,##0.00"元"', '￥12.50元'],
  [0.3, '0%', '30%']
])('%d under %s is shown as it stands in the cell', (value, code, text) => expect(shown(value, code)).toBe(text))

it.each([
  [1234.5, '#,##0.00_);[Red]\\(#,##0.00\\)'],
  [13_800_138_000, '0.00E+00'],
  [5, 'General'],
  [5, '0.00']
])('%d under %s says no more than its digits', (value, code) => expect(shown(value, code)).toBeUndefined())

it('tells dates from formats that only spell letters out', () => {
  expect(['yyyy"年"m"月"d"日"', 'h:mm', '[$-804]aaaa;@', 'm/d'].map(isDateFormat)).toEqual([true, true, false, true])
  expect(['0\\s', '#,##0"m"', '[Red]0', 'General'].map(isDateFormat)).toEqual([false, false, false, false])
})
