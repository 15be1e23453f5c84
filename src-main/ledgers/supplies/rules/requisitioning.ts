import { formatMoney, formatMonth, formatQuantity } from '../../../contract/display'
import { addMonths, endOfMonth, monthOf, type LocalDate, type LocalMonth } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection, type RuleBook } from '../../../kernel/rules/rule'

/** The last day on which a month's requisitions are taken. */
export function roundCloses(month: LocalMonth, dayOfMonth: number): LocalDate {
  return `${month}-${String(dayOfMonth).padStart(2, '0')}`
}

/** The last day on which a month's requisitions are taken up in one purchase: the month's own (SUP-03). */
export const consolidationDueOn = (month: LocalMonth): LocalDate => endOfMonth(`${month}-01`)

const monthAfter = (month: LocalMonth) => monthOf(addMonths(`${month}-01`, 1))

/** SUP-02: a month's requisitions come in by its 5th; later ones wait for the next month unless urgent. */
export const SUP_02 = defineRule<
  { readonly month: LocalMonth; readonly today: LocalDate },
  { day: { label: string; unit: string; fallback: number } }
>({
  id: 'SUP-02',
  act: 'WARN',
  title: '各部门每月5日前报送申购表，逾期的列入下月，急需的写明理由',
  sources: [source('BC-31', '第三条')],
  parameters: { day: { label: '每月截止日', unit: '日', fallback: 5 } },
  check: ({ month, today }, { day }) => {
    if (month < monthOf(today))
      return {
        message: `${formatMonth(month)}已经过去，请报${formatMonth(monthOf(today))}或以后月份`,
        field: 'month',
        act: 'BLOCK' as const
      }
    return (
      today > roundCloses(month, day) && {
        message: `${formatMonth(month)}的申购已于${day}日截止，请改报${formatMonth(monthAfter(month))}；急需的写明紧急理由`,
        field: 'month'
      }
    )
  }
})

/** The month whose round is open on a day under the bureau's closing day (SUP-02). */
export function openRound(today: LocalDate, book: RuleBook): LocalMonth {
  const month = monthOf(today)
  return today > roundCloses(month, SUP_02.values(book).day) ? monthAfter(month) : month
}

export interface ConsolidatedLine {
  readonly itemName: string
  /** Thousandths. */
  readonly requested: number
  readonly quantity: number
  readonly reason: string | undefined
}

type ConsolidationFacts =
  | {
      readonly stage: 'consolidate'
      readonly month: LocalMonth
      readonly approved: number
      /** Numbers of requisitions of the month whose approval still runs. */
      readonly undecided: readonly string[]
      readonly lines: readonly ConsolidatedLine[]
    }
  | { readonly stage: 'order'; readonly budgetCents: number; readonly dealCents: number }

/**
 * SUP-03: one purchase takes up every approved requisition of the month, item by item; less may be bought with a
 * reason, never more, and the price agreed stays within what was approved.
 */
export const SUP_03 = defineRule<ConsolidationFacts>({
  id: 'SUP-03',
  act: 'NEED',
  title: '申购表经分管领导审批后由办公室汇总，同品合并，对照库存和月均消耗，再报分管领导、主要领导审批',
  sources: [source('DK-03', '第四条第（1）项'), source('BC-31', '第三条')],
  check: (facts) => {
    if (facts.stage === 'order')
      return (
        facts.dealCents > facts.budgetCents && {
          message: `成交金额${formatMoney(facts.dealCents)}元超过批准的预算${formatMoney(facts.budgetCents)}元`,
          ask: '超出部分须说明理由',
          field: 'lines',
          act: 'WARN' as const
        }
      )
    const { month, approved, undecided, lines } = facts
    return [
      ...(approved === 0
        ? [
            {
              message: `${formatMonth(month)}没有已批准待汇总的申购表`,
              missing: ['已批准的申购表'],
              field: 'month',
              act: 'BLOCK' as const
            }
          ]
        : []),
      ...(undecided.length > 0
        ? [
            {
              message: `还有${undecided.length}份申购表未批（${undecided.join('、')}），现在汇总的须说明理由`,
              act: 'WARN' as const
            }
          ]
        : []),
      ...lines.flatMap(lineObjections)
    ]
  }
})

