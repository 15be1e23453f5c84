import {
  categories,
  type AssetCategory,
  type ClassScheme,
  type StandardKind,
  standardKinds
} from '../../../contract/assets'
import { formatDate, formatMoney } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

type YuanParameter = { label: string; unit: string; fallback: number; profiles: { 'baicheng-office': number } }

interface CardFacts {
  readonly of: 'card'
  readonly name: string
  readonly unitPriceCents: number
  readonly lifeMonths: number | null
  readonly largeBatch: boolean
}

interface LowValueFacts {
  readonly of: 'lowValue'
  readonly name: string
  readonly unitPriceCents: number
  readonly quantity: number
  /** Enforcement equipment is kept by number however many there are. */
  readonly equipment: boolean
}

/**
 * AST-01: from the threshold on and over a year it is a fixed asset, exactly at the threshold too, and so are many like
 * things that are together worth it; what is below is kept in the low-value register. Cents.
 */
export const AST_01 = defineRule<
  CardFacts | LowValueFacts,
  { threshold: YuanParameter; batchSize: { label: string; unit: string; fallback: number } }
>({
  id: 'AST-01',
  act: 'WARN',
  title: '单位价值达到标准、使用一年以上的才是固定资产；达不到的登记低值易耗品，大批量同类物资除外',
  sources: [source('DK-07', '第三十四条'), source('BZ-10', '第一条')],
  parameters: {
    threshold: { label: '固定资产单位价值标准', unit: '元', fallback: 1_000, profiles: { 'baicheng-office': 500 } },
    batchSize: { label: '大批量同类物资起点', unit: '件', fallback: 10 }
  },
  check: (facts, values) => {
    const { name, unitPriceCents } = facts
    const fromCents = values.threshold * 100
    if (facts.of === 'lowValue') {
      if (unitPriceCents >= fromCents)
        return {
          message: `“${name}”单价${formatMoney(unitPriceCents)}元，达到${values.threshold}元，使用一年以上的应建固定资产卡片`,
          field: 'priceCents'
        }
      return (
        !facts.equipment &&
        isLargeBatch(values, facts) && {
          message: `“${name}”${facts.quantity}件，属大批量同类物资，可按固定资产建卡；作低值易耗品请写明原因`,
          field: 'quantity'
        }
      )
    }
    const { lifeMonths, largeBatch } = facts
    return [
      ...(unitPriceCents < fromCents && !largeBatch
        ? [
            {
              message: `“${name}”单价${formatMoney(unitPriceCents)}元，不到${values.threshold}元，应登记低值易耗品`,
              field: 'unitPriceCents'
            }
          ]
        : []),
      ...(lifeMonths !== null && lifeMonths <= 12
        ? [{ message: `“${name}”使用年限不超过一年，不是固定资产`, field: 'lifeYears' }]
        : [])
    ]
  }
})

/** Whether so many like things below the threshold are a large batch: enough of them, and together worth it. */
export const isLargeBatch = (
  values: { readonly threshold: number; readonly batchSize: number },
  { quantity, unitPriceCents }: Pick<LowValueFacts, 'quantity' | 'unitPriceCents'>
): boolean =>
  unitPriceCents < values.threshold * 100 &&
  quantity >= values.batchSize &&
  quantity * unitPriceCents >= values.threshold * 100

/** AST-02: every thing is in one of the regulation's classes, tied to a code whose edition is named. */
export const AST_02 = defineRule<{
  readonly category: AssetCategory
  readonly code: string | null
  readonly scheme: ClassScheme
  /** What the code is in the edition named; absent where that edition does not have it. */
  readonly known: { readonly name: string; readonly category: AssetCategory } | undefined
  /** Of an old code: its heir, and what its digits mean today. */
  readonly old:
    { readonly name: string; readonly heir: string | undefined; readonly digitsNowMean: string | undefined } | undefined
}>({
  id: 'AST-02',
  act: 'LOG',
  title: '资产分五类，对应国家分类代码；旧代码不按数字直接读',
  sources: [source('DK-07', '第三十四条')],
  check: ({ category, code, scheme, known, old }) => {
    if (code === null)
      return scheme === 'none'
        ? undefined
        : { message: '请选择资产分类代码', missing: ['分类代码'], act: 'NEED', field: 'classCode' }
    if (scheme === 'none')
      return { message: '填了分类代码，请注明是哪一版代码', missing: ['代码版本'], act: 'NEED', field: 'classScheme' }
    if (scheme === '2013') {
      const heir = old?.heir ? `，新代码为${old.heir}` : '，没有一一对应的新代码，请按用途选'
      const now = old?.digitsNowMean ? `，同样数字在新代码中是“${old.digitsNowMean}”` : ''
      return { message: `${code}是旧代码${old ? `（${old.name}）` : ''}${heir}${now}`, act: 'WARN', field: 'classCode' }
    }
    if (!known)
      return { message: `分类代码${code}不在国家分类代码表中，请按名称或拼音重新选`, act: 'BLOCK', field: 'classCode' }
    return known.category === category
      ? undefined
      : {
          message: `${code}（${known.name}）属于${categories[known.category]}，不是${categories[category]}`,
          act: 'BLOCK',
          field: 'category'
        }
  }
})

interface AcquisitionFacts {
  readonly of: 'request'
  readonly budget: string
  readonly amountCents: number
  readonly largeFromCents: number
  readonly disciplineToldOn: string | null
  readonly today: LocalDate
}

