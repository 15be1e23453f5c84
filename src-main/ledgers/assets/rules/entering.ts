import { formatDate, formatMoney } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { isSame } from '../../../kernel/sameness'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** Accepted things about to be put on cards or in the low-value register. Cents. */
interface EnteredFacts {
  readonly of: 'entry'
  readonly accepted: number
  /** How many of the line stand in the books already. */
  readonly before: number
  readonly asked: number
  readonly line: { readonly name: string; readonly unitPriceCents: number; readonly unitName: string }
  readonly done: { readonly name: string; readonly cents: number; readonly unitName: string }
}

/** AST-05: office and applicant accept together on approval, contract, sheet and invoice; only then a card. */
export const AST_05 = defineRule<
  | {
      readonly of: 'acceptance'
      readonly bought: boolean
      readonly officeSigned: boolean
      readonly applicantSigned: boolean
      /** Who signs for a side without being of it, in words. */
      readonly strangers?: readonly { readonly message: string; readonly field: string }[]
      readonly papers: readonly (readonly [paper: string, there: boolean])[]
      readonly lines: readonly { readonly name: string; readonly quantity: number; readonly serials: number }[]
    }
  | EnteredFacts
>({
  id: 'AST-05',
  act: 'NEED',
  title: '办公室和申请科室一同验收，审批表、合同、验收单、发票齐全后才能建卡',
  sources: [source('DK-07', '第三十五条'), source('BZ-10', '第五条')],
  check: (facts) => {
    if (facts.of === 'entry') return entered(facts)
    const { bought, officeSigned, applicantSigned, papers, lines, strangers = [] } = facts
    const missing = [
      ...(officeSigned ? [] : ['办公室验收人签字']),
      ...(applicantSigned ? [] : ['申请科室验收人签字']),
      ...papers.filter(([, there]) => !there).map(([paper]) => paper)
    ]
    return [
      ...strangers.map((each) => ({ ...each, act: 'BLOCK' as const })),
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

/** What goes into the books is what was accepted: so many, at that price, for that unit. */
function entered({ accepted, before, asked, line, done }: EnteredFacts): Objection[] {
  return [
    ...(before + asked > accepted
      ? [
          {
            message: `“${line.name}”验收${accepted}件，已入账${before}件，不能再入账${asked}件`,
            act: 'BLOCK' as const,
            field: 'quantity'
          }
        ]
      : []),
    ...(isSame(done.name, line.name)
      ? []
      : [
          {
            message: `验收的是“${line.name}”，卡片写的是“${done.name}”，请写明原因`,
            act: 'WARN' as const,
            field: 'name'
          }
        ]),
    ...(done.cents === line.unitPriceCents * asked
      ? []
      : [
          {
            message:
              `“${line.name}”验收单价${formatMoney(line.unitPriceCents)}元，${asked}件应为` +
              `${formatMoney(line.unitPriceCents * asked)}元，卡片原值${formatMoney(done.cents)}元，请核对或写明原因`,
            act: 'WARN' as const,
            field: 'originalCents'
          }
        ]),
    ...(done.unitName === line.unitName
      ? []
      : [
          {
            message: `验收单的使用部门是${line.unitName}，卡片写的是${done.unitName}，请核对或写明原因`,
            act: 'WARN' as const,
            field: 'unitId'
          }
        ])
  ]
}

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
