import { formatDate, formatMoney, formatQuantity } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { monthsFrom, type Deadline } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** A line to be bought beside what is there and what a month uses; thousandths. */
export interface BoughtLine {
  readonly itemName: string
  readonly measure: string
  readonly quantity: number
  readonly onHand: number
  readonly monthlyUse: number
  readonly field: string
}

type BuyingFacts =
  | {
      readonly of: 'buying'
      readonly buyerName: string
      readonly buyerAppointed: boolean
      /** Suppliers that have quoted, each counted once; undefined where quotes are not looked at in this act. */
      readonly quotes: number | undefined
      readonly supplier: { readonly name: string; readonly designated: boolean } | undefined
    }
  | { readonly of: 'stock'; readonly lines: readonly BoughtLine[] }
  | {
      /**
       * DK-07 二十六: finance takes part, the county finance bureau has consented. What was agreed to by telephone may be
       * bought first and the formalities made up for (DK-03 五(2)): they are then asked for with a reason.
       */
      readonly of: 'joint'
      readonly urgent: boolean
      readonly finance: { readonly name: string; readonly appointed: boolean } | undefined
      readonly consented: boolean
    }

/**
 * SUP-05: the office's appointed buyer buys, together with finance and with the county finance's consent, from
 * designated suppliers, after comparing quotes, and no more than is used up in reasonable time.
 */
export const SUP_05 = defineRule<
  BuyingFacts,
  Record<'quotes' | 'coverMonths', { label: string; unit: string; fallback: number }>
>({
  id: 'SUP-05',
  act: 'WARN',
  title: '由办公室指定的采购员会同财务向定点供应商采购，货比三家，避免重复购买；各单位不得自行购买',
  sources: [source('DK-03', '第五条第（1）项'), source('DK-07', '第二十六条'), source('BC-31', '第三条')],
  parameters: {
    quotes: { label: '比价家数', unit: '家', fallback: 3 },
    coverMonths: { label: '库存加采购够用多少个月以上提示', unit: '个月', fallback: 6 }
  },
  check: (facts, limits) => {
    switch (facts.of) {
      case 'buying':
        return buying(facts, limits.quotes)
      case 'stock':
        return facts.lines.flatMap((line) => overbought(line, limits.coverMonths))
      case 'joint':
        return joint(facts)
    }
  }
})

/** More than the months of the parameter use up; goods never stocked nor used say nothing. */
function overbought(line: BoughtLine, months: number): readonly Objection[] {
  const { itemName, measure, quantity, onHand, monthlyUse, field } = line
  if (quantity === 0 || (onHand === 0 && monthlyUse === 0) || onHand + quantity <= monthlyUse * months) return []
  const use = monthlyUse === 0 ? '近来没有领用' : `月均领用${roughly(monthlyUse)}${measure}`
  return [
    {
      message: `${itemName}库存${formatQuantity(onHand)}${measure}，${use}，再购${formatQuantity(quantity)}${measure}，超过${months}个月的用量`,
      ask: '应避免重复购买造成积压；确需购买的请写明理由',
      field
    }
  ]
}

/** An average as people say it, to a tenth. Thousandths. */
function roughly(average: number): string {
  const shown = Math.round(average / 100) * 100
  if (shown === 0) return '不足0.1'
  return `${shown === average ? '' : '约'}${formatQuantity(shown)}`
}

function joint({ urgent, finance, consented }: Extract<BuyingFacts, { of: 'joint' }>): readonly Objection[] {
  return [
    ...(finance
      ? finance.appointed
        ? []
        : [
            {
              message: `${finance.name}今天没有财务岗位的任职，不能代表财务参与采购`,
              field: 'financeId',
              act: 'BLOCK' as const
            }
          ]
      : [
          urgent
            ? {
                message: '紧急采购没有财务人员参与',
                ask: '来不及请财务参与、事后补办手续的请写明理由',
                field: 'financeId'
              }
            : {
                message: '采购由办公室牵头、财务参与，请选参与采购的财务人员',
                missing: ['财务参与人'],
                field: 'financeId',
                act: 'NEED' as const
              }
        ]),
    ...(consented
      ? []
      : [
          {
            message: '没有登记县财政局同意采购的文号和日期',
            ask: '不属政府采购范围、不需申报的请写明理由',
            field: 'consentNumber'
          }
        ])
  ]
}

function buying(
  { buyerName, buyerAppointed, quotes, supplier }: Extract<BuyingFacts, { of: 'buying' }>,
  wanted: number
): readonly Objection[] {
  return [
    ...(!buyerAppointed
      ? [{ message: `${buyerName}不是办公室指定的采购员，各单位不得自行购买，请交采购员办理`, act: 'BLOCK' as const }]
      : []),
    ...(quotes !== undefined && quotes < wanted
      ? [
          {
            message: `只有${quotes}家定点供应商报价，应比价${wanted}家`,
            ask: '确实不足的说明理由',
            field: 'quotes'
          }
        ]
      : []),
    ...(supplier && !supplier.designated
      ? [{ message: `${supplier.name}今天不在定点供应商之列，向其采购须说明理由`, field: 'supplierId' }]
      : [])
  ]
}

