import { formatQuantity } from '../../../contract/display'
import { addDays } from '../../../kernel/localDate'
import { monthsFrom } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'
import type { IntervalRule } from '../entities/catalogue'

/**
 * SUP-11: only what the chain has approved is issued; special goods with the leader in charge before the office
 * director.
 */
export const SUP_11 = defineRule<{
  readonly number: string
  readonly approved: boolean
  readonly special: boolean
  /** A leader in charge decided before the office director. */
  readonly leaderDecided: boolean
}>({
  id: 'SUP-11',
  act: 'NEED',
  title: '一般用品经科室负责人、办公室主任审签后发放；特殊用品先经分管领导签批',
  sources: [source('BC-31', '第五条')],
  check: ({ number, approved, special, leaderDecided }) => [
    ...(approved
      ? []
      : [{ message: `领用申请${number}还没有审批完，不能发放`, missing: ['办公室主任审签'], act: 'BLOCK' as const }]),
    ...(approved && special && !leaderDecided
      ? [{ message: `领用申请${number}含特殊用品，须分管领导签批后才能发放`, missing: ['分管领导意见'] }]
      : [])
  ]
})

/**
 * SUP-12: a unit's goods are drawn by its designated claimant, once each time (一次一领); name, spec, quantity, date and
 * use are on record.
 */
export const SUP_12 = defineRule<
  | {
      readonly stage: 'issue'
      readonly unitName: string
      readonly claimantName: string
      readonly designated: boolean
      readonly purpose: string
    }
  | { readonly stage: 'request'; readonly userName: string; readonly lines: readonly AskedLine[] },
  Record<'atOnce' | 'pensAtOnce', { label: string; unit: string; fallback: number }>
>({
  id: 'SUP-12',
  act: 'WARN',
  title: '部门用品由部门指定的人员领取，写明品名、数量、日期和用途',
  sources: [
    source('DK-04', '第一章第五条第2.2项'),
    source('DK-03', '第六条第（1）项、第（2）项'),
    source('BC-31', '第五条')
  ],
  parameters: {
    atOnce: { label: '毛巾、香皂等每人一次领用', unit: '件', fallback: 1 },
    pensAtOnce: { label: '笔每人一次领用', unit: '支', fallback: 2 }
  },
  check: (facts, limits) => (facts.stage === 'request' ? asked(facts, limits) : drawn(facts))
})

/** A line of a request as 一次一领 looks at it. */
interface AskedLine {
  readonly itemName: string
  readonly measure: string
  /** Thousandths. */
  readonly quantity: number
  readonly interval: IntervalRule
  /** Number of the request by which the same was asked for today. */
  readonly askedToday: string | undefined
  readonly field: string
}

/** 一次一领: neither more than one person needs at once, nor the same again on a day. */
function asked(
  { userName, lines }: { readonly userName: string; readonly lines: readonly AskedLine[] },
  { atOnce, pensAtOnce }: { readonly atOnce: number; readonly pensAtOnce: number }
): readonly Objection[] {
  return lines.flatMap(({ itemName, measure, quantity, interval, askedToday, field }) => {
    const most = interval === 'none' ? undefined : interval === 'pen' ? pensAtOnce : atOnce
    return [
      ...(most !== undefined && quantity > most * 1000
        ? [
            {
              message: `${itemName}一次申请${formatQuantity(quantity)}${measure}，超过一人一次所需的${most}${measure}`,
              ask: '用品一次一领，确需多领的请写明理由',
              field
            }
          ]
        : []),
      ...(askedToday === undefined
        ? []
        : [
            {
              message: `${userName}今天已申请领用${itemName}（${askedToday}），用品不得重复领取`,
              ask: '确需再领的请写明理由',
              field
            }
          ])
    ]
  })
}

function drawn({
  unitName,
  claimantName,
  designated,
  purpose
}: {
  readonly unitName: string
  readonly claimantName: string
  readonly designated: boolean
  readonly purpose: string
}): readonly Objection[] {
  return [
    ...(designated
      ? []
      : [
          {
            message: `${claimantName}不是${unitName}指定的领用人，请由指定领用人领取，或写明由其代领的理由`,
            field: 'signatures.claimant'
          }
        ]),
    ...(purpose.trim() === '' ? [{ message: '请写明用途', field: 'purpose', missing: ['用途'] }] : [])
  ]
}

/** SUP-13: how soon one person may draw the same again; within the pen period only refills. Days are local dates. */
export const SUP_13 = defineRule<
  {
    readonly itemName: string
    readonly userName: string
    readonly interval: IntervalRule
    /** Last issue of the item, of any pen for pens, to the person; undefined when there was none. */
    readonly lastIssuedOn: string | undefined
    readonly refillName: string | undefined
    readonly today: string
    /** The office director's reason, recorded on the request. */
    readonly override: string | undefined
    /** While the request is only handed in the director can still be asked, hence a warning. */
    readonly stage: 'request' | 'issue'
    readonly field: string
  },
  {
    intervalMonths: { label: string; unit: string; fallback: number }
    penMonths: { label: string; unit: string; fallback: number }
  }
