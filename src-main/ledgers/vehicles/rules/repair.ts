import { formatInstant, formatMoney } from '../../../contract/display'
import { isMinuteBefore } from '../../../kernel/instant'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection, type RuleBook } from '../../../kernel/rules/rule'
import { addDays } from '../../../kernel/localDate'
import { workingDaysFrom, type Deadline } from '../../../kernel/periods'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'

type SheetFacts =
  | {
      readonly stage: 'request'
      readonly garage: string | undefined
      readonly designated: boolean
      readonly breakdown: boolean
      readonly items: number
      readonly driver: boolean
    }
  | {
      readonly stage: 'handOver'
      readonly approved: boolean
      readonly driverSigned: boolean
      readonly officeSigned: boolean
      /** Another sheet the car is at a garage by. */
      readonly elsewhere: string | undefined
      readonly at: string
      /** When the last leader agreed; absent while one has not. */
      readonly consentedAt: string | undefined
    }
  | { readonly stage: 'supplement'; readonly open: boolean }
  | { readonly stage: 'close'; readonly borneCents: number; readonly collected: boolean }

/**
 * VEH-11: asked for and approved first, at a designated garage, handed over by two; what is found on the way is
 * approved before it is done.
 */
export const VEH_11 = defineRule<SheetFacts>({
  id: 'VEH-11',
  act: 'NEED',
  title: '维修保养先申请经批准后到定点厂家进行，驾驶员与车管办共同送修；增加项目先报批；违规费用由驾驶员自负',
  sources: [source('DK-02', '第二条第4项、第5项、第7项'), source('DK-07', '第三十一条'), source('BC-35', '第一条')],
  check: (facts) => {
    if (facts.stage === 'request')
      return [
        ...(facts.driver ? [] : [{ message: '维修保养由该车驾驶员申请', act: 'BLOCK' as const }]),
        ...(facts.items > 0 ? [] : [{ message: '请写明维修保养项目', missing: ['维修保养项目'], field: 'items' }]),
        ...(facts.breakdown || facts.designated
          ? []
          : [
              {
                message: `${facts.garage ?? '所选厂家'}不是定点修理厂，不得擅自选择厂家`,
                act: 'BLOCK' as const,
                field: 'garageId'
              }
            ])
      ]
    if (facts.stage === 'handOver')
      return [
        ...(facts.approved ? [] : [{ message: '审批单还没有全部批准，不能送修', missing: ['全部领导的批准'] }]),
        ...(facts.consentedAt !== undefined && isMinuteBefore(facts.at, facts.consentedAt)
          ? [
              {
                message: `${formatInstant(facts.consentedAt)}才全部批准，不能登记为此前送修；先申请经批准后维修`,
                act: 'BLOCK' as const,
                field: 'at'
              }
            ]
          : []),
        ...(facts.elsewhere === undefined
          ? []
          : [
              {
                message: `车辆已凭${facts.elsewhere}送修，验收后才能再送修；要一并修理的办理增项`,
                act: 'BLOCK' as const
              }
            ]),
        ...(facts.driverSigned && facts.officeSigned
          ? []
          : [
              {
                message: '车辆由驾驶员与车管办工作人员一起送修，共同确认项目',
                missing: [...(facts.driverSigned ? [] : ['驾驶员签字']), ...(facts.officeSigned ? [] : ['车管办签字'])],
                field: 'signatures'
              }
            ])
      ]
    if (facts.stage === 'supplement')
      return !facts.open && { message: '车辆不在修理中，不能增加项目；另行填写审批单', act: 'BLOCK' }
    return (
      facts.borneCents > 0 &&
      !facts.collected && {
        message: `驾驶员自负的${formatMoney(facts.borneCents)}元还没有收回`,
        missing: ['驾驶员自负费用的收款']
      }
    )
  }
})

type Whole = { label: string; unit: string; fallback: number }
type BreakdownFacts =
  | { readonly stage: 'repair'; readonly waitingFor: readonly string[] }
  | { readonly stage: 'garage'; readonly roadside: string; readonly onlyHome: boolean }
  | { readonly stage: 'papers'; readonly attachment: boolean }

/**
 * VEH-12: on the road each leader consents before anything is repaired; an undesignated garage only for what brings the
 * car home.
 */
