import { formatQuantity } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type RuleBook } from '../../../kernel/rules/rule'

/** One line of a delivery beside what was ordered; quantities in thousandths. */
export interface DeliveredLine {
  readonly itemName: string
  readonly ordered: number
  /** Delivered by earlier deliveries, goods sent back for exchange or refund not counted. */
  readonly deliveredBefore: number
  readonly delivered: number
  readonly accepted: number
  readonly rejected: number
  readonly rejectReason: string | undefined
}

type AcceptanceFacts =
  | {
      readonly stage: 'accept'
      readonly lines: readonly DeliveredLine[]
      readonly accepterIsBuyer: boolean
      readonly keeperAppointed: boolean
    }
  | { readonly stage: 'close'; readonly openReturns: readonly string[]; readonly undelivered: readonly string[] }

/**
 * SUP-07: goods are accepted line by line against the delivery note; never more than delivered, never more delivered
 * than ordered.
 */
export const SUP_07 = defineRule<AcceptanceFacts, { returnDays: { label: string; unit: string; fallback: number } }>({
  id: 'SUP-07',
  act: 'BLOCK',
  title: '对照送货单逐项验收型号、品种、数量、质量，合格的方可入库，不合格的退换',
  sources: [source('DK-03', '第四条第（3）项'), source('DK-03', '第五条第（3）项')],
  // The regulation sets no period; a reminder keeps rejected goods from being forgotten.
  parameters: { returnDays: { label: '退换货提醒', unit: '日', fallback: 7 } },
  check: (facts) => {
    if (facts.stage === 'close')
      return [
        ...(facts.openReturns.length > 0
          ? [
              {
                message: `还有退换货未办结（${facts.openReturns.join('、')}）`,
                missing: facts.openReturns.map((each) => `${each}办结`),
                act: 'NEED' as const
              }
            ]
          : []),
        ...(facts.undelivered.length > 0
          ? [{ message: `${facts.undelivered.join('、')}未到齐，不再等货的说明理由`, act: 'WARN' as const }]
          : [])
      ]
    return [
      ...facts.lines.flatMap((line, index) => lineObjections(line, `lines.${index}`)),
      ...(facts.accepterIsBuyer
        ? [{ message: '采购员不宜验收自己采购的物品，请另行安排验收人；确需本人验收的说明理由', act: 'WARN' as const }]
        : []),
      ...(facts.keeperAppointed
        ? []
        : [{ message: '验收合格的物品须交用品保管员，所选人员今天没有任用品保管员', field: 'keeperId' }])
    ]
  }
})

function lineObjections(line: DeliveredLine, path: string) {
  const { itemName, ordered, deliveredBefore, delivered, accepted, rejected, rejectReason } = line
  const room = ordered - deliveredBefore
  return [
    ...(delivered > room
      ? [
          {
            message: `“${itemName}”还应到${formatQuantity(Math.max(room, 0))}，实到${formatQuantity(delivered)}，超出订购数量`,
            field: `${path}.deliveredQuantity`
          }
        ]
      : []),
    ...(accepted > delivered
      ? [
          {
            message: `“${itemName}”合格${formatQuantity(accepted)}，多于实到${formatQuantity(delivered)}`,
            field: `${path}.acceptedQuantity`
          }
        ]
      : accepted + rejected !== delivered
        ? [
            {
              message: `“${itemName}”合格与不合格之和应等于实到${formatQuantity(delivered)}`,
              field: `${path}.acceptedQuantity`
            }
          ]
        : []),
    ...(rejected > 0 && !rejectReason?.trim()
      ? [
          {
            message: `“${itemName}”有不合格品，请写明原因`,
            missing: ['不合格原因'],
            field: `${path}.rejectReason`,
            act: 'NEED' as const
          }
        ]
      : [])
  ]
}

/** SUP-10: goods are stocked on the day they are accepted; until counted they wait in a marked holding area. */
export const SUP_10 = defineRule<never>({
  id: 'SUP-10',
  act: 'CLOCK',
  title: '当天收取的物品当天入库，来不及的放入待入库区，统一点数后入库',
  sources: [source('DK-04', '第一章第六条第5项')]
})

/** The clock of SUP-10: goods accepted on a day are due in stock by its end. */
export function stockingDue(acceptedOn: LocalDate): Deadline {
  return calendarDaysFrom(acceptedOn, 0)
}

/** The clock of SUP-07 on rejected goods: so many days from the day they were rejected. */
export function returnDue(openedOn: LocalDate, book: RuleBook): Deadline {
  return calendarDaysFrom(openedOn, SUP_07.values(book).returnDays)
}