/**
 * SUP-06: an emergency purchase rests on a telephone approval; until the leader confirms it, it is not reimbursed and
 * cannot be closed.
 */
export const SUP_06 = defineRule<
  | { readonly stage: 'submit'; readonly reason: string; readonly called: boolean }
  | {
      readonly stage: 'close'
      readonly unconfirmed: readonly { readonly leader: string; readonly dueOn: LocalDate }[]
      readonly today: LocalDate
    }
>({
  id: 'SUP-06',
  act: 'NEED',
  title: '紧急情况可电话请示后先行购买，事后按期补办手续，未补办的不予报销',
  sources: [source('DK-03', '第五条第（2）项')],
  check: (facts) => {
    if (facts.stage === 'submit') {
      const missing = [
        ...(facts.reason.trim() ? [] : ['紧急情况说明']),
        ...(facts.called ? [] : ['电话请示记录（批准领导、时间、接听人）'])
      ]
      return missing.length > 0 && { message: '紧急采购须先电话请示分管领导或主要领导，并写明紧急情况', missing }
    }
    return facts.unconfirmed.map(({ leader, dueOn }) => ({
      message:
        facts.today > dueOn
          ? `${leader}的电话请示应于${formatDate(dueOn)}前补办手续，已逾期，费用不予报销，不能办结`
          : `${leader}的电话请示尚未确认，补办手续后才能办结`,
      missing: [`${leader}的确认意见`]
    }))
  }
})

/** SUP-08: invoice and item list are attached and checked by finance before a purchase is closed. */
export const SUP_08 = defineRule<
  | {
      readonly stage: 'check'
      readonly checkerIsFinance: boolean
      readonly hasInvoice: boolean
      readonly hasItemList: boolean
      readonly invoiceCents: number
      readonly acceptedCents: number
    }
  | { readonly stage: 'close'; readonly hasInvoice: boolean; readonly hasItemList: boolean; readonly checked: boolean }
>({
  id: 'SUP-08',
  act: 'NEED',
  title: '供应商发票和物品清单须经财务审核核对后方可办结采购',
  sources: [source('BC-31', '第三条')],
  check: (facts) => {
    const missing = [
      ...(facts.hasInvoice ? [] : ['发票']),
      ...(facts.hasItemList ? [] : ['物品清单']),
      ...(facts.stage === 'close' && !facts.checked ? ['财务核对'] : [])
    ]
    return [
      ...(missing.length > 0 ? [{ message: '采购票据不齐，请补齐发票、物品清单并经财务核对', missing }] : []),
      ...(facts.stage === 'check' && !facts.checkerIsFinance
        ? [{ message: '采购票据由财务人员核对', missing: ['财务人员核对'] }]
        : []),
      ...(facts.stage === 'check' && facts.invoiceCents !== facts.acceptedCents
        ? [
            {
              message: `发票金额${formatMoney(facts.invoiceCents)}元与验收合格金额${formatMoney(facts.acceptedCents)}元不符，请核对；确认无误的说明理由`,
              field: 'amountCents',
              act: 'WARN' as const
            }
          ]
        : [])
    ]
  }
})

/** A buyer's time in the post: from when without a break, and who held it before. */
export interface BuyerTerm {
  readonly name: string
  readonly since: LocalDate
  /** The same person held the post in the term right before this one. */
  readonly reappointed: boolean
}

/** SUP-09: the buyer's term is six months, then somebody else's turn comes. */
export const SUP_09 = defineRule<
  BuyerTerm & { readonly today: LocalDate },
  { months: { label: string; unit: string; fallback: number } }
>({
  id: 'SUP-09',
  act: 'WARN',
  title: '采购员任期六个月，期满轮换他人',
  sources: [source('BC-31', '第三条')],
  parameters: { months: { label: '采购员任期', unit: '个月', fallback: 6 } },
  check: ({ name, since, reappointed, today }, { months }) => [
    ...(today > termEnds(since, months).dueOn
      ? [{ message: `采购员${name}自${formatDate(since)}任职，已满${months}个月，应轮换他人；继续办理的说明理由` }]
      : []),
    ...(reappointed ? [{ message: `采购员${name}上一任期也任采购员，继任者应为他人；继续办理的说明理由` }] : [])
  ]
})

/** The clock of SUP-09: the last day of a buyer's term. */
export function termEnds(since: LocalDate, months: number): Deadline {
  return monthsFrom(since, months)
}