>({
  id: 'SUP-13',
  act: 'BLOCK',
  title: '毛巾、香皂等须用满规定期限方可再领；笔类首次领用后规定期限内只领笔芯',
  sources: [source('DK-03', '第四章第（2）项'), source('BC-31', '第五条')],
  parameters: {
    intervalMonths: { label: '毛巾、香皂等领用间隔', unit: '个月', fallback: 3 },
    penMonths: { label: '笔类首次领用后只领笔芯的期限', unit: '个月', fallback: 3 }
  },
  check: (
    { itemName, userName, interval, lastIssuedOn, refillName, today, override, stage, field },
    { intervalMonths, penMonths }
  ) => {
    if (interval === 'none' || lastIssuedOn === undefined || override?.trim()) return undefined
    const act = stage === 'request' ? ('WARN' as const) : ('BLOCK' as const)
    const way =
      stage === 'request' ? '如确有需要请写明理由，并请办公室主任准予' : '如确有需要，请办公室主任在申请上写明理由准予'
    if (interval === 'pen')
      return (
        today <= monthsFrom(lastIssuedOn, penMonths).dueOn && {
          message: `${userName}${lastIssuedOn}已领过笔，${penMonths}个月内只能领笔芯${refillName ? `（${refillName}）` : ''}，不能再领${itemName}；${way}`,
          missing: ['办公室主任准予'],
          field,
          act
        }
      )
    // Within three months of the day is up to and including the day three months later.
    const { dueOn } = monthsFrom(lastIssuedOn, intervalMonths)
    const again = addDays(dueOn, 1)
    return (
      today <= dueOn && {
        message: `${userName}${lastIssuedOn}领过${itemName}，须用满${intervalMonths}个月，${again}起方可再领；${way}`,
        missing: ['办公室主任准予'],
        field,
        act
      }
    )
  }
})

/**
 * SUP-14: trade-in goods are issued against old ones, as many as are issued and the person has, which enter the scrap
 * register with what came back; the first issue to a person is exempt.
 */
export const SUP_14 = defineRule<{
  readonly itemName: string
  readonly userName: string
  readonly measure: string
  /** Calculators, basins and their stands, every special item. */
  readonly tradeIn: boolean
  /** Thousandths: what is issued, what the person has of the group, what came back with it. */
  readonly quantity: number
  readonly held: number
  readonly handedIn: number
  readonly field: string
}>({
  id: 'SUP-14',
  act: 'NEED',
  title: '计算器、脸盆、脸盆架及特殊用品以旧换新，首次领用除外',
  sources: [source('BC-31', '第五条')],
  check: ({ itemName, userName, measure, tradeIn, quantity, held, handedIn, field }) => {
    const due = tradeIn ? Math.min(quantity, held) : 0
    const came = handedIn > 0 ? `，交回${formatQuantity(handedIn)}${measure}` : ''
    return (
      handedIn < due && {
        message: `${itemName}实行以旧换新，${userName}以前领过，发放${formatQuantity(quantity)}${measure}应交回旧的${formatQuantity(due)}${measure}${came}`,
        missing: [`交回旧${itemName}${formatQuantity(due - handedIn)}${measure}`],
        field
      }
    )
  }
})

/** SUP-15: keeper and claimant count together and both sign; the keeper of the day keeps the key. */
export const SUP_15 = defineRule<{
  readonly claimantSigned: boolean
  readonly keeperSigned: boolean
  readonly keeperAppointed: boolean
}>({
  id: 'SUP-15',
  act: 'NEED',
  title: '领取人与保管员当面点清、双方签字；仓库钥匙由保管员掌管，他人由保管员陪同进入',
  sources: [source('DK-04', '第一章第五条第2.1项、第六条第1项')],
  check: ({ claimantSigned, keeperSigned, keeperAppointed }) => {
    const missing = [...(claimantSigned ? [] : ['领用人签字']), ...(keeperSigned ? [] : ['保管员签字'])]
    return [
      ...(missing.length > 0
        ? [{ message: '领用人和保管员当面点清后双方都要签字', missing, field: 'signatures' }]
        : []),
      ...(keeperSigned && !keeperAppointed
        ? [
            {
              message: '签字的发放人今天没有用品保管员的任职，请由保管员发放',
              missing: ['保管员签字'],
              field: 'signatures.keeper',
              act: 'BLOCK' as const
            }
          ]
        : [])
    ]
  }
})

/** SUP-16: never more than approved, never more than on hand. Thousandths. */
export const SUP_16 = defineRule<{
  readonly itemName: string
  readonly measure: string
  readonly asked: number
  /** Approved and not yet issued; undefined where no approval sets a limit. */
  readonly approved: number | undefined
  readonly onHand: number
  readonly field: string | undefined
}>({
  id: 'SUP-16',
  act: 'BLOCK',
  title: '发放不超过批准数量，不超过库存数量',
  sources: [source('PRACTICE')],
  check: ({ itemName, measure, asked, approved, onHand, field }) => {
    const at = field === undefined ? {} : { field }
    return [
      ...(approved !== undefined && asked > approved
        ? [
            {
              message: `${itemName}批准后还可领${formatQuantity(approved)}${measure}，不能发放${formatQuantity(asked)}${measure}`,
              ...at
            }
          ]
        : []),
      ...(asked > onHand
        ? [
            {
              message: `${itemName}库存只有${formatQuantity(onHand)}${measure}，不够出库${formatQuantity(asked)}${measure}`,
              ...at
            }
          ]
        : [])
    ]
  }
})

/** SUP-20: what goes to a unit is entered in the distribution ledger with the unit's signature. */
export const SUP_20 = defineRule<{ readonly unitName: string | undefined; readonly signed: boolean }>({
  id: 'SUP-20',
  act: 'LOG',
  title: '向各单位分发物资建立分发台账，由申报单位签字确认',
  sources: [source('DK-07', '第二十六条')],
  check: ({ unitName, signed }) => {
    const missing = [...(unitName ? [] : ['领用单位']), ...(signed ? [] : ['单位签收'])]
    return (
      missing.length > 0 && { message: '物资分发台账须记明领用单位并由其签收', missing, field: 'signatures.claimant' }
    )
  }
})
