import {
  categories,
  type AssetCategory,
  type ClassScheme,
  type StandardKind,
  standardKinds
} from '../../../contract/assets'
import { formatDate, formatMoney } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { isSame } from '../../../kernel/sameness'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

type YuanParameter = { label: string; unit: string; fallback: number; profiles: { 'baicheng-office': number } }

/** AST-01: from the threshold on and over a year it is a fixed asset; exactly at the threshold too. Cents. */
export const AST_01 = defineRule<
  {
    readonly name: string
    readonly unitPriceCents: number
    readonly lifeMonths: number | null
    readonly largeBatch: boolean
  },
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
  check: ({ name, unitPriceCents, lifeMonths, largeBatch }, { threshold }) => [
    ...(unitPriceCents < threshold * 100 && !largeBatch
      ? [
          {
            message: `“${name}”单价${formatMoney(unitPriceCents)}元，不到${threshold}元，应登记低值易耗品`,
            field: 'unitPriceCents'
          }
        ]
      : []),
    ...(lifeMonths !== null && lifeMonths <= 12
      ? [{ message: `“${name}”使用年限不超过一年，不是固定资产`, field: 'lifeYears' }]
      : [])
  ]
})

/**
 * Whether so many like things below the threshold are together a large batch: enough of them, and together worth the
 * threshold (AST-01).
 */