function lineObjections(
  { itemName, requested, quantity, reason }: ConsolidatedLine,
  index: number
): readonly Objection[] {
  if (quantity > requested)
    return [
      {
        message: `“${itemName}”采购${formatQuantity(quantity)}，超过各科室申购合计${formatQuantity(requested)}`,
        field: `lines.${index}.quantity`,
        act: 'BLOCK'
      }
    ]
  if (quantity === requested || reason?.trim()) return []
  return [
    {
      message: `“${itemName}”由${formatQuantity(requested)}核减为${formatQuantity(quantity)}，请写明理由`,
      missing: ['核减理由'],
      field: `lines.${index}.adjustReason`
    }
  ]
}

/**
 * SUP-04: a subordinate unit's purchase from 500 yuan on rests on a signed application filed with the office. Exactly
 * the limit counts as above.
 */
export const SUP_04 = defineRule<
  | {
      readonly stage: 'request'
      readonly budgetCents: number
      readonly applicationFiled: boolean
      /** What the unit asked for in the days before. */
      readonly earlier: readonly { readonly number: string; readonly cents: number }[]
    }
  | {
      /** A later act that changes the sum: order, acceptance, invoice. */
      readonly stage: 'sum'
      readonly act: string
      readonly ofUnit: boolean
      readonly approvedCents: number
      readonly cents: number
    },
  {
    limit: { label: string; unit: string; fallback: number }
    overPercent: { label: string; unit: string; fallback: number }
    splitDays: { label: string; unit: string; fallback: number }
  }
>({
  id: 'SUP-04',
  act: 'NEED',
  title: '局属单位采购达到限额的，须有分管领导、主要领导签字的申请表并交办公室存档',
  sources: [source('DK-03', '第四条第（4）项')],
  parameters: {
    limit: { label: '须报申请的起点', unit: '元', fallback: 500 },
    overPercent: { label: '超过批准金额须补报的比例', unit: '%', fallback: 5 },
    splitDays: { label: '同一单位拆分采购的查看天数', unit: '日', fallback: 7 }
  },
  check: (facts, { limit, overPercent, splitDays }) => {
    if (facts.stage === 'sum') {
      const { act, ofUnit, approvedCents, cents } = facts
      const said = `${act}金额${formatMoney(cents)}元，批准金额${formatMoney(approvedCents)}元`
      const way = '请取消本单，按实际金额重新申请'
      if (cents * 100 > approvedCents * (100 + overPercent))
        return { message: `${said}，超出${overPercent}%以上，须补报审批；${way}`, act: 'BLOCK' }
      return (
        ofUnit &&
        !isLargeUnitPurchase(approvedCents, limit) &&
        isLargeUnitPurchase(cents, limit) && {
          message: `${said}，达到${limit}元，须分管领导、主要领导审批；${way}`,
          act: 'BLOCK'
        }
      )
    }
    const before = facts.earlier.reduce((sum, { cents }) => sum + cents, 0)
    const split =
      before > 0 &&
      !isLargeUnitPurchase(facts.budgetCents, limit) &&
      isLargeUnitPurchase(before + facts.budgetCents, limit)
        ? [
            {
              message: `本单位${splitDays}日内已有${facts.earlier.map(({ number }) => number).join('、')}，合计${formatMoney(before + facts.budgetCents)}元，达到${limit}元`,
              ask: '分开采购的请写明理由，拆分规避审批的请合并申请',
              act: 'WARN' as const
            }
          ]
        : []
    const unfiled = isLargeUnitPurchase(facts.budgetCents, limit) &&
      !facts.applicationFiled && {
        message: `采购金额达到${limit}元，须附分管领导、主要领导签字的采购申请表`,
        missing: ['签字的采购申请表'],
        field: 'applicationAttachmentId'
      }
    return [...split, ...(unfiled ? [unfiled] : [])]
  }
})

/** Whether a unit's purchase goes through the long chain: from the limit (yuan) on. */
export function isLargeUnitPurchase(budgetCents: number, limitYuan: number): boolean {
  return budgetCents >= limitYuan * 100
}
