import type { DifferenceKind, Settlement } from '../../../contract/assets'
import type { LocalDate } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'

/** AST-08: the office's book and finance's agree, difference by difference. */
export const AST_08 = defineRule<
  | { readonly of: 'list'; readonly rows: number; readonly asOf: LocalDate; readonly today: LocalDate }
  | {
      readonly of: 'settle'
      readonly kind: DifferenceKind
      readonly settlement: Settlement
      readonly note: string
      readonly done: boolean
      /** Whether the office's book now says what the settlement says it does; absent where it says nothing. */
      readonly agrees: boolean | undefined
    },
  { months: { label: string; unit: string; fallback: number }; headings: { label: string; fallback: string } }
>({
  id: 'AST-08',
  act: 'CLOCK',
  title: '办公室资产账与财务账定期核对，账账、账卡、账实相符，差异逐项处理',
  sources: [source('DK-07', '第三十八条'), source('STATE-ASSETS', '第三十四条')],
  parameters: {
    months: { label: '对账间隔', unit: '个月', fallback: 6 },
    headings: { label: '财政资产卡片表头改名（原名=新名，用分号隔开）', fallback: '' }
  },
  check: (facts) => {
    if (facts.of === 'list')
      return [
        ...(facts.rows === 0 ? [{ message: '财务账中没有读到资产行，请核对文件', act: 'BLOCK' as const }] : []),
        ...(facts.asOf > facts.today
          ? [{ message: '对账截止日不能晚于今天', act: 'BLOCK' as const, field: 'asOf' }]
          : [])
      ]
    if (facts.done) return { message: '这项差异已经处理过', act: 'BLOCK' }
    return [
      ...(facts.note.trim() === ''
        ? [{ message: '请写明差异原因和处理情况', missing: ['处理情况'], act: 'NEED' as const, field: 'note' }]
        : []),
      ...(facts.agrees === false
        ? [
            {
              message: '办公室账还没有更正，与财务账仍不一致；请先办理建卡、下账或价值更正',
              act: 'NEED' as const,
              missing: ['已办理的更正'],
              field: 'settlement'
            }
          ]
        : [])
    ]
  }
})

/** A half-year: its name, last day and the day its report is due. */
export interface Half {
  readonly half: string
  readonly to: LocalDate
  readonly dueOn: LocalDate
}

/** The halves of a year; the report is due by the given day of the month after. */
export const halvesOf = (year: number, day: number): readonly Half[] => [
  { half: `${year}-H1`, to: `${year}-06-30`, dueOn: `${year}-07-${String(day).padStart(2, '0')}` },
  { half: `${year}-H2`, to: `${year}-12-31`, dueOn: `${year + 1}-01-${String(day).padStart(2, '0')}` }
]

/** A half-year in words: 2026年上半年. */
export const halfWords = (half: string): string => `${half.slice(0, 4)}年${half.endsWith('1') ? '上' : '下'}半年`

/** AST-19: once per half, after it has ended. */
export const AST_19 = defineRule<
  { readonly ended: boolean; readonly before: string | undefined; readonly content: string; readonly leader: boolean },
  { day: { label: string; unit: string; fallback: number } }
>({
  id: 'AST-19',
  act: 'CLOCK',
  title: '财务审计装备股每半年向分管领导报告装备运行情况',
  sources: [source('DK-06', '第三条第6项')],
  parameters: { day: { label: '半年后次月几日前报告', unit: '日', fallback: 10 } },
  check: ({ ended, before, content, leader }) => [
    ...(ended ? [] : [{ message: '这个半年还没有结束，不能报告', act: 'BLOCK' as const, field: 'half' }]),
    ...(before ? [{ message: `这个半年已报告（${before}），每半年一次`, act: 'BLOCK' as const, field: 'half' }] : []),
    ...(content.trim() === ''
      ? [{ message: '请写明装备运行情况', missing: ['运行情况'], act: 'NEED' as const, field: 'content' }]
      : []),
    ...(leader ? [] : [{ message: '报告对象应是当日任职的分管领导', act: 'BLOCK' as const, field: 'leaderId' }])
  ]
})