export const isLargeBatch = (
  values: { readonly threshold: number; readonly batchSize: number },
  { quantity, unitPriceCents }: { readonly quantity: number; readonly unitPriceCents: number }
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
    const { state, approvedOn, boughtOn, approvedCents, acceptedCents } = facts
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

/** AST-05: office and applicant accept together on approval, contract, sheet and invoice; only then a card. */
export const AST_05 = defineRule<
  | {
      readonly of: 'acceptance'
      readonly bought: boolean
      readonly officeSigned: boolean
      readonly applicantSigned: boolean
      readonly papers: readonly (readonly [paper: string, there: boolean])[]
      readonly lines: readonly { readonly name: string; readonly quantity: number; readonly serials: number }[]
    }
  | {
      readonly of: 'card'
      readonly accepted: number
      readonly entered: number
      readonly asked: number
      readonly name: string
    }
>({
  id: 'AST-05',
  act: 'NEED',
  title: '办公室和申请科室一同验收，审批表、合同、验收单、发票齐全后才能建卡',
  sources: [source('DK-07', '第三十五条'), source('BZ-10', '第五条')],
  check: (facts) => {
    if (facts.of === 'card') {
      const { accepted, entered, asked, name } = facts
      return (
        entered + asked > accepted && {
          message: `“${name}”验收${accepted}件，已建卡${entered}件，不能再建${asked}件`,
          act: 'BLOCK',
          field: 'quantity'
        }
      )
    }
    const { bought, officeSigned, applicantSigned, papers, lines } = facts
    const missing = [
      ...(officeSigned ? [] : ['办公室验收人签字']),
      ...(applicantSigned ? [] : ['申请科室验收人签字']),
      ...papers.filter(([, there]) => !there).map(([paper]) => paper)
    ]
    return [
      ...(missing.length > 0
        ? [{ message: bought ? '验收须由办公室和申请科室共同签字，手续齐全' : '入账须有依据并由两方签字', missing }]
        : []),
      ...lines
        .filter(({ quantity, serials }) => serials > 0 && serials !== quantity)
        .map(({ name, quantity, serials }) => ({
          message: `“${name}”${quantity}件，只登记了${serials}个序列号`,
          missing: ['每件的序列号'],
          field: 'lines'
        }))
    ]
  }
})

/** AST-06: one card a thing, with a user and a keeper; numbers and serials are one each. */
export const AST_06 = defineRule<
  {
    readonly name: string
    readonly user: string | null
    readonly keeper: string | null
    readonly numberTakenBy: string | undefined
    readonly serialTakenBy: string | undefined
    readonly videoConference: boolean
    readonly unitName: string
  },
  { codePattern: { label: string; fallback: string }; labelCopies: { label: string; unit: string; fallback: number } }
>({
  id: 'AST-06',
  act: 'NEED',
  title: '一物一卡（一式两联），一单位一册、一人一卡，使用人和保管人明确到人',
  sources: [
    source('DK-07', '第三十六条'),
    source('BZ-10', '第三条'),
    source('BC-31', '第六条'),
    source('STATE-ASSETS', '第十五条')
  ],
  parameters: {
    codePattern: { label: '资产编号规则（{年}{类}可选，{序5}为5位流水）', fallback: 'GD{序5}' },
    labelCopies: { label: '管理卡联数', unit: '联', fallback: 2 }
  },
  check: ({ name, user, keeper, numberTakenBy, serialTakenBy, videoConference, unitName }) => [
    ...(user === null || keeper === null
      ? [
          {
            message: `“${name}”须有使用人和保管人`,
            missing: [...(user ? [] : ['使用人']), ...(keeper ? [] : ['保管人'])],
            field: 'userId'
          }
        ]
      : []),
    ...(numberTakenBy
      ? [{ message: `资产编号已用于“${numberTakenBy}”，一个编号只能有一张卡`, act: 'BLOCK' as const, field: 'number' }]
      : []),
    ...(serialTakenBy
      ? [{ message: `序列号已登记在“${serialTakenBy}”名下，请核对实物`, act: 'BLOCK' as const, field: 'serial' }]
      : []),
    ...(videoConference && !unitName.includes('指挥中心')
      ? [{ message: '视频会议设备由指挥中心管理', act: 'WARN' as const, field: 'unitId' }]
      : [])
  ]
})

/** AST-07: the label is printed, attached, and confirmed by scanning it where it hangs. */
export const AST_07 = defineRule<
  { readonly number: string; readonly scanned: string; readonly gone: boolean },
  { days: { label: string; unit: string; fallback: number } }
>({
  id: 'AST-07',
  act: 'CLOCK',
  title: '统一标识：打印二维码标签，贴好后扫码确认',
  sources: [source('BZ-10', '第八条')],
  parameters: { days: { label: '入账后贴标签期限', unit: '工作日', fallback: 5 } },
  check: ({ number, scanned, gone }) => [
    ...(isSame(scanned, number)
      ? []
      : [{ message: `扫到的是${scanned}，不是这件资产的标签（${number}）`, act: 'BLOCK' as const, field: 'scanned' }]),
    ...(gone ? [{ message: '资产已下账，不再贴标签', act: 'BLOCK' as const }] : [])
  ]
})

/** AST-17: whatever comes, in whatever way, is entered within so many working days; never before it came. */
export const AST_17 = defineRule<
  {
    readonly acquiredOn: LocalDate
    readonly enteredOn: LocalDate
    readonly dueOn: LocalDate | null
    readonly today: LocalDate
  },
  { days: { label: string; unit: string; fallback: number } }
>({
  id: 'AST-17',
  act: 'CLOCK',
  title: '各种方式取得的资产都要及时登记入账',
  sources: [source('DK-06', '第三条第9项')],
  parameters: { days: { label: '取得后入账期限', unit: '工作日', fallback: 5 } },
  check: ({ acquiredOn, enteredOn, dueOn, today }) => [
    ...(enteredOn < acquiredOn
      ? [
          {
            message: `入账日期${formatDate(enteredOn)}早于取得日期${formatDate(acquiredOn)}`,
            act: 'BLOCK' as const,
            field: 'enteredOn'
          }
        ]
      : []),
    ...(enteredOn > today || acquiredOn > today
      ? [{ message: '取得日期和入账日期不能晚于今天', act: 'BLOCK' as const, field: 'enteredOn' }]
      : []),
    ...(dueOn !== null && today > dueOn && acquiredOn <= today
      ? [{ message: `应在${formatDate(dueOn)}前入账，已超期`, act: 'WARN' as const, field: 'enteredOn' }]
      : [])
  ]
})