export const VEH_12 = defineRule<BreakdownFacts, { days: Whole }>({
  id: 'VEH-12',
  act: 'NEED',
  title: '途中故障须逐级报告并经局长、书记同意后方可维修，返回后补办手续',
  sources: [source('DK-02', '第二条第5项')],
  parameters: { days: { label: '返回后补办手续的期限', unit: '工作日', fallback: 1 } },
  check: (facts) => {
    if (facts.stage === 'repair')
      return facts.waitingFor.length > 0 && { message: '途中维修须先经每一位领导同意', missing: facts.waitingFor }
    if (facts.stage === 'garage')
      return (
        facts.roadside !== '' &&
        !facts.onlyHome && {
          message: `${facts.roadside}不是定点厂家，只能做让车辆开回的维修`,
          missing: ['项目只限让车辆开回的确认'],
          field: 'onlyHome'
        }
      )
    return (
      !facts.attachment && {
        message: '补办手续须上传签字的审批单',
        missing: ['签字的车辆保养维修审批单'],
        field: 'attachmentId'
      }
    )
  }
})

/** Papers of a repair on the road, counted from the return. */
export const breakdownDeadline = (returnedOn: string, book: RuleBook, calendar: WorkingCalendar): Deadline =>
  workingDaysFrom(returnedOn, VEH_12.values(book).days, calendar)

/** Until when finance has the signed list of parts and labour: the day after the acceptance. */
export const listDueOn = (acceptedOn: string): string => addDays(acceptedOn, 1)

/** One line of the garage's list against the item it was approved as. Cents. */
export interface ListedLine {
  readonly name: string
  readonly approvedCents: number | undefined
  readonly actualCents: number
  readonly field: string
}

type AcceptanceFacts =
  | {
      readonly stage: 'accept'
      readonly lines: readonly ListedLine[]
      readonly openSupplements: readonly string[]
      readonly driverSigned: boolean
      readonly officeSigned: boolean
    }
  | { readonly stage: 'close'; readonly listReceived: boolean }

/**
 * VEH-13: accepted by driver and office, each item within what was approved for it, the signed list at finance before
 * closing.
 */
export const VEH_13 = defineRule<AcceptanceFacts>({
  id: 'VEH-13',
  act: 'NEED',
  title: '驾驶员与车管办共同验收，材料、工时逐项签字，不超出批准项目；清单交财务装备股登记',
  sources: [source('DK-02', '第二条第5项、第6项')],
  check: (facts) => {
    if (facts.stage === 'close')
      return (
        !facts.listReceived && {
          message: '维修清单还没有交财务装备股备案，不能办结',
          missing: ['财务装备股收到维修清单']
        }
      )
    const signatures = [...(facts.driverSigned ? [] : ['驾驶员签字']), ...(facts.officeSigned ? [] : ['车管办签字'])]
    const said: (Objection | false)[] = [
      ...facts.lines.map(({ name, approvedCents, actualCents, field }): Objection | false => {
        if (approvedCents === undefined)
          return { message: `“${name}”不在批准的项目内，须先办理增项`, missing: [`“${name}”的增项批准`], field }
        const over = actualCents - approvedCents
        return (
          over > 0 && {
            message: `“${name}”实际${formatMoney(actualCents)}元，超过批准的${formatMoney(approvedCents)}元`,
            missing: [`“${name}”超出${formatMoney(over)}元的增项批准`],
            field
          }
        )
      }),
      facts.openSupplements.length > 0 && { message: '还有增项没有批准', missing: facts.openSupplements },
      signatures.length > 0 && {
        message: '验收由驾驶员与车管办工作人员共同签字',
        missing: signatures,
        field: 'signatures'
      }
    ]
    return said.filter((each) => each !== false)
  }
})

type OverhaulFacts =
  | { readonly stage: 'request'; readonly overhaul: boolean; readonly statement: boolean }
  | { readonly stage: 'close'; readonly overhaul: boolean; readonly received: boolean }

/** VEH-14: an overhaul after damage comes with an accident or fault statement that reaches finance. */
export const VEH_14 = defineRule<OverhaulFacts>({
  id: 'VEH-14',
  act: 'NEED',
  title: '严重损坏需要大修的，另填写事故或故障情况说明，报财务装备股',
  sources: [source('DK-02', '第二条第5项')],
  check: (facts) => {
    if (!facts.overhaul) return
    if (facts.stage === 'request')
      return (
        !facts.statement && {
          message: '大修须附车辆事故或故障情况说明',
          missing: ['事故或故障情况说明'],
          field: 'faultStatement'
        }
      )
    return !facts.received && { message: '事故或故障情况说明还没有报财务装备股', missing: ['财务装备股收到情况说明'] }
  }
})