interface BoughtFacts {
  readonly of: 'bought'
  readonly state: string | undefined
  readonly approvedOn: LocalDate | null
  readonly boughtOn: LocalDate
  readonly acquiredOn: LocalDate
  readonly today: LocalDate
  readonly approvedCents: number
  readonly acceptedCents: number
}

/** AST-03: nothing is bought before its approval; one given later does not heal it. Cents. */
export const AST_03 = defineRule<
  AcquisitionFacts | BoughtFacts,
  { discipline: { label: string; unit: string; fallback: number; profiles: { 'baicheng-bureau': number } } }
>({
  id: 'AST-03',
  act: 'NEED',
  title: '购置和房屋维修先报预算、逐级审批，批准前不得采购，补批不能替代',
  sources: [
    source('DK-07', '第三十五条、第三十九条'),
    source('BZ-10', '第四条'),
    source('BC-35', '第三条、第四条'),
    source('BC-36')
  ],
  parameters: {
    discipline: {
      label: '大额购置事前通知纪检组（1为须通知）',
      unit: '',
      fallback: 0,
      profiles: { 'baicheng-bureau': 1 }
    }
  },
  check: (facts, { discipline }) => {
    if (facts.of === 'request') {
      const { budget, amountCents, largeFromCents, disciplineToldOn, today } = facts
      return [
        ...(budget.trim() === '' ? [{ message: '请写明预算来源和金额', missing: ['预算'], field: 'budget' }] : []),
        ...(discipline === 1 && amountCents >= largeFromCents && disciplineToldOn === null
          ? [{ message: '大额购置须事前通知纪检组', missing: ['通知纪检组的日期'], field: 'disciplineToldOn' }]
          : []),
        ...(disciplineToldOn !== null && disciplineToldOn > today
          ? [{ message: '通知纪检组的日期不能晚于今天', act: 'BLOCK' as const, field: 'disciplineToldOn' }]
          : [])
      ]
    }
    const { state, approvedOn, boughtOn, acquiredOn, today, approvedCents, acceptedCents } = facts
    if (state === undefined || approvedOn === null)
      return {
        message: '没有批准的购置申请，不能验收入账',
        missing: ['批准的购置审批表'],
        act: 'BLOCK',
        field: 'acquisitionId'
      }
    if (boughtOn < approvedOn)
      return {
        message: `${formatDate(boughtOn)}采购在先，${formatDate(approvedOn)}才批准；事后补批不能替代事前审批，请按违规情况报告处理`,
        act: 'BLOCK',
        field: 'boughtOn'
      }
    if (boughtOn > acquiredOn || boughtOn > today)
      return {
        message: `采购日期${formatDate(boughtOn)}不能晚于取得日期${formatDate(acquiredOn)}和今天，先采购后取得`,
        act: 'BLOCK',
        field: 'boughtOn'
      }
    return (
      acceptedCents > approvedCents && {
        message: `验收金额${formatMoney(acceptedCents)}元超过批准的${formatMoney(approvedCents)}元`,
        missing: ['超出部分的购置审批'],
        field: 'lines'
      }
    )
  }
})

/** What a room has and may have of one kind. */
export interface RoomStandard {
  readonly kind: StandardKind
  readonly wanted: number
  readonly held: number
  /** People who work in the room that day. */
  readonly people: number
  /** Why it prints much; null where it does not. */
  readonly heavyPrinting: string | null
}

/**
 * How many of a kind a room may have: one PC a person, one printer a room and one more above four people or for heavy
 * printing.
 */
export function allowedIn(
  { kind, people, heavyPrinting }: Pick<RoomStandard, 'kind' | 'people' | 'heavyPrinting'>,
  above: number
): number {
  if (kind === 'computer') return people
  if (kind === 'printer') return people > above || heavyPrinting ? 2 : 1
  return kind === 'none' ? Number.POSITIVE_INFINITY : 0
}

/**
 * AST-04: a ceiling per room; above it the request says why and needs the office, for copiers and fax the leader in
 * charge.
 */
export const AST_04 = defineRule<
  | { readonly of: 'request'; readonly room: string; readonly kinds: readonly RoomStandard[] }
  | {
      readonly of: 'acceptance'
      readonly over: string | null
      readonly byOffice: boolean
      readonly byLeader: boolean
      readonly leaders: boolean
    },
  { printerPeople: { label: string; unit: string; fallback: number } }
>({
  id: 'AST-04',
  act: 'WARN',
  title: '每人一台微机、每个办公室一台打印机，超过四人或打印任务很重的可增配一台；复印机、传真机由分管领导审批',
  sources: [source('BC-31', '第四条')],
  parameters: { printerPeople: { label: '可增配打印机的人数（超过）', unit: '人', fallback: 4 } },
  check: (facts, { printerPeople }) => {
    if (facts.of === 'acceptance') {
      const { over, byOffice, byLeader, leaders } = facts
      if (over === null) return
      const missing = [...(byOffice ? [] : ['办公室批准增配的意见']), ...(leaders && !byLeader ? ['分管领导意见'] : [])]
      return missing.length > 0 && { message: `超标准配备：${over}，须有增配批准`, missing, act: 'NEED' }
    }
    return facts.kinds.flatMap((each): Objection[] => {
      const allowed = allowedIn(each, printerPeople)
      if (each.wanted + each.held <= allowed) return []
      const what = standardKinds[each.kind]
      const rule = allowed === 0 ? `${what}须由分管领导审批` : `标准${allowed}台`
      return [
        {
          message: `${facts.room}有${each.people}人，现有${what}${each.held}台，再加${each.wanted}台，超过配备标准（${rule}）`,
          field: 'lines'
        }
      ]
    })
  }
})
